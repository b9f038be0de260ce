/** Hands that caught somebody after a mishap rate no task: "van coming, I held the belt". */
import type { Sentence } from '../document.ts';
import { hitsOf } from '../document.ts';
import type { LevelEvidence } from './evidence.ts';

const CATCHING = new Set(
  'held hold caught grabbed got had blocked put stopped steadied supported pulled lowered'.split(' '),
);
const MISHAPS = new Set(['fall', 'nearFall', 'lossOfBalance', 'inattention', 'impulsivity', 'hazard']);

/** `before`: the sentence before, when it belongs to the same utterance. */
export function withoutRescues(
  sentence: Sentence,
  before: Sentence | null,
  evidence: readonly LevelEvidence[],
): readonly LevelEvidence[] {
  const here = mishapIn(sentence);
  const from = here ?? (before !== null && mishapIn(before) !== null ? 0 : null);
  if (from === null) return evidence;
  return evidence.filter(
    (each) =>
      each.form !== 'hands' ||
      each.from < from ||
      !sentence.tokens.slice(Math.max(from, each.from - 2), each.to).some(isCatch),
  );
}

const isCatch = (token: { readonly text: string }) => CATCHING.has(token.text);

function mishapIn(sentence: Sentence): number | null {
  return hitsOf(sentence, 'safety').find((hit) => MISHAPS.has(hit.entry.event))?.from ?? null;
}
