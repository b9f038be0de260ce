/** Spoken clock times to minutes of the day: "two fifteen", "half nine", "five to ten", "twenty-five past", "9:30". */
import type { Token } from './token.ts';
import { isNumber } from './token.ts';

const MINUTES_PER_HOUR = 60;

export interface ClockTime {
  /** Minutes since midnight or noon; when only "past" was said, minutes past an unnamed hour. */
  readonly minutes: number;
  readonly hourKnown: boolean;
  readonly end: number;
}

const hour = (token: Token | undefined): number | null =>
  isNumber(token) && Number.isInteger(token.value) && token.value >= 1 && token.value <= 12 ? token.value : null;

export function readClock(tokens: readonly Token[], at: number): ClockTime | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const next = tokens[at + 1]?.text;
  if (first.text === 'noon' || first.text === 'midday')
    return { minutes: 12 * MINUTES_PER_HOUR, hourKnown: true, end: at + 1 };
  if (first.text === 'half') {
    const skip = next === 'past' ? 2 : 1;
    if (next === 'past' && hour(tokens[at + 2]) === null)
      return { minutes: MINUTES_PER_HOUR / 2, hourKnown: false, end: at + 2 };
    return atHour(hour(tokens[at + skip]), MINUTES_PER_HOUR / 2, at + skip + 1);
  }
  const quarter = first.text === 'quarter';
  const amount = quarter ? MINUTES_PER_HOUR / 4 : isNumber(first) ? first.value : null;
  if (amount === null) return null;
  const said = next === 'minutes' || next === 'minute' ? 1 : 0;
  if (said === 1 && ['past', 'after'].includes(tokens[at + 2]?.text ?? '')) {
    const named = hour(tokens[at + 3]);
    return named === null ? { minutes: amount, hourKnown: false, end: at + 3 } : atHour(named, amount, at + 4);
  }
  if (next === 'past' || next === 'after') {
    const named = hour(tokens[at + 2]);
    return named === null ? { minutes: amount, hourKnown: false, end: at + 2 } : atHour(named, amount, at + 3);
  }
  if (next === 'to' || next === 'of') {
    if (!quarter && amount > 29) return readHoursAndMinutes(amount, at);
    const named = hour(tokens[at + 2]);
    if (named !== null && (quarter || amount % 5 === 0)) return atHour(named, -amount, at + 3);
    if (quarter || isLeftOpen(tokens, at, amount))
      return { minutes: MINUTES_PER_HOUR - amount, hourKnown: false, end: at + 2 };
  }
  return quarter ? null : readHoursAndMinutes(amount, at, next);
}

/** "stop at ten to.": the hour it is to was named before or goes without saying. */
function isLeftOpen(tokens: readonly Token[], at: number, amount: number): boolean {
  const after = tokens[at + 2];
  const ends = after === undefined || after.kind === 'punctuation';
  return tokens[at + 1]?.text === 'to' && ends && amount % 5 === 0 && amount < MINUTES_PER_HOUR / 2;
}

function readHoursAndMinutes(amount: number, at: number, next?: string): ClockTime | null {
  const hours = Math.floor(amount / 100);
  const minutes = amount % 100;
  if (hours >= 1 && hours < 24 && minutes < MINUTES_PER_HOUR) return atHour(hours, minutes, at + 1);
  if (amount >= 1 && amount <= 12) return atHour(amount, 0, next === "o'clock" ? at + 2 : at + 1);
  return null;
}

function atHour(hours: number | null, offset: number, end: number): ClockTime | null {
  return hours === null ? null : { minutes: hours * MINUTES_PER_HOUR + offset, hourKnown: true, end };
}

/** Minutes from one clock time to the next; a later hour may be written smaller (12:50 to 1:10). */
export function minutesBetween(start: ClockTime, end: ClockTime): number | null {
  const halfDay = 12 * MINUTES_PER_HOUR;
  if (start.hourKnown && end.hourKnown) return (end.minutes - start.minutes + halfDay) % halfDay;
  return (((end.minutes - start.minutes) % MINUTES_PER_HOUR) + MINUTES_PER_HOUR) % MINUTES_PER_HOUR;
}
