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
import type { WholeTime } from './wholeTime.ts';

interface Call {
  readonly sentence: Sentence;
  readonly time: ClockTime;
  readonly at: number;
  readonly activity: Activity | null;
  /** "I walked in at nine fifty-two": the session begins, no activity yet. */
  readonly arrival: boolean;
}

const STARTS = new Set([
  'start',
  'from',
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
const POINTS = new Set(['from', "'s", 'at', 'is', 'now', 'time', 'clock', 'says', 'on']);

export class ClockLog {
  readonly #whole: WholeTime;
  #open: Call | null = null;
  /** A time called for the record, of which only a later end can tell that it was a start. */
  #tentative: Call | null = null;
  /** A time called without a start: "It's ten past ten. Let's start with your bath." */
  #called: Call | null = null;

  constructor(whole: WholeTime) {
    this.#whole = whole;
  }

  /** A start was called that no end has closed yet. */
  get isOpen(): boolean {
    return this.#open !== null && !this.#open.arrival;
  }

  /** The stretch since the last call was told in other words. */
  restart(): void {
    this.#open = null;
    this.#tentative = null;
    this.#called = null;
  }

  hear(sentence: Sentence, activities: readonly Activity[], ledger: MinutesLedger): void {
    const call = readCall(sentence, activities);
    if (call === null) {
      this.#startsNow(sentence, activities);
      return;
    }
    const words = sentence.tokens.map((token) => token.text);
    const ends = words.some((word) => ENDS.has(word)) || (this.#tentative !== null && tellsDone(words));
    const starts = words.some((word) => STARTS.has(word));
    const open = this.#open;
    if (open === null && ends && this.#tentative !== null) this.#open = this.#tentative;
    this.#tentative = open === null && !ends && !starts ? call : null;
    this.#close(call, words, { ends, starts }, ledger);
  }

  #close(
    call: Call,
    words: readonly string[],
    { ends, starts }: { readonly ends: boolean; readonly starts: boolean },
    ledger: MinutesLedger,
  ): void {
    const { sentence } = call;
    const open = this.#open;
    const closes = ends || starts || call.arrival || words.includes('now') || (open !== null && tellsDone(words));
    this.#called = call;
    if (open !== null && closes) {
      const minutes = minutesBetween(open.time, call.time);
      const about = ends && !starts ? (open.activity ?? call.activity) : open.activity;
      if (minutes !== null && minutes > 0 && minutes <= LONGEST_MINUTES) {
        if (open.arrival && about === null) this.#whole.tell(minutes, sentence);
        else ledger.enterSpan(open.sentence, open.at, sentence, call.at, minutes, about);
      }
      this.#open = null;
    }
    if (starts || call.arrival) this.#open = call;
  }

  #startsNow(sentence: Sentence, activities: readonly Activity[]): void {
    const called = this.#called;
    const next = called !== null && sentence.index - called.sentence.index === 1;
    this.#called = null;
    if (!next || called.sentence.utteranceIndex !== sentence.utteranceIndex) return;
    if (!sentence.tokens.some((token) => STARTS.has(token.text))) return;
    this.#open = { ...called, arrival: false, activity: activities[0] ?? called.activity };
  }
}

const DONE = new Set(['clean', 'dressed', 'dry', 'set', 'sorted', 'all', 'finito', 'back']);
const tellsDone = (words: readonly string[]) => words.some((word) => DONE.has(word));

const ARRIVES = new Set(['walked', 'came', 'got', 'arrived', 'went', 'in']);
const THERE = new Set(['in', 'here', 'there', 'arrived']);

/** "I walked in at nine fifty-two", "got here at ten". */
function isArrival({ tokens }: Sentence, at: number): boolean {
  const lead = tokens.slice(Math.max(0, at - 5), at).map((token) => token.text);
  return (
    lead.some((word) => word === 'i' || word === 'we') &&
    lead.some((word) => ARRIVES.has(word)) &&
    lead.some((word) => THERE.has(word))
  );
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
      (next.text === 'and' && at === 0) ||
      next.text === 'now';
    if (marked && closed)
      return {
        sentence,
        time,
        at,
        activity: isArrival(sentence, at) ? null : (activities.find((each) => !each.service) ?? activities[0] ?? null),
        arrival: isArrival(sentence, at),
      };
  }
  return null;
}
