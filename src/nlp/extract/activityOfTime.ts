/**
 * Pairs the times of a sentence with its activities: forward where a word joins them ("ten minutes on transfers"),
 * else backward ("transfers, ten"), each activity once. The name of a service or a code after the time ("…, ther act",
 * "that's one ten") decides the code; before a colon ("Self-care: …") it decides the code of the whole list.
 */
import { isNumber } from '../text/token.ts';
import type { Activity } from './activityMentions.ts';
import { billedBy, giverAfter } from './billedFigures.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt } from './document.ts';
import type { SpokenCode } from './spokenCodes.ts';
import type { SpokenTime, TimeTalk } from './spokenTime.ts';
import { FORWARD, SUBJECTS } from './spokenTime.ts';

export interface Pairing {
  readonly time: SpokenTime;
  /** null: the sentence names no activity that is known. */
  readonly activity: Activity | null;
  /** Words of an activity the lexicon does not know, as a token range. */
  readonly unknown: { readonly from: number; readonly to: number } | null;
  /** Code said, or implied by the name of a service beside the time. */
  readonly cpt: string | null;
  /** "same code": the code of the entry before. */
  readonly sameCode: boolean;
}

const VAGUE = new Set([
  'that',
  'it',
  'this',
  'those',
  'them',
  'these',
  'everything',
  'both',
  'all',
  'him',
  'her',
  'one',
]);
const MOST_WORDS_TO_FORWARD = 7;

export function pairTimes(sentence: Sentence, times: readonly SpokenTime[], talk: TimeTalk): Pairing[] {
  const claimed = new Set<Activity>();
  const heading = headingService(sentence, talk.activities, times);
  return times.flatMap((time, index) => {
    const from = times[index - 1]?.to ?? 0;
    const until = times[index + 1]?.from ?? sentence.tokens.length;
    const span = { from, until };
    const service = serviceAfter(sentence, time, span, talk);
    const code = codeFor(sentence, time, span, talk.codes, times);
    const free = talk.activities.filter(
      (each) => !claimed.has(each) && each !== heading && each !== service && !isIdle(time, each),
    );
    const found = activitiesOf(sentence, time, span, free, index === times.length - 1);
    for (const each of found) claimed.add(each);
    if (service) claimed.add(service);
    const named = found.findLast((each) => each.service) ?? null;
    const cpt = code ?? service?.cpt ?? (heading && named === null ? heading.cpt : null) ?? named?.cpt ?? null;
    const main = mainOf(found) ?? named ?? service ?? heading;
    const unknown = main === null ? unknownActivity(sentence, time, span) : null;
    const base = { time, unknown, cpt, sameCode: saysSameCode(sentence, time, until) };
    const each = sentence.tokens[time.to]?.text === 'each' || sentence.tokens[time.to]?.text === 'apiece';
    const all = each ? found.filter((one) => !one.service) : [];
    return all.length > 1 ? all.map((activity) => ({ ...base, cpt: code, activity })) : [{ ...base, activity: main }];
  });
}

const isIdle = ({ idle }: SpokenTime, each: Activity) =>
  idle !== undefined && each.from >= idle.from && each.to <= idle.to;

/** The activity named first, unless one named beside it says more exactly what was done ("splint … straps changed"). */
function mainOf(found: readonly Activity[]): Activity | null {
  const first = found.find((each) => !each.service);
  if (first === undefined) return null;
  return (
    found.find(
      (each) =>
        !each.service &&
        each.cpt !== first.cpt &&
        first.alternatives.includes(each.cpt) &&
        each.alternatives.includes(first.cpt),
    ) ?? first
  );
}

/** Whoever is taught, the time is the teaching's, whatever was practised in it. */
const TEACHING = 'caregiver training';

interface Span {
  /** End of the time before, or the start of the sentence. */
  readonly from: number;
  /** Start of the next time, or the end of the sentence. */
  readonly until: number;
}

function activitiesOf(
  sentence: Sentence,
  time: SpokenTime,
  span: Span,
  free: readonly Activity[],
  last: boolean,
): Activity[] {
  const byClock = time.rule === 'clock' || time.rule === 'lessBreak';
  const inside = byClock ? free.filter((each) => each.from >= time.from && each.to <= time.to) : [];
  const named = free.filter((each) => each.from >= span.from && each.to <= time.from);
  const before = named.length > 0 ? named : inside;
  const after = free.filter((each) => each.from >= time.to && each.from < span.until);
  const taught = before.find((each) => each.label === TEACHING);
  if (taught !== undefined) return [taught];
  const forward = forwardFrom(sentence, time);
  if (forward !== null && !VAGUE.has(sentence.tokens[forward]?.text ?? '')) {
    const joined = after.filter((each) => each.from - forward <= MOST_WORDS_TO_FORWARD);
    if (joined.length > 0) return sameClause(sentence, joined);
  }
  const opening = before.length === 0 && after[0]?.from === time.to;
  if (opening) return sameClause(sentence, after);
  const adjacent =
    after[0]?.from === time.to || (after[0]?.from === time.to + 1 && sentence.tokens[time.to]?.kind === 'word');
  const sameChunk = before.some((each) => chunkIndexAt(sentence, each.to - 1) === chunkIndexAt(sentence, time.from));
  const opens = before.length === 0 || (time.unitSaid && !sameChunk && sentence.tokens[time.from - 1]?.text !== ',');
  if (adjacent && opens && (time.unitSaid || forward !== null)) return sameClause(sentence, after);
  if (before.length > 0) return nearest(sentence, before);
  if (after.length > 0 && (last || forward !== null || time.unitSaid)) {
    const called = sameClause(sentence, after);
    const lone = time.rule === 'clock' || time.rule === 'lessBreak';
    const close = lone || chunkIndexAt(sentence, called[0]!.from) - chunkIndexAt(sentence, time.from) <= 1;
    return close ? called : [];
  }
  return [];
}

/** Where the object of "on …", "spent on …", "working on …" begins; null when nothing joins the time to what follows. */
function forwardFrom({ tokens }: Sentence, time: SpokenTime): number | null {
  let at = giverAfter(tokens, time.to) ?? time.to;
  if (['altogether', 'total', 'today', 'more', 'straight', 'or', 'each'].includes(tokens[at]?.text ?? '')) at += 1;
  if (!FORWARD.has(tokens[at]?.text ?? '')) return null;
  while (
    FORWARD.has(tokens[at]?.text ?? '') ||
    ['the', 'his', 'her', 'a', 'some', 'just'].includes(tokens[at]?.text ?? '')
  )
    at += 1;
  const clock = tokens.slice(at, at + 2).some((token) => CLOCKS.has(token.text));
  return clock ? null : at;
}

const CLOCKS = new Set(['watch', 'clock', 'phone', 'timer', 'stopwatch']);
/** "on bed mobility and pivots": the activities up to the next clause. */
function sameClause(sentence: Sentence, activities: readonly Activity[]): Activity[] {
  const chunk = chunkIndexAt(sentence, activities[0]!.from);
  return activities.filter((each) => chunkIndexAt(sentence, each.from) === chunk);
}

/** Of what was named before, the last two clauses: a list ("snack, coat and braces, sixteen") or a name and its detail. */
function nearest(sentence: Sentence, activities: readonly Activity[]): Activity[] {
  const last = chunkIndexAt(sentence, activities.at(-1)!.from);
  return activities.filter((each) => last - chunkIndexAt(sentence, each.from) <= 2);
}

const CALLING = new Set([
  "'s",
  'call',
  'under',
  'as',
  'so',
  'that',
  'it',
  'code',
  'coded',
  'is',
  'bill',
  'all',
  'count',
  'same',
  'goes',
  'put',
  'was',
]);

/** "Car transfers twelve, ther act": a service in a clause of its own after the time. */
function serviceAfter(sentence: Sentence, time: SpokenTime, span: Span, talk: TimeTalk): Activity | null {
  const chunk = chunkIndexAt(sentence, time.from);
  const later = talk.activities.filter((each) => each.from >= time.to && each.from < span.until);
  const follows = talk.activities.some((each) => each.to === time.from && each.from >= span.from);
  return (
    later.find((each) => {
      const own = sentence.chunks[chunkIndexAt(sentence, each.from)];
      const away = chunkIndexAt(sentence, each.from) - chunk;
      const lead = sentence.tokens.slice(Math.max(time.to, each.from - 3), each.from).map((token) => token.text);
      const called = lead.some((word) => CALLING.has(word)) && !FORWARD.has(lead.at(-1) ?? '');
      if (away === 0) return each.service && (called || (each.from === time.to && !time.unitSaid && !follows));
      if (own === undefined || away > 3 || FORWARD.has(sentence.tokens[own.from]?.text ?? '')) return false;
      const free = !sentence.tokens.slice(own.from, own.to).some(isNumber);
      const opensNext =
        span.until < sentence.tokens.length &&
        chunkIndexAt(sentence, span.until) - chunkIndexAt(sentence, each.from) <= 1;
      return (
        free &&
        (each.service
          ? !opensNext || called || isWhole(own, each)
          : (called && away <= 2 && isWhole(own, each, lead.length)) || (away === 1 && isLastWord(sentence, own, each)))
      );
    }) ?? null
  );
}

/** "The shower chair was nine, transfers.": the name of what it counts as ends the sentence. */
const isLastWord = (sentence: Sentence, chunk: { from: number; to: number }, activity: Activity) =>
  chunk === sentence.chunks.at(-1) && isWhole(chunk, activity, 0);

const isWhole = (chunk: { from: number; to: number }, activity: Activity, spare = 1) =>
  chunk.to - chunk.from - (activity.to - activity.from) <= spare;

const PLACING = new Set(['in', 'on', 'at', 'for', 'with', 'of']);

/** "Self-care: dressing twelve, grooming ten", "Self-care, seven in the bathroom and nine at the closet". */
function headingService(
  sentence: Sentence,
  activities: readonly Activity[],
  times: readonly SpokenTime[],
): Activity | null {
  const first = activities[0];
  if (!first?.service || first.from > 1 || times.some((time) => time.from < first.to)) return null;
  const { tokens } = sentence;
  if (tokens[first.to]?.text === ':') return activities.length > 1 ? first : null;
  const [opening] = times;
  const parted = times.length > 1 && opening?.from === first.to + 1 && PLACING.has(tokens[opening.to]?.text ?? '');
  return tokens[first.to]?.text === ',' && parted && !activities.slice(1).some((each) => each.service) ? first : null;
}

function saysSameCode({ tokens }: Sentence, time: SpokenTime, until: number): boolean {
  const words = tokens.slice(time.to, until).map((token) => token.text);
  const at = words.indexOf('same');
  const alone = at >= 0 && words[at - 1] === ',' && (words[at + 1] === undefined || words[at + 1] === '.');
  return (
    alone ||
    (at >= 0 &&
      words
        .slice(at, at + 4)
        .some(
          (word) =>
            word === 'code' || word === 'thing' || word === 'heading' || word === 'category' || word === 'bucket',
        ))
  );
}

function codeFor(
  sentence: Sentence,
  time: SpokenTime,
  span: Span,
  codes: readonly SpokenCode[],
  times: readonly SpokenTime[],
): string | null {
  const after = codes.find((code) => code.from >= time.to && code.from < span.until);
  if (after && !opensNextItem(sentence, after, span)) return after.cpt;
  const before = codes.findLast((code) => code.to <= time.from);
  if (before === undefined) return null;
  const between = times.some((other) => other.from >= before.to && other.to <= time.from);
  return between && before.from > 1 ? null : before.cpt;
}

/** "97535 twelve, 97530 ten": the second code belongs to the second time. */
function opensNextItem(sentence: Sentence, code: SpokenCode, span: Span): boolean {
  if (span.until >= sentence.tokens.length) return false;
  return chunkIndexAt(sentence, code.from) === chunkIndexAt(sentence, span.until);
}

const NOT_AN_ACTIVITY = new Set(
  "'s with actually sorry correction scratch make made makes call called calling put got get have had say says maybe roughly only just started start began ran went out at from finished nope well right okay then last first other see talking let that it this he she i we you they those these them him her and so then was were is took minutes total altogether no yes okay about another today there in all".split(
    ' ',
  ),
);
/** What the therapist did for so long was treatment, whatever it is called. */
const OWN = new Set(['i', 'we']);
const MOST_WORDS_OF_UNKNOWN = 6;

/** "Vest nine", "ten with him on the picture schedule": the words where the activity would stand. */
function unknownActivity(sentence: Sentence, time: SpokenTime, span: Span): Pairing['unknown'] {
  const { tokens } = sentence;
  const forward = forwardFrom(sentence, time);
  if (forward !== null && !VAGUE.has(tokens[forward]?.text ?? '')) {
    const chunk = sentence.chunks[chunkIndexAt(sentence, time.from)];
    return clip(tokens, forward, Math.min(span.until, chunk?.to ?? span.until), false);
  }
  const before = sentence.chunks.filter((one) => one.from < time.from && one.from >= span.from);
  const handsOver = before.length > 1 && billedBy(sentence, time.from) === 'surely';
  const chunk = before.at(handsOver ? -2 : -1) ?? null;
  const subject =
    chunk === null ? undefined : tokens.slice(chunk.from, time.from).find((token) => SUBJECTS.has(token.text));
  const own =
    subject !== undefined &&
    OWN.has(subject.text) &&
    time.unitSaid &&
    ['for', 'from'].includes(tokens[time.from - 1]?.text ?? '');
  const told = subject !== undefined && !own;
  return chunk === null || told
    ? null
    : clip(tokens, Math.max(chunk.from, span.from), Math.min(chunk.to, time.from), true);
}

function clip(tokens: Sentence['tokens'], from: number, to: number, fromEnd: boolean): Pairing['unknown'] {
  const isContent = (at: number) => tokens[at]?.kind === 'word' && !NOT_AN_ACTIVITY.has(tokens[at]?.text ?? '');
  let first = from;
  let end = to;
  while (first < end && !isContent(first)) first += 1;
  while (end > first && !isContent(end - 1)) end -= 1;
  if (end - first > MOST_WORDS_OF_UNKNOWN) {
    if (fromEnd) return null;
    end = first + MOST_WORDS_OF_UNKNOWN;
  }
  return end > first ? { from: first, to: end } : null;
}
