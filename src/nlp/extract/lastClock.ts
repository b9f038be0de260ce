/**
 * The clock as it was last told, from which the next stretch runs: "I came in at quarter past two. Pendulums till half
 * past. Then meal prep till five to three."
 */
import type { ClockTime } from '../text/clock.ts';
import { minutesBetween, readClock } from '../text/clock.ts';
import { LONGEST_MINUTES } from './amounts.ts';
import { isClockLike } from './clockSpans.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { SpokenTime } from './spokenTime.ts';
import { isAsserted } from './standing.ts';

const UNTIL = new Set(['till', 'til', 'until']);
const ENDED = new Set(['done', 'finished', 'through', 'over', 'wrapped', 'dressed', 'cleared', 'stopped', 'ended']);
const MOST_UTTERANCES = 12;
const MINUTES_PER_HOUR = 60;

interface Heard {
  readonly clock: ClockTime;
  readonly at: number;
}

export class LastClock {
  #clock: ClockTime | null = null;
  #utterance = -1;

  hear(sentence: Sentence): void {
    const last = clocksIn(sentence).at(-1);
    if (last === undefined || !isAsserted(sentence, last.at)) return;
    this.#clock = atSameHour(last.clock, this.#clock);
    this.#utterance = sentence.utteranceIndex;
  }

  /** The stretches from the clock told last to those this sentence ends at; none when it names a start of its own. */
  until(sentence: Sentence): SpokenTime[] {
    const heard = clocksIn(sentence);
    let start = this.#clock;
    if (start === null || sentence.utteranceIndex - this.#utterance > MOST_UTTERANCES) return [];
    const stretches: SpokenTime[] = [];
    for (const { clock, at } of heard) {
      const minutes = minutesBetween(start, clock);
      const runs = minutes !== null && minutes > 0 && minutes <= LONGEST_MINUTES;
      if (!runs || !endsAt(sentence, at) || !isAsserted(sentence, at)) return [];
      stretches.push({
        minutes,
        approximate: false,
        derived: true,
        adds: false,
        unitSaid: true,
        rule: 'clock',
        from: at - 1,
        to: clock.end,
      });
      start = atSameHour(clock, start);
    }
    return stretches;
  }
}

/** "till half past", "up to quarter to ten", "done by twenty past". */
function endsAt({ tokens }: Sentence, at: number): boolean {
  const lead = tokens[at - 1]?.text ?? '';
  if (UNTIL.has(lead) || (lead === 'to' && ['up', 'through', 'on'].includes(tokens[at - 2]?.text ?? ''))) return true;
  return (lead === 'by' || lead === 'at') && tokens.slice(0, at).some((token) => ENDED.has(token.text));
}

function clocksIn(sentence: Sentence): Heard[] {
  if (hitsOf(sentence, 'measures').length > 0 || hitsOf(sentence, 'motions').length > 0) return [];
  const heard: Heard[] = [];
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    const clock = readClock(sentence.tokens, at);
    if (clock === null || !(isClockLike(sentence.tokens, at, clock) || isHourOfStart(sentence, at))) continue;
    heard.push({ clock, at });
    at = clock.end - 1;
  }
  return heard;
}

const STARTED = new Set(['started', 'began', 'start', 'begin', 'arrived', 'session', 'here']);

/** "Session started at one", "from quarter to two till two". */
const isHourOfStart = ({ tokens }: Sentence, at: number) =>
  (tokens[at + 1] === undefined || tokens[at + 1]?.kind === 'punctuation') &&
  (UNTIL.has(tokens[at - 1]?.text ?? '') ||
    (tokens[at - 1]?.text === 'at' && tokens.slice(0, at).some((token) => STARTED.has(token.text))));

/** "half past", of the hour that was named before it. */
function atSameHour(clock: ClockTime, before: ClockTime | null): ClockTime {
  if (clock.hourKnown || before === null || !before.hourKnown) return clock;
  const start = Math.floor(before.minutes / MINUTES_PER_HOUR) * MINUTES_PER_HOUR;
  const minutes = start + clock.minutes;
  return { ...clock, hourKnown: true, minutes: minutes < before.minutes ? minutes + MINUTES_PER_HOUR : minutes };
}
