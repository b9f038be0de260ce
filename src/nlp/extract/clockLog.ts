/**
 * Clock times called out while working ("it's ten past two, starting on dressing" … "two twenty-five, dressing's
 * done"): each call closes the stretch before it. A stretch counts only when its start was called as a start.
 */
import type { ClockTime } from '../text/clock.ts';
import { minutesBetween, readClock } from '../text/clock.ts';
import type { Activity } from './activityMentions.ts';
import { LONGEST_MINUTES } from './amounts.ts';
import { isClockLike } from './clockSpans.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { MinutesLedger } from './minutesLedger.ts';
import { standingAt } from './standing.ts';

interface Call {
  readonly sentence: Sentence;
  readonly time: ClockTime;
  readonly at: number;
  readonly activity: Activity | null;
}

const STARTS = new Set([
  'start',
  'starting',
  'started',
  'starts',
  'begin',
  'beginning',
  'began',
  'kick',
  'going',
  'switching',
  'switch',
  'moving',
  'onto',
  'next',
]);
const ENDS = new Set([
  'done',
  'stop',
  'stopped',
  'stopping',
  'finish',
  'finished',
  'end',
  'ended',
  'ending',
  'out',
  'wrap',
  'wrapping',
  'wrapped',
  'over',
  'complete',
]);
const POINTS = new Set(["'s", 'at', 'is', 'now', 'time', 'clock', 'says', 'on']);

export class ClockLog {
  #open: Call | null = null;

  hear(sentence: Sentence, activities: readonly Activity[], ledger: MinutesLedger): void {
    const call = readCall(sentence, activities);
    if (call === null) return;
    const words = sentence.tokens.map((token) => token.text);
    const ends = words.some((word) => ENDS.has(word));
    const starts = words.some((word) => STARTS.has(word));
    const open = this.#open;
    if (open !== null && (ends || starts || words.includes('now'))) {
      const minutes = minutesBetween(open.time, call.time);
      const about = ends && !starts ? (open.activity ?? call.activity) : open.activity;
      if (minutes !== null && minutes > 0 && minutes <= LONGEST_MINUTES) {
        ledger.enterSpan(open.sentence, open.at, sentence, call.at, minutes, about);
      }
      this.#open = null;
    }
    if (starts) this.#open = call;
  }
}

function readCall(sentence: Sentence, activities: readonly Activity[]): Call | null {
  if (standingAt(sentence, 0).kind !== 'asserted' || hitsOf(sentence, 'measures').length > 0) return null;
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    const time = readClock(tokens, at);
    if (time === null || !isClockLike(tokens, at, time)) continue;
    const lead = tokens[at - 1]?.text;
    const next = tokens[time.end];
    const marked = lead === undefined || tokens[at - 1]?.kind === 'punctuation' || POINTS.has(lead);
    const closed =
      next === undefined ||
      next.kind === 'punctuation' ||
      STARTS.has(next.text) ||
      ENDS.has(next.text) ||
      next.text === 'now';
    if (marked && closed)
      return { sentence, time, at, activity: activities.find((each) => !each.service) ?? activities[0] ?? null };
  }
  return null;
}
