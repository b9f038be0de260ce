/** What of a plan changed that a practitioner may have to sign: long-term goals and diagnosis, by the difference of two states. */
import type { Patient } from '../../../shared/domain/record.ts';

export function planChanges(before: Patient, after: Patient): readonly string[] {
  const longTerm = ({ planOfCare }: Patient) =>
    planOfCare.goals.filter(({ term }) => term === 'long').map(({ text }) => text.trim());
  const [old, now] = [longTerm(before), longTerm(after)];
  const gone = old.filter((text) => !now.includes(text)).length;
  const added = now.filter((text) => !old.includes(text)).length;
  return [
    ...(gone > 0 || added > 0 ? [`long-term goals (${added} new or reworded, ${gone} no longer there)`] : []),
    ...((before.diagnosis ?? '') !== (after.diagnosis ?? '') ? ['diagnosis'] : []),
    ...(before.planOfCare.frequency !== after.planOfCare.frequency ? ['frequency'] : []),
  ];
}
