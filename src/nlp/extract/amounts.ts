/** Spoken lengths of time: "twelve minutes", "eight to ten", "a quarter of an hour", "an hour and ten minutes". */
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';

export interface Amount {
  readonly minutes: number;
  readonly range?: readonly [number, number];
  readonly unitSaid: boolean;
  readonly to: number;
}

/** A treatment of one activity is rarely longer; larger bare numbers are codes, degrees or scores. */
export const LONGEST_MINUTES = 120;
const MINUTES_PER_HOUR = 60;
const UNIT = new Set(['minutes', 'minute', 'mins', 'min', 'minuets']);
const BETWEEN_NUMBER_AND_UNIT = new Set([
  'good',
  'full',
  'solid',
  'whole',
  'ish',
  'odd',
  'more',
  'straight',
  'extra',
  'direct',
  'billable',
  'timed',
  'total',
  'or',
  'so',
  'treatment',
  'actual',
]);
const MOST_WORDS_TO_UNIT = 2;
const WIDEST_RANGE = 10;

export function readAmount(tokens: readonly Token[], at: number): Amount | null {
  return readHours(tokens, at) ?? readMinutes(tokens, at);
}

function readMinutes(tokens: readonly Token[], at: number): Amount | null {
  const first = tokens[at];
  if (!isNumber(first) || first.value <= 0 || first.value > LONGEST_MINUTES) return null;
  const second = rangeEnd(tokens, at);
  const last = second === null ? null : tokens[second];
  const end = second === null ? at + 1 : second + 1;
  const unit = unitAt(tokens, end);
  return {
    minutes: first.value,
    ...(isNumber(last) ? { range: [first.value, last.value] as const } : {}),
    unitSaid: unit !== null,
    to: unit ?? end,
  };
}

/** One past the unit word, which may have an adjective before it: "ten good minutes". */
function unitAt(tokens: readonly Token[], end: number): number | null {
  for (let at = end; at <= end + MOST_WORDS_TO_UNIT; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (UNIT.has(text)) return at + 1;
    if (!BETWEEN_NUMBER_AND_UNIT.has(text)) return null;
  }
  return null;
}

/** "half an hour", "a quarter of an hour", "three quarters of an hour", "an hour and ten minutes". */
function readHours(tokens: readonly Token[], at: number): Amount | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? '';
  const said = (minutes: number, length: number): Amount => ({ minutes, unitSaid: true, to: at + length });
  const anHour = (offset: number) => {
    const of = text(offset) === 'of' ? offset + 1 : offset;
    const article = text(of) === 'an' || text(of) === 'a' ? of + 1 : of;
    return text(article) === 'hour' ? article + 1 : null;
  };
  if (text(0) === 'half') {
    const end = anHour(1);
    if (end !== null) return said(MINUTES_PER_HOUR / 2, end);
  }
  if (text(0) === 'quarter') {
    const end = anHour(1);
    if (end !== null) return said(MINUTES_PER_HOUR / 4, end);
  }
  if ((text(0) === 'three' || text(0) === '3') && (text(1) === 'quarters' || text(1) === 'quarter')) {
    const end = anHour(2);
    if (end !== null) return said((MINUTES_PER_HOUR * 3) / 4, end);
  }
  const whole = text(0) === 'an' || text(0) === 'one' || text(0) === '1';
  if (!whole || text(1) !== 'hour') return null;
  if (text(2) !== 'and') return said(MINUTES_PER_HOUR, 2);
  const part = text(3) === 'a' ? text(4) : '';
  if (part === 'quarter') return said((MINUTES_PER_HOUR * 5) / 4, 5);
  if (part === 'half') return said((MINUTES_PER_HOUR * 3) / 2, 5);
  const more = tokens[at + 3];
  if (isNumber(more) && UNIT.has(text(4))) return said(MINUTES_PER_HOUR + more.value, 5);
  return said(MINUTES_PER_HOUR, 2);
}

const JOINTS = new Set(['to', 'or', 'maybe', 'and', ',', 'perhaps', 'possibly', 'even']);

/** Where the second figure of "eight to ten", "seven or eight", "ten, maybe twelve", "between ten and twelve" stands. */
function rangeEnd(tokens: readonly Token[], at: number): number | null {
  const first = tokens[at];
  if (!isNumber(first)) return null;
  let second = at + 1;
  while (JOINTS.has(tokens[second]?.text ?? '') && second - at <= 3) second += 1;
  const last = tokens[second];
  if (second === at + 1 || !isNumber(last)) return null;
  if (last.value <= first.value || last.value - first.value > WIDEST_RANGE) return null;
  const joints = tokens.slice(at + 1, second).map((token) => token.text);
  const between = tokens[at - 1]?.text === 'between';
  if (joints.includes('and')) return between ? second : null;
  if (joints.some((joint) => joint !== ',')) return second;
  return unitAt(tokens, second + 1) === null ? null : second;
}
