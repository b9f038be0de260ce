/** Cues that only the reader found: the count as the words say it, never worked out. */
import type { CueFact, CueType } from '../../shared/domain/facts.ts';
import type { ActiveTask } from '../extract/activeTask.ts';
import { taskFor } from '../extract/activeTask.ts';
import { type CueAmount, cueAmounts } from '../extract/cueAmounts.ts';
import type { Document } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { isNumber } from '../text/token.ts';
import { choiceOf, doubtOf } from './labels.ts';

export function cueOfSpan(
  document: Document,
  active: readonly (ActiveTask | null)[],
  span: ReadSpan,
  place: Place,
): DraftOf<'cue'> {
  const { sentence, from, to } = place;
  const amount = cueAmounts(sentence).find((each) => each.from < to && from < each.to) ?? loneNumber(place);
  const intensity = choiceOf(span, 'cueIntensity').value;
  return {
    kind: 'cue',
    type: choiceOf(span, 'cueType').value as CueType,
    count: amount?.count ?? null,
    ...(amount?.range ? { range: amount.range } : {}),
    intensity: intensity === 'none' ? null : (intensity as CueFact['intensity']),
    task: taskFor(document, active, sentence.index, from)?.label ?? null,
    ...doubtOf(span, place),
    ...common('cue/read', 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

const MOST_CUES = 30;

/** The only number of the run: "four for the brakes". */
function loneNumber({ sentence, from, to }: Place): Pick<CueAmount, 'count' | 'range'> | null {
  const numbers = sentence.tokens.slice(from, to).filter(isNumber);
  const value = numbers.length === 1 ? numbers[0]!.value : 0;
  return Number.isInteger(value) && value > 0 && value <= MOST_CUES ? { count: value } : null;
}
