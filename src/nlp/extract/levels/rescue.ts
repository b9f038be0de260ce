/** Hands that caught somebody after a mishap rate no task: "van coming, I held the belt". */
import type { Sentence } from '../document.ts';
import { hitsOf } from '../document.ts';
import type { LevelEvidence } from './evidence.ts';

const CATCHING = new Set(
  'held hold caught grabbed got had blocked put stopped steadied supported pulled lowered'.split(' '),
);
const MISHAPS = new Set(['fall', 'nearFall', 'lossOfBalance', 'inattention', 'impulsivity', 'hazard']);

export function withoutRescues(sentence: Sentence, evidence: readonly LevelEvidence[]): readonly LevelEvidence[] {
  const mishap = hitsOf(sentence, 'safety').find((hit) => MISHAPS.has(hit.entry.event));
  if (mishap === undefined) return evidence;
  return evidence.filter(
    (each) => each.form !== 'hands' || each.from < mishap.from || !CATCHING.has(sentence.tokens[each.from]?.text ?? ''),
  );
}
