import type { Fact } from '../../shared/domain/facts.ts';

/** True when two facts rest on some of the same words. */
export function overlaps(one: Fact, other: Fact): boolean {
  return one.evidence.some((a) =>
    other.evidence.some((b) => a.utteranceId === b.utteranceId && a.from < b.to && b.from < a.to),
  );
}
