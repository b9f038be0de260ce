/** Minutes that only the reader found; without a number among its words there is no fact. */
import type { ActiveTask } from '../extract/activeTask.ts';
import { taskFor } from '../extract/activeTask.ts';
import { activitiesIn } from '../extract/activityMentions.ts';
import { type Amount, readAmount } from '../extract/amounts.ts';
import { isClockLike } from '../extract/clockSpans.ts';
import type { Document } from '../extract/document.ts';
import type { DraftOf, Place } from '../extract/draft.ts';
import { common, evidenceOf } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';
import { readClock } from '../text/clock.ts';
import type { Token } from '../text/token.ts';
import { clockMinutes } from './figures.ts';
import { choiceOf, doubtOf } from './labels.ts';

export function minutesOfSpan(
  document: Document,
  active: readonly (ActiveTask | null)[],
  span: ReadSpan,
  place: Place,
): DraftOf<'minutes'> | null {
  const byClock = clockMinutes(place);
  const amount = byClock === null ? amountIn(place) : { minutes: byClock, range: undefined };
  if (amount === null) return null;
  const { sentence, from } = place;
  const code = choiceOf(span, 'code').value;
  const cpt = code === 'other' ? null : code;
  const named = activitiesIn(sentence);
  const activity = named.find((each) => each.cpt === cpt) ?? (cpt === null ? named[0] : undefined);
  return {
    kind: 'minutes',
    cpt: cpt ?? activity?.cpt ?? null,
    cptAlternatives: [],
    minutes: amount.minutes,
    ...(amount.range ? { range: amount.range } : {}),
    approximate: amount.range !== undefined,
    derived: byClock !== null,
    timed: activity?.timed ?? isTimed(document, code),
    task: activity?.label ?? taskFor(document, active, sentence.index, from)?.label ?? 'treatment',
    ...doubtOf(span, place),
    ...common('minutes/read', 'therapist', { certainty: 'implied' }),
    evidence: evidenceOf(place),
  };
}

/** As the lexicon says of the activities of that code. */
function isTimed({ lexicon }: Document, code: string): boolean {
  return !lexicon.entries.activities.some(({ cpt, timed }) => cpt === code && !timed);
}

function amountIn({ sentence: { tokens }, from, to }: Place): Amount | null {
  for (let at = from; at < to; at++) {
    const amount = readAmount(tokens, at);
    if (amount !== null) return isTimeOfDay(tokens, at, amount) ? null : amount;
  }
  return null;
}

/** "nine forty-three": the end of something whose beginning is not known here. */
function isTimeOfDay(tokens: readonly Token[], at: number, { unitSaid }: Amount): boolean {
  const clock = readClock(tokens, at);
  return clock !== null && !unitSaid && isClockLike(tokens, at, clock);
}
