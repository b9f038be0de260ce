/**
 * Modifiers that corrected minutes call for and the signed ones did not: the pair of services that appears, the threshold
 * that is crossed. They are asked before the addendum is signed, as the note asks before its own signature; what follows
 * from minutes alone (an assistant's share) is told with its reason.
 */
import type { ModifierQuestion } from '../../../shared/contractNote.ts';
import type { Decision } from '../../../shared/domain/decisions.ts';
import type { ChargedMinutes, ModifierAnswer } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { Why } from '../../../shared/domain/why.ts';

type Reckoned = Pick<SessionRecord, 'charges' | 'reckoning'>;

/** As the reckoning takes them: "not distinct" decides nothing there. */
export function decisionsIn(answers: readonly ModifierAnswer[]): readonly Decision[] {
  return answers.flatMap((answer): readonly Decision[] => {
    if (answer.kind === 'threshold') return [answer];
    const { modifier } = answer;
    return modifier === null ? [] : [{ ...answer, modifier }];
  });
}

/** Whether the corrected minutes ask what this answers; the minutes may have been typed again since. */
export function isAsked(answer: ModifierAnswer, { charges, reckoning }: Reckoned): boolean {
  if (answer.kind === 'threshold') return reckoning?.threshold?.needsModifier === true;
  return charges.distinct?.some(({ id }) => id === answer.questionId) ?? false;
}

/** `signed`: what stood at the signature; a pair that was asked then is not asked again. */
export function askedModifiers(
  corrected: Reckoned,
  signed: Reckoned,
  answers: readonly ModifierAnswer[],
): readonly ModifierQuestion[] {
  const pairs = (corrected.charges.distinct ?? []).filter(
    ({ id }) =>
      !(signed.charges.distinct ?? []).some((each) => each.id === id) &&
      !answers.some((answer) => answer.kind === 'distinct' && answer.questionId === id),
  );
  const threshold = corrected.reckoning?.threshold ?? null;
  const isOpen = threshold?.needsModifier === true && threshold.decision === null;
  return [
    ...pairs.map(({ id, modifiers, why }) => ({ kind: 'distinct' as const, id, modifiers, why })),
    ...(isOpen ? [{ kind: 'threshold' as const, id: 'threshold' as const, why: threshold.why }] : []),
  ];
}

/** Modifiers of billed lines that are new, each with the reason the reckoning gave for it. */
export function addedModifiers({ charges }: Reckoned, before: ChargedMinutes) {
  return charges.lines
    .filter(({ units }) => units > 0)
    .flatMap(({ code, modifiers, whys = [] }) => {
      const had = new Set(before.lines.filter((line) => line.code === code).flatMap((line) => line.modifiers));
      return modifiers
        .filter((modifier) => !had.has(modifier))
        .map((modifier) => ({ code, modifier, why: reasonOf(modifier, whys) }));
    });
}

/** A reason is named after its modifier, or after what it stands for and names the modifier in its text. */
function reasonOf(modifier: string, whys: readonly Why[]): string {
  const ofModifiers = whys.filter(({ ruleId }) => ruleId.startsWith('modifier/'));
  const own = ofModifiers.find(({ ruleId }) => ruleId === `modifier/${modifier}`);
  return (own ?? ofModifiers.find(({ text }) => text.split(/\W+/).includes(modifier)))?.text ?? '';
}
