/**
 * Stretches told by the clock: "from two fifteen to two thirty-eight", "twenty to twelve till five past", "started at
 * ten past, it's now twenty-five past", "out at two ten, back in by two thirty-five".
 */
import type { ClockTime } from '../text/clock.ts';
import { minutesBetween, readClock } from '../text/clock.ts';
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';
import { LONGEST_MINUTES } from './amounts.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';

export interface ClockSpan {
  readonly minutes: number;
  readonly to: number;
}

const TO = new Set(['to', 'till', 'til', 'until', 'through', 'thru']);
const START_LEAD = new Set([
  'from',
  'at',
  'started',
  'start',
  'starting',
  'began',
  'begin',
  'since',
  'between',
  'out',
  'in',
  'on',
  'kicked',
  'ran',
  'went',
  'were',
]);
const END_LEAD = new Set([
  "'s",
  'now',
  'at',
  'by',
  'is',
  'finished',
  'finish',
  'done',
  'stopped',
  'stop',
  'ended',
  'end',
  'out',
  'off',
  'was',
  'wrapped',
  'through',
  'till',
  'until',
  'to',
]);
const UNIT = new Set(['minutes', 'minute', 'mins', 'min']);
const MOST_WORDS_TO_END = 26;

export function readClockSpan(sentence: Sentence, at: number): ClockSpan | null {
  if (hitsOf(sentence, 'motions').length > 0 || hitsOf(sentence, 'movementTypes').length > 0) return null;
  const { tokens } = sentence;
  const start = readClock(tokens, at);
  if (start === null) return null;
  const lead = tokens[at - 1]?.text ?? '';
  const startsSpan = START_LEAD.has(lead);
  const joint = tokens[start.end]?.text ?? '';
  const direct = TO.has(joint) || (joint === 'and' && lead === 'between');
  const endAt = direct ? start.end + 1 : startsSpan ? laterClock(tokens, start.end) : null;
  if (endAt === null || endsWork(tokens, at)) return backwards(tokens, at, start);
  const end = readClock(tokens, endAt);
  if (end === null || UNIT.has(tokens[end.end]?.text ?? '')) return null;
  const clear = isClockLike(tokens, at, start) || isClockLike(tokens, endAt, end);
  if (
    !clear ||
    !(isClockLike(tokens, endAt, end) || start.end - at > 1 || (tokens[at]?.value ?? 0) >= 100 || startsSpan)
  )
    return null;
  const minutes = minutesBetween(start, end);
  if (minutes === null || minutes <= 0 || minutes > LONGEST_MINUTES) return null;
  return { minutes, to: end.end };
}

const ENDING = new Set(['wrapped', 'finished', 'stopped', 'ended', 'done', 'now', 'out', 'quit', 'through', 'says']);
const STARTING = new Set(['started', 'began', 'begun', 'start', 'since', 'starting', 'kicked']);

const endsWork = (tokens: readonly Token[], at: number) =>
  tokens
    .slice(Math.max(0, at - 3), at)
    .some((token) => ENDING.has(token.text) && !(token.text === 'out' && comesBack(tokens, at)));

/** "Out at two ten, back in by two thirty-five": an outing begins. */
const comesBack = (tokens: readonly Token[], at: number) => tokens.slice(at).some((token) => token.text === 'back');

/** "We wrapped at eleven twenty, having started at ten fifty-five": the end is told first. */
function backwards(tokens: readonly Token[], at: number, end: ClockTime): ClockSpan | null {
  const told = endsWork(tokens, at) || tokens[end.end]?.text === 'now';
  if (!told || !isClockLike(tokens, at, end)) return null;
  for (let start = end.end; start < Math.min(tokens.length, end.end + MOST_WORDS_TO_END); start += 1) {
    if (!tokens.slice(Math.max(end.end, start - 3), start).some((token) => STARTING.has(token.text))) continue;
    const clock = readClock(tokens, start);
    if (clock === null || !isClockLike(tokens, start, clock)) continue;
    const minutes = minutesBetween(clock, end);
    return minutes !== null && minutes > 0 && minutes <= LONGEST_MINUTES ? { minutes, to: clock.end } : null;
  }
  return null;
}

/** "two fifteen", "ten past", "half nine", "eleven o'clock" – not a bare small number. */
export function isClockLike(tokens: readonly Token[], at: number, clock: ClockTime): boolean {
  return (tokens[at]?.value ?? 0) >= 100 || clock.end - at > 1 || !isNumber(tokens[at]);
}

function laterClock(tokens: readonly Token[], from: number): number | null {
  for (let at = from; at < Math.min(tokens.length, from + MOST_WORDS_TO_END); at += 1) {
    const lead = tokens[at - 1]?.text ?? '';
    if (!END_LEAD.has(lead)) continue;
    const clock = readClock(tokens, at);
    if (clock !== null && isClockLike(tokens, at, clock)) return at;
  }
  return null;
}
