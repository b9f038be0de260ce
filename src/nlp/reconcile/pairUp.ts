/** Which run of words of the reading tells the same fact as which draft of the rules. */
import type { Draft } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';

export interface Pair<D extends Draft> {
  readonly draft: D | null;
  readonly span: ReadSpan | null;
}

const MOST_WORDS_APART = 3;

/**
 * One to one, the closest first; what has no partner stands alone. `agreement`, from 0 to 1, decides between close ones;
 * null: the two cannot be the same fact.
 */
export function pairUp<D extends Draft>(
  drafts: readonly D[],
  spans: readonly ReadSpan[],
  agreement: (draft: D, span: ReadSpan) => number | null,
): Pair<D>[] {
  const offers = drafts
    .flatMap((draft) => spans.map((span) => ({ draft, span, apart: wordsApart(draft, span) })))
    .filter(({ apart }) => apart <= MOST_WORDS_APART)
    .flatMap((offer) => {
      const agreed = agreement(offer.draft, offer.span);
      return agreed === null ? [] : [{ ...offer, weight: agreed - offer.apart / (MOST_WORDS_APART + 1) }];
    })
    .sort((a, b) => b.weight - a.weight);
  const pairs = new Map<D, ReadSpan>();
  const taken = new Set<ReadSpan>();
  for (const { draft, span } of offers) {
    if (pairs.has(draft) || taken.has(span)) continue;
    pairs.set(draft, span);
    taken.add(span);
  }
  return [
    ...drafts.map((draft) => ({ draft, span: pairs.get(draft) ?? null })),
    ...spans.filter((span) => !taken.has(span)).map((span) => ({ draft: null, span })),
  ];
}

/** Words between a run and the nearest words a draft rests on; 0 where they overlap. */
export function wordsApart(draft: Draft, span: ReadSpan): number {
  const gaps = draft.evidence
    .filter(({ utteranceId }) => utteranceId === span.utteranceId)
    .map(({ from, to }) => Math.max(0, from - span.to, span.from - to));
  return Math.min(Number.POSITIVE_INFINITY, ...gaps);
}
