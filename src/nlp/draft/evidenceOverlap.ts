import type { Fact } from '../../shared/domain/facts.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';

/** True when two facts rest on some of the same words. */
export function overlaps(one: Fact, other: Fact): boolean {
  return one.evidence.some((a) =>
    other.evidence.some((b) => a.utteranceId === b.utteranceId && a.from < b.to && b.from < a.to),
  );
}

/** True when some words of a fact were said after one of the others and before another of them. */
export function isBetween(fact: Fact, others: readonly Fact[], { utterances }: Transcript): boolean {
  const utteranceAt = new Map(utterances.map(({ id }, index) => [id, index]));
  /** Negative: `a` was said first. */
  const order = (a: Fact['evidence'][0], b: Fact['evidence'][0]) =>
    (utteranceAt.get(a.utteranceId) ?? 0) - (utteranceAt.get(b.utteranceId) ?? 0) || a.from - b.from;
  return fact.evidence.some(
    (said) =>
      others.some(({ evidence: [before] }) => order(before, said) < 0) &&
      others.some(({ evidence: [after] }) => order(said, after) < 0),
  );
}
