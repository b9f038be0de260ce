/** Figures as the words of a run say them: lengths of time, right answers of all, minutes and seconds, halves. */
import { readClockSpan } from '../extract/clockSpans.ts';
import type { Place } from '../extract/draft.ts';
import { isLacking } from '../extract/measureValues.ts';
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';

const SECONDS_PER_MINUTE = 60;
const PERCENT = 100;
const TENTHS = 10;
const MINUTE_WORDS = new Set(['minute', 'minutes', 'min', 'mins']);
const WORDS_TO_PERCENT = 5;
const MOST_WORDS_OF_RATIO = 4;

const numbersIn = ({ sentence: { tokens }, from, to }: Place): number[] =>
  Array.from({ length: to - from }, (_, offset) => from + offset).filter((at) => isNumber(tokens[at]));

/** Minutes between two times of the clock, told in one sentence of which the run holds a part. */
export function clockMinutes({ sentence, from, to }: Place): number | null {
  for (let at = 0; at < to; at++) {
    const span = readClockSpan(sentence, at);
    if (span !== null && span.to > from) return span.minutes;
  }
  return null;
}

/** Right answers in per cent: as said, or reckoned from "seven of nine". */
export function accuracyIn(place: Place): number | null {
  const { tokens } = place.sentence;
  const numbers = numbersIn({ ...place, to: Math.min(tokens.length, place.to + WORDS_TO_PERCENT) });
  const said = numbers.find((at) => tokens[at + 1]?.text === 'percent' || tokens[at + 1]?.text === '%');
  const ratio = ratioIn(place);
  if (said !== undefined && (said < place.to || ratio !== null)) return tokens[said]!.value!;
  const first = numbers[0] ?? place.to;
  return ratio ?? (first < place.to ? tokens[first]!.value! : null);
}

function ratioIn({ sentence: { tokens }, from, to }: Place): number | null {
  for (let at = from; at < to; at++) {
    const ratio = ratioAt(tokens, at);
    if (ratio !== null) return ratio;
  }
  return null;
}

/** "seven of nine", "seven words right out of nine"; a lone "one" is a word. */
function ratioAt(tokens: readonly Token[], at: number): number | null {
  const right = tokens[at]?.text === 'one' ? 1 : tokens[at]?.value;
  if (right === undefined) return null;
  for (let of = at + 1; of <= at + MOST_WORDS_OF_RATIO; of++) {
    const all = tokens[of + 1];
    if (isNumber(tokens[of])) return null;
    if ((tokens[of]?.text === 'of' || tokens[of]?.text === '/') && isNumber(all))
      return all.value >= right && all.value > 1 ? Math.round((PERCENT * right) / all.value) : null;
  }
  return null;
}

export interface Duration {
  readonly value: number;
  readonly unit: 's' | null;
}

/** "two minutes fifty" is 170 seconds; without seconds the figure stays as it was said. */
export function durationIn(place: Place): Duration | null {
  const { tokens } = place.sentence;
  const at = numbersIn(place)[0];
  if (at === undefined) return null;
  const value = tokens[at]!.value!;
  if (!MINUTE_WORDS.has(tokens[at + 1]?.text ?? '')) return { value, unit: null };
  const seconds = tokens[tokens[at + 2]?.text === 'and' ? at + 3 : at + 2];
  return isNumber(seconds) && seconds.value < SECONDS_PER_MINUTE
    ? { value: value * SECONDS_PER_MINUTE + seconds.value, unit: 's' }
    : { value, unit: null };
}

/** What is missing to the full motion is below zero. */
export function degreesIn(place: Place): number | null {
  const { tokens } = place.sentence;
  const at = numbersIn(place)[0];
  if (at === undefined) return null;
  const value = tokens[at]!.value!;
  return value > 0 && isLacking(tokens, at, at + 1) ? -value : value;
}

/** A figure with its half or its tenths: "seven and a half", "thirty-seven two". */
export function numberIn(place: Place): number | null {
  const { tokens } = place.sentence;
  const at = numbersIn(place)[0];
  if (at === undefined) return null;
  const value = tokens[at]!.value!;
  const tenths = tokens[at + 1];
  if (at + 1 < place.to && isNumber(tenths) && tenths.value < TENTHS && Number.isInteger(value))
    return value + tenths.value / TENTHS;
  const isHalf = ['and', 'a', 'half'].every((word, offset) => tokens[at + 1 + offset]?.text === word);
  return Number.isInteger(value) && isHalf ? value + 0.5 : value;
}
