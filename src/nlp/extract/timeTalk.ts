/**
 * Reads the times of one sentence. A figure with its unit and a stretch by the clock always count; a bare number is a
 * time only in a list of times, beside an activity, with nothing else claiming it.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Activity } from './activityMentions.ts';
import type { Amount } from './amounts.ts';
import { readAmount } from './amounts.ts';
import { readClockSpan } from './clockSpans.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { SpokenCode } from './spokenCodes.ts';
import { isDenied } from './standing.ts';
import { readTakenOff } from './timeTakenOff.ts';

export interface SpokenTime {
  readonly minutes: number;
  readonly range?: readonly [number, number];
  readonly approximate: boolean;
  readonly derived: boolean;
  readonly adds: boolean;
  readonly unitSaid: boolean;
  /** Words that tell what was taken off: no activity is named in them. */
  readonly idle?: { readonly from: number; readonly to: number };
  readonly rule: 'said' | 'list' | 'clock' | 'range' | 'lessBreak' | 'share';
  readonly from: number;
  readonly to: number;
}

/** What is known about the talk around the sentence. */
export interface TimeTalk {
  readonly activities: readonly Activity[];
  readonly codes: readonly SpokenCode[];
  /** A heading ("Minutes.") or a time in the same turn: bare numbers are minutes, known activity or not. */
  readonly inList: boolean;
  /** Times were told right before, or this turn lists several: a bare number beside a known activity is a time. */
  readonly nearTimes: boolean;
  /** The therapist tells times somewhere in this session. */
  readonly timesTold: boolean;
}

type Items = Pick<TimeTalk, 'activities' | 'codes'>;

export const FORWARD = new Set([
  'of',
  'on',
  'for',
  'doing',
  'in',
  'with',
  'to',
  'went',
  'goes',
  'spent',
  'working',
  'at',
  'under',
  'teaching',
  'practicing',
  'practising',
  'was',
  'were',
  'is',
]);
const SMALLEST_BARE = 3;
const LARGEST_BARE = 75;

export function readTimes(sentence: Sentence, talk: TimeTalk): SpokenTime[] {
  const { tokens } = sentence;
  const times: SpokenTime[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (talk.codes.some((code) => at >= code.from && at < code.to)) continue;
    const time = clockTime(sentence, at) ?? amountTime(sentence, at, talk, times.length > 0);
    if (time === null) continue;
    times.push(time);
    at = time.to - 1;
  }
  return withoutWithdrawn(sentence, withoutIdleTime(sentence, times));
}

function clockTime(sentence: Sentence, at: number): SpokenTime | null {
  const span = readClockSpan(sentence, at);
  if (span === null) return null;
  return {
    minutes: span.minutes,
    approximate: false,
    derived: true,
    adds: false,
    unitSaid: true,
    rule: 'clock',
    from: at,
    to: span.to,
  };
}

function amountTime(sentence: Sentence, at: number, talk: TimeTalk, listStarted: boolean): SpokenTime | null {
  const amount = readAmount(sentence.tokens, at);
  if (amount === null || isNotTreatment(sentence, at, amount.to)) return null;
  const adds = isAddition(sentence, at, amount.to);
  if (!amount.unitSaid && !standsForMinutes(sentence, at, amount, talk, listStarted, adds)) return null;
  return {
    minutes: amount.minutes,
    ...(amount.range ? { range: amount.range } : {}),
    approximate: amount.range !== undefined || isApproximate(sentence, at, amount.to),
    derived: false,
    adds,
    unitSaid: amount.unitSaid,
    rule: amount.range ? 'range' : amount.unitSaid ? 'said' : 'list',
    from: at,
    to: adds ? endOfAddition(sentence, amount.to) : amount.to,
  };
}

/** "two on top", "two more": the words of the addition name no activity. */
function endOfAddition({ tokens }: Sentence, to: number): number {
  if (tokens[to]?.text === 'on' && tokens[to + 1]?.text === 'top') return to + 2;
  return tokens[to]?.text === 'more' || tokens[to]?.text === 'extra' ? to + 1 : to;
}

function isApproximate(sentence: Sentence, from: number, to: number): boolean {
  return hitsOf(sentence, 'context').some(
    (hit) => hit.entry.kind === 'approximate' && Math.min(Math.abs(from - hit.to), Math.abs(hit.from - to)) <= 1,
  );
}

const ROUTINES = new Set(['day', 'night', 'daily', 'nightly', 'week', 'morning', 'evening', 'hour']);

/** "ten minutes, twice a day": a programme for home. */
function isRoutine({ tokens }: Sentence): boolean {
  return tokens.some((token, at) => {
    if (!ROUTINES.has(token.text)) return false;
    const lead = tokens[at - 1]?.text ?? '';
    const often = tokens
      .slice(Math.max(0, at - 4), at)
      .some((each) => ['times', 'twice', 'once', 'every', 'each', 'per'].includes(each.text));
    return (
      token.text === 'daily' ||
      token.text === 'nightly' ||
      ((lead === 'a' || lead === 'per' || lead === 'every' || lead === 'each') && often)
    );
  });
}

const BILLING = new Set(['bill', 'billed', 'billing', 'count', 'charge', 'charged', 'charging']);

/** "…, which I did not bill". */
function isNotBilled({ tokens }: Sentence): boolean {
  return tokens.some(
    (token, at) =>
      BILLING.has(token.text) &&
      tokens.slice(Math.max(0, at - 4), at).some((each) => each.text === 'not' || each.text === 'never'),
  );
}

function isNotTreatment(sentence: Sentence, from: number, to: number): boolean {
  if (isRoutine(sentence) || isNotBilled(sentence)) return true;
  if (isDenied(sentence, from) && !hitsOf(sentence, 'context').some((hit) => hit.entry.kind === 'repair')) return true;
  return hitsOf(sentence, 'notTreatment').some((hit) => hit.from < to && from < hit.to);
}

const CLAIMING = ['measures', 'painWords', 'cueNouns', 'cueVerbs', 'motions', 'movementTypes'] as const;
/** What is measured claims the numbers of the whole sentence; pain and cues only those of their clause. */
const WIDE_CLAIMS: ReadonlySet<string> = new Set(['measures', 'motions', 'movementTypes']);
const CLAIMED_AFTER = new Set(
  'percent degrees pounds seconds cues cue times time reps rep out steps step / plus point visits visit units unit trials laps beats weeks week days day months hours feet inches sets set weight kilo kilos o oclock'.split(
    ' ',
  ),
);
const CLAIMED_BEFORE = new Set(
  'of out / times x under code number week visit lap room level grade day zone page bed trial size step number past over says'.split(
    ' ',
  ),
);

/** Whether a number without "minutes" is one: shape of the talk around it, and nothing else that claims it. */
function standsForMinutes(
  sentence: Sentence,
  from: number,
  { to, minutes }: Amount,
  talk: TimeTalk,
  listStarted: boolean,
  adds: boolean,
): boolean {
  if (
    !Number.isInteger(minutes) ||
    minutes > LARGEST_BARE ||
    isClaimed(sentence, from, to, talk.inList || talk.codes.length > 0)
  )
    return false;
  if (adds && (talk.inList || listStarted)) return true;
  if (minutes < SMALLEST_BARE && !talk.inList) return false;
  const billed = billedBy(sentence, from);
  const settled = talk.inList || listStarted || (billed === 'surely' && talk.activities.length + talk.codes.length > 0);
  if (!settled && hasOtherFinding(sentence)) return false;
  const ends = endsItem(sentence, to, talk);
  const forward = isForward(sentence, to, talk, settled);
  if (settled) return ends || forward;
  if (talk.timesTold && isWholeItem(sentence, from, to, talk)) return true;
  const known = forward || (ends && activityJustBefore(sentence, talk, from));
  if (known && (talk.nearTimes || tellsService(sentence, talk))) return true;
  return ends && billed === 'maybe' && talk.timesTold && talk.activities.some((each) => each.to <= from);
}

/** "Scar massage, six." – nothing but the activity and the figure; of exercises and transfers it may count repetitions. */
function isWholeItem(sentence: Sentence, from: number, to: number, talk: TimeTalk): boolean {
  const [activity] = talk.activities;
  if (activity === undefined || activity.to > from || REPEATED.has(activity.cpt)) return false;
  const other = sentence.tokens.filter(
    (token, at) => token.kind === 'word' && !(at >= activity.from && at < activity.to) && !(at >= from && at < to),
  );
  return other.length <= 1;
}

const REPEATED = new Set(['97110', '97530']);

const SURE_LEADS = new Set(
  'make it;make that;makes it;makes that;making it;call it;call that;calling it;came to;comes to;come to;down as;down for;down at;it at;it as;that at;them at;them as;that as;it down;put down;logged;clocked;that makes;which makes;had at;got at;have at;had as;got as;that leaves'.split(
    ';',
  ),
);
const POSSIBLE_LEADS = new Set(["'s", 'was', 'were', 'got', 'gets', 'took', 'ran', 'is']);
const HEDGES = new Set([
  'about',
  'around',
  'maybe',
  'roughly',
  'a',
  'like',
  'say',
  'only',
  'just',
  'the',
  'good',
  ',',
  'nearly',
  'almost',
]);

/** Words that hand a figure over to the record: "I make it seventeen", "that was twelve". */
function billedBy({ tokens }: Sentence, from: number): 'surely' | 'maybe' | null {
  let at = from - 1;
  while (at >= 0 && HEDGES.has(tokens[at]?.text ?? '')) at -= 1;
  const last = tokens[at]?.text ?? '';
  if (SURE_LEADS.has(`${tokens[at - 1]?.text ?? ''} ${last}`) || SURE_LEADS.has(last)) return 'surely';
  return POSSIBLE_LEADS.has(last) ? 'maybe' : null;
}

function isClaimed(sentence: Sentence, from: number, to: number, inList: boolean): boolean {
  const next = sentence.tokens[to]?.text ?? '';
  const before = sentence.tokens[from - 1]?.text ?? '';
  if (CLAIMED_BEFORE.has(before) && !(before === 'under' || before === 'of')) return true;
  if (before === 'of' && sentence.tokens[from - 2]?.text === 'out') return true;
  if (before === 'of' && !isNumber(sentence.tokens[from - 2])) return false;
  if (before === 'of') return true;
  if (next === 'of' && isNumber(sentence.tokens[to + 1])) return true;
  if (CLAIMED_AFTER.has(next)) return true;
  if (hitsOf(sentence, 'units').some((hit) => hit.from === to)) return true;
  const chunk = chunkIndexAt(sentence, from);
  const near = (hit: Hit) => (!inList && WIDE_CLAIMS.has(hit.group)) || chunkIndexAt(sentence, hit.from) === chunk;
  return CLAIMING.some((group) => hitsOf(sentence, group).some((hit) => near(hit) && !isPartOfActivity(sentence, hit)));
}

function isPartOfActivity(sentence: Sentence, hit: Hit): boolean {
  const inside = (each: Hit) => hit.from >= each.from && hit.to <= each.to;
  return hitsOf(sentence, 'activities').some(inside) || hitsOf(sentence, 'tasks').some(inside);
}

/** A rating or a count in the same sentence: the number tells a performance, not a time. */
function hasOtherFinding(sentence: Sentence): boolean {
  return (['levels', 'hands', 'alone', 'safety'] as const).some((group) => hitsOf(sentence, group).length > 0);
}

const ENDING = new Set([
  'less',
  'minus',
  'without',
  'excluding',
  'from',
  'till',
  'and',
  'then',
  'plus',
  'so',
  'today',
  'that',
  'call',
  'under',
  'there',
  'for',
  'i',
  'we',
  'no',
  'not',
  'another',
  'also',
  'same',
]);

/** The item of the list ends here: the sentence, a mark, a joining word, or the name of the next activity. */
function endsItem(sentence: Sentence, to: number, talk: Items): boolean {
  const next = sentence.tokens[to];
  const unpunctuated = !sentence.tokens.some((token) => token.kind === 'punctuation');
  if (unpunctuated && talk.activities.some((each) => each.to === to - 1 && each.from > 0)) return true;
  if (next === undefined || next.kind === 'punctuation' || ENDING.has(next.text)) return true;
  return (
    talk.activities.some((each) => each.from === to && (unpunctuated || each.service || DONE.test(next.text))) ||
    talk.codes.some((code) => code.from - to <= 2 && code.from >= to)
  );
}

/** "five spoonfuls" counts things; "nineteen feeding", "thirteen transfers" times an activity. */
const DONE = /(?:ing|transfers?|balance|mobs|exercises?|hygiene|manual|scar|adls?|mobility|care)$/;

function isForward(sentence: Sentence, to: number, talk: TimeTalk, settled: boolean): boolean {
  const next = sentence.tokens[to]?.text ?? '';
  if (talk.activities.some((each) => each.from === to && settled && (each.service || DONE.test(next)))) return true;
  if (!FORWARD.has(next)) return false;
  if (settled) return true;
  return talk.activities.some((each) => each.from >= to && each.from - to <= 5);
}

const MOST_WORDS_FROM_ACTIVITY = 4;
const SUBJECTS = new Set(['he', 'she', 'i', 'you', 'we', 'they', 'him', 'her']);

function activityJustBefore(sentence: Sentence, talk: Items, from: number): boolean {
  const chunk = chunkIndexAt(sentence, from);
  return talk.activities.some((each) => {
    if (each.to > from || chunk - chunkIndexAt(sentence, each.from) > 2) return false;
    const own = sentence.chunks.some((one) => one.from === from);
    const between = sentence.tokens.slice(each.to, from);
    const words = between.filter((token) => token.kind !== 'punctuation');
    if (words.some((token) => SUBJECTS.has(token.text) || isNumber(token))) return false;
    return own || words.length <= MOST_WORDS_FROM_ACTIVITY;
  });
}

function tellsService(sentence: Sentence, talk: TimeTalk): boolean {
  return talk.codes.length > 0 || talk.activities.some((each) => each.service && sentence.tokens.length <= 12);
}

/** How many items of the form "activity, number" the sentence has. */
export function countOfItems(sentence: Sentence, talk: Items): number {
  if (hasOtherFinding(sentence)) return 0;
  const service = talk.activities.some((each) => each.service) || talk.codes.length > 0 ? 1 : 0;
  return (
    sentence.tokens.filter((token, at) => {
      const amount = isNumber(token) ? readAmount(sentence.tokens, at) : null;
      if (amount === null || amount.minutes > LARGEST_BARE || amount.minutes < SMALLEST_BARE) return false;
      if (isClaimed(sentence, at, amount.to, false)) return false;
      const forward =
        FORWARD.has(sentence.tokens[amount.to]?.text ?? '') &&
        talk.activities.some((each) => each.from > at && each.from - at <= 5);
      return (
        forward ||
        (endsItem(sentence, amount.to, talk) && activityJustBefore(sentence, talk, at)) ||
        isBareItem(sentence, at, amount.to) ||
        (billedBy(sentence, at) !== null && talk.activities.some((each) => each.to <= at))
      );
    }).length + (sentence.tokens.some(isNumber) ? service : 0)
  );
}

const MOST_WORDS_OF_ITEM = 6;
const VERBLESS = new Set(['and', 'the', 'with', 'on', 'in', 'of', 'at', 'to', 'between', 'um', 'plus', 'a']);

/** "Ball and drum, twelve.": a short item without subject or finding, whatever the activity is called. */
function isBareItem(sentence: Sentence, at: number, to: number): boolean {
  const after = sentence.tokens[to];
  if (after !== undefined && after.kind !== 'punctuation') return false;
  const words = sentence.tokens.slice(0, at).filter((token) => token.kind === 'word');
  const named = words.some((token) => !VERBLESS.has(token.text));
  return (
    named &&
    words.length <= MOST_WORDS_OF_ITEM &&
    !words.some((token) => SUBJECTS.has(token.text) || NOT_ITEM.has(token.text))
  );
}

const NOT_ITEM = new Set([
  'no',
  'not',
  'was',
  'were',
  'is',
  "'s",
  'it',
  'that',
  'first',
  'second',
  'third',
  'left',
  'right',
  'number',
  'age',
  'room',
  'bed',
  'about',
  'did',
  'has',
  'times',
  'week',
  'day',
  'week',
  'bay',
]);

const ADDITION = new Set(['another', 'extra', 'additional']);

function isAddition(sentence: Sentence, from: number, to: number): boolean {
  const before = sentence.tokens.slice(Math.max(0, from - 2), from).map((token) => token.text);
  const after = sentence.tokens.slice(to, to + 3).map((token) => token.text);
  return (
    before.some((word) => ADDITION.has(word)) ||
    after[0] === 'more' ||
    (after[0] === 'on' && after[1] === 'top') ||
    after[0] === 'extra'
  );
}

const WITHDRAWING = new Set([
  'no',
  'nope',
  'wait',
  'sorry',
  'correction',
  'scratch',
  'strike',
  'rather',
  'actually',
  'well',
  'mean',
  'not',
]);

/** "fourteen, wait, I started late, thirteen": a figure after words of repair takes the place of the one before. */
function withoutWithdrawn(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] {
  const out: SpokenTime[] = [];
  for (const time of times) {
    const last = out.at(-1);
    const between = last === undefined ? [] : sentence.tokens.slice(last.to, time.from);
    if (
      last !== undefined &&
      isSecondThought(
        last,
        time,
        between.map((token) => token.text),
      )
    ) {
      const range =
        time.minutes - last.minutes === 1
          ? { minutes: last.minutes, range: [last.minutes, time.minutes] as const }
          : {};
      out[out.length - 1] = { ...time, ...range, from: last.from };
      continue;
    }
    const repair = between.findIndex((token) => WITHDRAWING.has(token.text) || token.text === 'say');
    const named = last !== undefined && repair >= 0 && namesBetween(sentence, last.to + repair, time.from);
    if (last !== undefined && repair >= 0 && !named && !time.adds) {
      out[out.length - 1] = { ...time, from: last.from };
      continue;
    }
    out.push(time);
  }
  return out;
}

/** "twelve, thirteen": a range; "ten, hmm, twelve": the figure is thought over. */
function isSecondThought(last: SpokenTime, time: SpokenTime, between: readonly string[]): boolean {
  const plain = !last.unitSaid && last.range === undefined && last.rule === 'list' && !time.adds;
  return plain && between.length > 0 && between.every((word) => word === ',') && time.minutes > last.minutes;
}

/** The name of another activity; in a clause of its own ("I counted the walk twice") it only explains. */
function namesBetween(sentence: Sentence, from: number, to: number): boolean {
  if (sentence.tokens.slice(from, to).some((token) => SUBJECTS.has(token.text))) return false;
  return hitsOf(sentence, 'activities').some((hit) => hit.from >= from && hit.to <= to);
}

/** "eight on transfers" begins another item; "four of those he sat" does not. */
function opensItem({ tokens }: Sentence, { from, to }: SpokenTime): boolean {
  const joint = tokens[to]?.text ?? '';
  if (tokens[from - 2]?.text === 'of' && ['which', 'that', 'those'].includes(tokens[from - 1]?.text ?? ''))
    return false;
  const pointer =
    joint === 'of' && ['those', 'that', 'which', 'them', 'it', 'these', 'this'].includes(tokens[to + 1]?.text ?? '');
  return FORWARD.has(joint) && !pointer;
}

/** Rests said to be left out are subtracted; a figure that only repeats the stretch before it is not a new time. */
function withoutIdleTime(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] {
  const out: SpokenTime[] = [];
  let skipUntil = -1;
  for (const [index, time] of times.entries()) {
    if (time.from < skipUntil) continue;
    const last = out.at(-1);
    if (last?.rule === 'clock' && last.minutes === time.minutes && time.from - last.to <= 4) {
      out[out.length - 1] = { ...last, derived: false, to: time.to };
      continue;
    }
    const next = times.slice(index + 1).find((other) => opensItem(sentence, other));
    const taken = readTakenOff(sentence.tokens, time.minutes, time.to, next?.from ?? sentence.tokens.length);
    if (taken === null) {
      out.push(time);
      continue;
    }
    out.push({
      ...time,
      minutes: taken.minutes,
      derived: !taken.stated,
      rule: 'lessBreak',
      idle: { from: taken.from, to: taken.to },
    });
    skipUntil = taken.to;
  }
  return out;
}
