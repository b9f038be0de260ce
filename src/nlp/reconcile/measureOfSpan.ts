/** Measures that only the reader found: the value as its words say it, the rest as the reader takes it to be. */
import type { Side } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import { hitsOf } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import { readGrade, readPressure, scaled } from '../extract/measureValues.ts';
import type { ReadSpan } from '../read/reading.ts';
import { isNumber } from '../text/token.ts';
import { choiceOf, doubtOf } from './labels.ts';

const GRADED = new Set(['MMT', 'MAS']);
const RANGES = new Set(['AROM', 'PROM', 'AAROM', 'ROM']);

export function measureOfSpan({ lexicon }: Document, span: ReadSpan, place: Place): DraftOf<'measure'> | null {
  const measure = choiceOf(span, 'measure').value;
  const value = measure === 'other' ? null : valueIn(place, measure);
  if (value === null) return null;
  const { sentence, from, to } = place;
  const motion = choiceOf(span, 'motion').value;
  const entry = lexicon.entries.measures.find((each) => each.measure === measure);
  const unit = hitsOf(sentence, 'units').find((hit) => hit.from >= from && hit.from <= to)?.entry.unit;
  return {
    kind: 'measure',
    measure,
    motion: motion === 'none' ? null : motion,
    bodyPart: hitsOf(sentence, 'bodyParts')[0]?.entry.part ?? entry?.bodyPart ?? null,
    side: sideOf(span),
    value,
    unit: unit ?? (RANGES.has(measure) ? 'deg' : (entry?.unit ?? null)),
    ...doubtOf(span, place),
    ...common(`measure/read`, 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

export function sideOf(span: ReadSpan): Side | null {
  const { value } = choiceOf(span, 'side');
  if (value === 'bilateral') return 'both';
  return value === 'none' ? null : (value as Side);
}

function valueIn({ sentence, from, to }: Place, measure: string): number | string | null {
  const { tokens } = sentence;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!isNumber(token)) continue;
    if (measure === 'bloodPressure') return readPressure(tokens, at)?.value ?? null;
    if (GRADED.has(measure)) return readGrade(tokens, at, true)?.value ?? null;
    return scaled(measure, token.value);
  }
  return null;
}
