/** The figure a fact stands for; two facts of different figures are not the same, however close their words stand. */
import type { Draft } from '../extract/draft.ts';

/** null: the fact has no figure, or one that was worked out of several said ones and so stands in no run of words. */
export function figureOf(draft: Draft): number | string | null {
  switch (draft.kind) {
    case 'minutes':
      return draft.derived ? null : draft.minutes;
    case 'measure':
      return draft.value;
    case 'pain':
      return draft.score;
    case 'cue':
      return draft.count;
    default:
      return null;
  }
}

export function isOtherFigure(a: Draft, b: Draft | null): boolean {
  const [own, other] = [figureOf(a), b === null ? null : figureOf(b)];
  return own !== null && other !== null && own !== other;
}
