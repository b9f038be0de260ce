/** Minutes of a signed note put right: reckoned anew on top of what was signed and corrected before. */
import type { MinutesInput } from '../../../shared/contract.ts';
import type { MinutesPreview, ModifierQuestion } from '../../../shared/contractNote.ts';
import type { LedgerChange } from '../../../shared/domain/billing.ts';
import { chargedMinutes, chargedNow, chargesSame, correctionsOf } from '../../../shared/domain/chargedNow.ts';
import type { MinutesCorrection, ModifierAnswer } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReviewInput } from '../ports.ts';
import { addedModifiers, askedModifiers, decisionsIn, isAsked } from './askedModifiers.ts';

export interface Corrected {
  readonly correction: MinutesCorrection;
  /** Codes between which a unit is still open. */
  readonly open: readonly (readonly string[])[];
  /** Modifiers that only these minutes call for, not answered yet. */
  readonly asked: readonly ModifierQuestion[];
  readonly added: MinutesPreview['added'];
  /** What another note of the patient's day has too much of now: to be put right there. */
  readonly remarks: readonly string[];
}

/** Faults that lie with another note of the day: this one may be corrected first. */
const OF_THE_DAY: ReadonlySet<string> = new Set(['same-day-conflict', 'units-over-minutes']);

export function correctMinutes(
  record: SessionRecord,
  input: ReviewInput,
  given: MinutesInput,
  by: { readonly by: string; readonly at: string },
  clinical: Pick<ClinicalPort, 'review' | 'codes' | 'decisionFault'>,
): Result<Corrected> {
  const before = chargedNow(record);
  const codes = new Set(clinical.codes().map(({ code }) => code));
  for (const change of given.changes) {
    const isKnown = change.kind === 'add' || before.entries.some(({ id }) => id === change.entryId);
    if (!isKnown) return fail('not_found', 'This entry does not exist any more.');
    if (change.kind !== 'remove' && !codes.has(change.cpt))
      return fail('invalid_input', 'Choose a code from the list.', { at: 'minutes' });
  }
  const earlier = correctionsOf(record.addenda);
  const changes = given.changes.map((change): LedgerChange => ({ ...change, ...by }));
  const choices = [...earlier.flatMap((each) => each.choices), ...given.choices];
  const earlierAnswers = earlier.flatMap((each) => each.answers ?? []);
  const typed = (given.answers ?? []).map((answer): ModifierAnswer => ({ ...answer, ...by }));
  const reviewed = clinical.review({
    ...input,
    decisions: [...input.decisions, ...decisionsIn([...earlierAnswers, ...typed])],
    minutesChanges: [...input.minutesChanges, ...earlier.flatMap((each) => each.changes), ...changes],
    tieChoices: [...input.tieChoices, ...choices.map((code) => ({ code, ...by }))],
  });
  if (!reviewed.ok) return reviewed;
  const { charges } = reviewed.value;
  const stops = charges.issues.filter(({ severity, code }) => severity === 'blocker' && code !== 'unit-tie');
  const refusal = stops.find(({ code }) => !OF_THE_DAY.has(code));
  if (refusal !== undefined) return fail('blocked', refusal.message, { at: 'minutes' });
  const answers = typed.filter((answer) => isAsked(answer, reviewed.value));
  for (const decision of decisionsIn(answers)) {
    const fault = clinical.decisionFault(decision, reviewed.value);
    if (fault !== null) return fail('invalid_input', fault, { at: 'minutes' });
  }
  const after = chargedMinutes(reviewed.value);
  if (chargesSame(after, before)) return fail('conflict', 'These minutes are what stands already.');
  const open = charges.result.ties.map((tie) => tie.codes);
  const remarks = stops.map(({ message }) => message);
  const put = answers.length === 0 ? {} : { answers };
  return ok({
    ...{ correction: { changes, choices: given.choices, ...put, before, after }, open, remarks },
    asked: askedModifiers(reviewed.value, record, [...earlierAnswers, ...answers]),
    added: addedModifiers(reviewed.value, before),
  });
}
