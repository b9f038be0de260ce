/**
 * Number words to number tokens: "forty-one" → 41, "one eighteen" → 118, "one oh eight" → 108, "one two nine" → 129,
 * "six point eight" → 6.8, "nine and a half" → 9.5. What such a number means (a pressure, a clock time, the tail of a
 * code) is decided by the rule that reads it.
 */
import type { Token } from './token.ts';

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const VALUE = new Map<string, number>([
  ...UNITS.map((word, i) => [word, i] as const),
  ...TEENS.map((word, i) => [word, i + 10] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ['fourty', 40],
]);
/** After these, "one" stands for a thing, not for a number. */
const BEFORE_PRONOUN = new Set(
  'that this the which left right each no another other last first second third next good big every new same any bad these those'.split(
    ' ',
  ),
);
const AFTER_NUMBER_ONE = new Set('time times cue cues reminder prompt verbal tactile visual minute step'.split(' '));

/** Number words that patterns name by their word as well. */
const KEPT = new Set(['one', 'dozen']);

interface Reading {
  readonly value: number;
  readonly length: number;
}

export function composeNumbers(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const reading = readNumber(tokens, i);
    const first = tokens[i]!;
    if (reading === null) {
      out.push(first);
      i += 1;
      continue;
    }
    const last = tokens[i + reading.length - 1]!;
    const lone = reading.length === 1 && KEPT.has(first.text);
    out.push({
      kind: 'number',
      text: lone ? first.text : String(reading.value),
      from: first.from,
      to: last.to,
      value: reading.value,
      capital: first.capital,
      ...(first.doubtful ? { doubtful: true } : {}),
    });
    i += reading.length;
  }
  return out;
}

function readNumber(tokens: readonly Token[], at: number): Reading | null {
  const first = tokens[at]!;
  if (first.text === 'one' && isPronoun(tokens, at)) return null;
  const whole = readWhole(tokens, at);
  if (whole === null) return null;
  return readFraction(tokens, at, whole);
}

function isPronoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  const after = tokens[at + 1]?.text;
  if (after === 'oh' || after === 'hundred' || (small(tokens[at + 1]) ?? 0) >= 10) return false;
  return before !== undefined && BEFORE_PRONOUN.has(before) && !(after !== undefined && AFTER_NUMBER_ONE.has(after));
}

function small(token: Token | undefined): number | null {
  if (token === undefined) return null;
  if (token.kind === 'number') return token.value !== undefined && Number.isInteger(token.value) ? token.value : null;
  return VALUE.get(token.text) ?? null;
}

const isDigit = (value: number | null): value is number => value !== null && value >= 0 && value <= 9;

/** 10 to 99, in one or two words. */
function readTwoDigits(tokens: readonly Token[], at: number): Reading | null {
  const value = small(tokens[at]);
  if (value === null || value < 10 || value > 99) return null;
  const next = small(tokens[at + 1]);
  const spelled = tokens[at]?.kind === 'word';
  if (spelled && value >= 20 && next !== null && next >= 1 && next <= 9) return { value: value + next, length: 2 };
  return { value, length: 1 };
}

const DOZEN = 12;

function readWhole(tokens: readonly Token[], at: number): Reading | null {
  if (tokens[at]?.text === 'dozen' && tokens[at - 2]?.text !== 'half') return { value: DOZEN, length: 1 };
  if (tokens[at]?.text === 'hundred') return readHundred(tokens, at - 1, 1, 1);
  const first = small(tokens[at]);
  if (first === null) return null;
  if (first === 2 && tokens[at - 1]?.text === 'o') return { value: first, length: 1 };
  if (first >= 10) {
    const two = readTwoDigits(tokens, at);
    if (two === null) return { value: first, length: 1 };
    const minutes = first <= 12 && two.length === 1 ? readTwoDigits(tokens, at + 1) : null;
    const oh =
      first <= 12 && tokens[at]?.kind === 'word' && tokens[at + 1]?.text === 'oh' ? small(tokens[at + 2]) : null;
    if (isDigit(oh)) return { value: first * 100 + oh, length: 3 };
    const clockLead = ['from', 'at', 'to', 'till', 'until', 'began', 'started', 'between'].includes(
      tokens[at - 1]?.text ?? '',
    );
    const clock =
      minutes !== null && minutes.value >= (clockLead ? 10 : 20) && minutes.value < 60 && tokens[at]?.kind === 'word';
    return clock ? { value: first * 100 + minutes.value, length: 1 + minutes.length } : two;
  }
  const restated = readRestated(tokens, at);
  if (restated !== null) return restated;
  const digits = readDigitString(tokens, at);
  if (digits !== null) return digits;
  const next = tokens[at + 1]?.text;
  if (first > 0 && next === 'hundred') return readHundred(tokens, at, first, 2);
  const tail = first > 0 ? readTwoDigits(tokens, at + 1) : null;
  if (tail !== null) return { value: first * 100 + tail.value, length: 1 + tail.length };
  const afterOh = small(tokens[at + 2]);
  if (first > 0 && (next === 'oh' || next === 'o' || next === 'zero') && isDigit(afterOh)) {
    return { value: first * 100 + afterOh, length: 3 };
  }
  return { value: first, length: 1 };
}

/** "one five, fifteen": spelled out so that nobody hears fifty. */
function readRestated(tokens: readonly Token[], at: number): Reading | null {
  const tens = small(tokens[at]);
  const units = small(tokens[at + 1]);
  if (!isDigit(tens) || !isDigit(units) || tens === 0) return null;
  const whole = tokens[at + 2]?.kind === 'punctuation' ? at + 3 : at + 2;
  const two = readTwoDigits(tokens, whole);
  if (two === null || two.value !== tens * 10 + units) return null;
  return { value: two.value, length: whole - at + two.length };
}

/** Three or more single digits in a row, as codes are read out. */
function readDigitString(tokens: readonly Token[], at: number): Reading | null {
  let length = 0;
  let value = 0;
  for (; tokens[at + length]?.kind === 'word'; length += 1) {
    const token = tokens[at + length]!;
    const digit = token.text === 'oh' && length > 0 ? 0 : small(token);
    if (!isDigit(digit)) break;
    value = value * 10 + digit;
  }
  if (length < 3) return null;
  return { value: isCountedUp(value, length) ? length : value, length };
}

/** "one two three four times": counted aloud, the last is the number. */
const isCountedUp = (value: number, length: number) => String(value) === '123456789'.slice(0, length);

/** `at` is where the hundreds digit stands (or would stand, for "a hundred"); `length` counts what is already read. */
function readHundred(tokens: readonly Token[], at: number, hundreds: number, length: number): Reading {
  const joined = tokens[at + 2]?.text === 'and' ? at + 3 : at + 2;
  const extra = joined - at - 2 + length;
  const two = readTwoDigits(tokens, joined);
  if (two !== null) return { value: hundreds * 100 + two.value, length: extra + two.length };
  const unit = small(tokens[joined]);
  if (isDigit(unit)) return { value: hundreds * 100 + unit, length: extra + 1 };
  return { value: hundreds * 100, length };
}

function readFraction(tokens: readonly Token[], at: number, whole: Reading): Reading {
  const end = at + whole.length;
  const text = (offset: number) => tokens[end + offset]?.text;
  if (text(0) === 'point') {
    const first = small(tokens[end + 1]);
    if (isDigit(first)) {
      const second = small(tokens[end + 2]);
      const hundredths = isDigit(second) && tokens[end + 2]?.kind === 'word' ? second : null;
      const value = hundredths === null ? whole.value + first / 10 : whole.value + first / 10 + hundredths / 100;
      return { value: Math.round(value * 100) / 100, length: whole.length + (hundredths === null ? 2 : 3) };
    }
  }
  const joined = text(0) === 'and' ? 1 : 0;
  const part = text(joined) === 'a' ? text(joined + 1) : undefined;
  if (joined === 1 && part === 'half') return { value: whole.value + 0.5, length: whole.length + 3 };
  if (joined === 1 && part === 'quarter') return { value: whole.value + 0.25, length: whole.length + 3 };
  const quarters = text(1) === 'three' && (text(2) === 'quarters' || text(2) === 'quarter');
  if (joined === 1 && quarters) return { value: whole.value + 0.75, length: whole.length + 3 };
  return whole;
}
