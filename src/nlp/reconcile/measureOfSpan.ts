/** Measures that only the reader found: the value as its words say it, the rest as the reader takes it to be. */
import type { Side } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import { hitsOf } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import { readGrade, readPressure, scaled } from '../extract/measureValues.ts';
import type { ReadSpan } from '../read/reading.ts';
import { accuracyIn, degreesIn, durationIn, numberIn } from './figures.ts';
import { choiceOf, doubtOf } from './labels.ts';

const GRADED = new Set(['MMT', 'MAS']);
/** Told in minutes and seconds. */
const TIMED = new Set(['standingTolerance', 'sittingTolerance', 'nineHolePeg']);
const RANGES = new Set(['AROM', 'PROM', 'AAROM', 'ROM']);

export function measureOfSpan({ lexicon }: Document, span: ReadSpan, place: Place): DraftOf<'measure'> | null {
  const measure = choiceOf(span, 'measure').value;
  const read = measure === 'other' ? null : valueIn(place, measure);
  if (read === null) return null;
  const { sentence, from, to } = place;
  const entry = lexicon.entries.measures.find((each) => each.measure === measure);
  const unit = hitsOf(sentence, 'units').find((hit) => hit.from >= from && hit.from <= to)?.entry.unit;
  return {
    kind: 'measure',
    measure,
    motion: motionOf(span),
    bodyPart: hitsOf(sentence, 'bodyParts')[0]?.entry.part ?? entry?.bodyPart ?? null,
    side: sideOf(span),
    value: read.value,
    unit: read.unit ?? unit ?? (RANGES.has(measure) ? 'deg' : (entry?.unit ?? null)),
    ...doubtOf(span, place),
    ...common(`measure/read`, 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

export function motionOf(span: ReadSpan): string | null {
  const { value } = choiceOf(span, 'motion');
  return value === 'none' ? null : value;
}

export function sideOf(span: ReadSpan): Side | null {
  const { value } = choiceOf(span, 'side');
  if (value === 'bilateral') return 'both';
  return value === 'none' ? null : (value as Side);
}

interface Read {
  readonly value: number | string;
  readonly unit?: string | null;
}

function valueIn(place: Place, measure: string): Read | null {
  const { sentence, from, to } = place;
  if (measure === 'bloodPressure' || GRADED.has(measure)) {
    for (let at = from; at < to; at++) {
      const read =
        measure === 'bloodPressure' ? readPressure(sentence.tokens, at) : readGrade(sentence.tokens, at, true);
      if (read !== null) return { value: read.value };
    }
    return null;
  }
  if (TIMED.has(measure)) return durationIn(place);
  const value = measure === 'accuracy' ? accuracyIn(place) : RANGES.has(measure) ? degreesIn(place) : numberIn(place);
  return value === null ? null : { value: scaled(measure, value) };
}
