/**
 * Reads the times of one sentence. A figure with its unit and a stretch by the clock always count; a bare number is a
 * time only in a list of times, beside an activity, with nothing else claiming it.
 */
import { minutesBetween, readClock } from '../text/clock.ts';
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';
import { LONGEST_MINUTES, readAmount } from './amounts.ts';
import { endOfAddition, standsForMinutes } from './bareTimes.ts';
import { readClockSpan } from './clockSpans.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { SpokenTime, TimeTalk } from './spokenTime.ts';
import { isDenied } from './standing.ts';
import { withoutIdleTime, withoutWithdrawn } from './timeRepairs.ts';

export function readTimes(sentence: Sentence, talk: TimeTalk): SpokenTime[] {
  const times = timesIn(sentence, talk);
  const lists = !talk.inList && times.some((time) => time.rule === 'list');
  const all = lists ? timesIn(sentence, { ...talk, inList: true }) : times;
  return withoutWithdrawn(sentence, withoutIdleTime(sentence, all));
}

const TIME_WORDS = new Set(['half', 'quarter', 'three', 'an', 'hour', 'noon', 'midday']);
const mayTellTime = (token: Token) => isNumber(token) || TIME_WORDS.has(token.text);

/** One figure that is surely a time makes a list of the sentence: its other figures are then times too. */
function timesIn(sentence: Sentence, talk: TimeTalk): SpokenTime[] {
  const { tokens } = sentence;
  if (!tokens.some(mayTellTime)) return [];
  const times: SpokenTime[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (talk.codes.some((code) => at >= code.from && at < code.to)) continue;
    const time =
      clockTime(sentence, at) ??
      chainedTime(sentence, at, times.at(-1)) ??
      amountTime(sentence, at, talk, times.length > 0);
    if (time === null) continue;
    times.push(time);
    at = time.to - 1;
  }
  return times;
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

/** "… ran to seven thirty, then breakfast to seven forty-five": begins where the stretch before it ended. */
function chainedTime(sentence: Sentence, at: number, last: SpokenTime | undefined): SpokenTime | null {
  if (last?.rule !== 'clock' || !UNTIL.has(sentence.tokens[at - 1]?.text ?? '')) return null;
  const start = readClock(sentence.tokens, last.to - 1);
  const end = readClock(sentence.tokens, at);
  const minutes = start === null || end === null ? null : minutesBetween(start, end);
  if (end === null || minutes === null || minutes <= 0 || minutes > LONGEST_MINUTES) return null;
  return { ...last, minutes, from: at, to: end.end };
}

const UNTIL = new Set(['to', 'till', 'until', 'til']);

function amountTime(sentence: Sentence, at: number, talk: TimeTalk, listStarted: boolean): SpokenTime | null {
  const amount = readAmount(sentence.tokens, at);
  if (amount === null || isNotTreatment(sentence, at, amount.to)) return null;
  if (UNTIL.has(sentence.tokens[at - 1]?.text ?? '') && sentence.tokens[at - 1]?.text !== 'to') return null;
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

function isApproximate(sentence: Sentence, from: number, to: number): boolean {
  return hitsOf(sentence, 'context').some(
    (hit) => hit.entry.kind === 'approximate' && Math.min(Math.abs(from - hit.to), Math.abs(hit.from - to)) <= 1,
  );
}

const ROUTINES = new Set(['day', 'night', 'daily', 'nightly', 'week', 'morning', 'evening', 'hour']);

const LATER = new Set(['tonight', 'overnight']);

/** "ten minutes, twice a day", "ten minutes tonight": a programme for home. */
function isRoutine({ tokens }: Sentence): boolean {
  if (tokens.some((token) => LATER.has(token.text) || token.text === 'homework')) return true;
  const paced = tokens.findIndex((token) => token.text === 'every');
  if (paced >= 0 && tokens.slice(paced + 1, paced + 5).some((token) => /^(?:hour|day|meal|night)s?$/.test(token.text)))
    return true;
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
function isNotBilled(sentence: Sentence, from: number): boolean {
  const { tokens } = sentence;
  const none = tokens.some(
    (token, at) =>
      (token.text === 'none' &&
        tokens[at + 1]?.text === 'of' &&
        ['that', 'it', 'this'].includes(tokens[at + 2]?.text ?? '')) ||
      (token.text === 'mine' && tokens[at - 1]?.text === 'not'),
  );
  if (none) return true;
  const chunk = chunkIndexAt(sentence, from);
  return tokens.some((token, at) => {
    if (!BILLING.has(token.text)) return false;
    if (!tokens.slice(Math.max(0, at - 4), at).some((each) => ['not', 'never', 'no'].includes(each.text))) return false;
    const where = chunkIndexAt(sentence, at);
    const pointed = POINTED_BACK.has(tokens[sentence.chunks[where]?.from ?? 0]?.text ?? '');
    return where === chunk || (where === chunk + 1 && pointed);
  });
}

const POINTED_BACK = new Set(['no', 'not', 'which', 'that', 'those', 'but', 'so', 'i', 'we', 'and', 'none']);
const WEEKDAYS = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/;
const OF_TODAY = new Set(['today', 'now', 'here']);

/** "Monday's session was fifty minutes", "forty on Friday": today has no other name than today. */
function isOfOtherDay(sentence: Sentence, from: number): boolean {
  const { tokens } = sentence;
  const chunk = chunkIndexAt(sentence, from);
  return tokens.some((token, at) => {
    const other = WEEKDAYS.test(token.text) || token.text === 'yesterday' || token.text === 'tomorrow';
    if (!other) return false;
    if (at > from)
      return chunkIndexAt(sentence, at) === chunk && ['on', 'for', 'last'].includes(tokens[at - 1]?.text ?? '');
    return !tokens.slice(at, from).some((each) => OF_TODAY.has(each.text));
  });
}

function isNotTreatment(sentence: Sentence, from: number, to: number): boolean {
  if (isRoutine(sentence) || isNotBilled(sentence, from)) return true;
  if (isDenied(sentence, from) && !hitsOf(sentence, 'context').some((hit) => hit.entry.kind === 'repair')) return true;
  if (isBeat(sentence, from) || isTakenBack(sentence, from) || isAdvised(sentence, to) || isOthers(sentence, from, to))
    return true;
  if (isPerformance(sentence, from, to) || isOfOtherDay(sentence, from)) return true;
  const named = hitsOf(sentence, 'activities');
  return hitsOf(sentence, 'notTreatment').some(
    (hit) =>
      hit.from < to &&
      from < hit.to &&
      !named.some((each) => each.from < hit.from && hit.from < each.to) &&
      !isGotOutOf(sentence, hit.to),
  );
}

const POINTED_AT = new Set(['that', 'it', 'those', 'them', 'this', 'him', 'her']);

/** "we got seven minutes out of that": how long it was done. */
const isGotOutOf = ({ tokens }: Sentence, to: number) =>
  tokens[to - 1]?.text === 'out' && tokens[to]?.text === 'of' && POINTED_AT.has(tokens[to + 1]?.text ?? '');

const TRIES = new Set(['go', 'try', 'trial', 'attempt', 'run', 'round', 'bout', 'effort']);
const ORDINALS = new Set([
  'first',
  'second',
  'third',
  'fourth',
  'last',
  'next',
  'one',
  'other',
  'each',
  'every',
  'final',
]);
const SECONDS_PER_MINUTE = 60;
const MOST_WORDS_TO_TRY = 4;

/** "three minutes and forty seconds", "six minutes ten", "four minutes on the second go": how long somebody kept it up. */
function isPerformance(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence;
  const joined = tokens[to]?.text === 'and' ? to + 1 : to;
  const more = tokens[joined];
  const seconds = ['seconds', 'second', 'sec', 'secs'].includes(tokens[joined + 1]?.text ?? '');
  if (isNumber(more) && more.value < SECONDS_PER_MINUTE && tokens[to - 1]?.kind === 'word') {
    if (seconds) return true;
    const next = tokens[joined + 1];
    const bare = joined === to && !/^min/.test(next?.text ?? '') && more.value >= 10;
    if (bare && (next === undefined || next.kind === 'punctuation' || next.text === 'on')) return true;
  }
  const after = tokens.slice(to, to + MOST_WORDS_TO_TRY);
  const tried = after.some((token, at) => TRIES.has(token.text) && ORDINALS.has(after[at - 1]?.text ?? ''));
  return tried && !tokens.slice(0, from).some((token) => token.text === 'i' || token.text === 'we');
}

const ELAPSED = new Set(['after', 'every']);
const MODALS = new Set(['can', 'could', 'should', 'may', 'might']);

/** "after eight minutes on the bike", "every thirty minutes", "you can do another ten": a moment, a beat, a leave given. */
function isBeat(sentence: Sentence, from: number): boolean {
  const { tokens } = sentence;
  if (ELAPSED.has(tokens[from - 1]?.text ?? '')) return true;
  if (tokens.some((token) => token.text === 'rested') && tokens.some((token) => PACED.has(token.text))) return true;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)]?.from ?? 0;
  return tokens[chunk]?.text === 'you' && MODALS.has(tokens[chunk + 1]?.text ?? '');
}

/** How a patient paces himself: "walked for three, rested two, walked four". */
const PACED = new Set(['walked', 'stood', 'pedaled', 'pedalled', 'climbed', 'sat', 'marched']);

const SUFFICES = new Set(['plenty', 'enough', 'tops']);
const MOST_WORDS_TO_ADVICE = 8;

/** "Two minutes of brushing is plenty": said of what should be done. */
function isAdvised({ tokens }: Sentence, to: number): boolean {
  return tokens
    .slice(to, to + MOST_WORDS_TO_ADVICE)
    .some(
      (token, at, after) =>
        SUFFICES.has(token.text) && ['is', "'s", 'be', 'are', ','].includes(after[at - 1]?.text ?? ''),
    );
}

const INTENDED = new Set(
  'budgeted penciled pencilled slotted guessed planned planning meant hoped intended wanted scheduled supposed booked expected allowed aimed ordered prescribed'.split(
    ' ',
  ),
);

/** "twenty-six rather than twenty", "instead of thirteen", "I'd planned twenty": never spent. */
function isTakenBack(sentence: Sentence, from: number): boolean {
  const { tokens } = sentence;
  const [first, second] = [tokens[from - 2]?.text, tokens[from - 1]?.text];
  if ((first === 'instead' && second === 'of') || (first === 'rather' && second === 'than')) return true;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  return tokens.slice(chunk?.from ?? 0, from).some((token) => INTENDED.has(token.text));
}

const OTHER_STAFF = new Set(
  'pt physio physiotherapy speech slp nursing nurse nurses aide aides doctor physician dietary dietitian dietician respiratory radiology lab transport psychology chaplain pta tech'.split(
    ' ',
  ),
);
const WITH_STAFF = new Set(['with', 'for', 'by', 'from', 'than', 'like']);

/** "PT used thirty minutes", "speech had him for twenty": somebody else's time, unless the therapist shared it. */
function isOthers(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  const lead = tokens.slice(chunk?.from ?? 0, from);
  const own = lead.some((token) => token.text === 'i' || token.text === 'we' || token.text === 'me');
  const subject = lead.findIndex((token) => OTHER_STAFF.has(token.text) || isPhysicalTherapy(lead, token));
  const shared = lead.length === 0 ? null : sharedWith(sentence, to);
  if (shared !== null && !own && PATIENT.has(lead.find((token) => token.kind === 'word')?.text ?? '')) return true;
  const beside = lead.slice(Math.max(0, subject - 2), Math.max(0, subject)).some((token) => WITH_STAFF.has(token.text));
  const does = subject >= 0 && !beside && lead.length - subject <= MOST_WORDS_OF_STAFF;
  const theirs = tokens
    .slice(to, to + 4)
    .some((token, at, after) => OTHER_STAFF.has(token.text) && after[at + 1]?.text === "'s");
  const they =
    lead.some((token) => token.text === 'they') && !lead.some((token) => token.text === 'we' || token.text === 'i');
  return (does && !own) || they || theirs;
}

const MOST_WORDS_OF_STAFF = 8;
const PATIENT = new Set(['you', 'he', 'she', 'they']);

/** "you did ten minutes on the bike with PT": with whom, in the clause of the time. */
function sharedWith(sentence: Sentence, to: number): string | null {
  const end = sentence.chunks[chunkIndexAt(sentence, to - 1)]?.to ?? to;
  const after = sentence.tokens.slice(to, end);
  return after.find((token, at) => after[at - 1]?.text === 'with' && OTHER_STAFF.has(token.text))?.text ?? null;
}

function isPhysicalTherapy(tokens: readonly Token[], token: Token): boolean {
  const at = tokens.indexOf(token);
  return token.text === 'therapy' && ['physical', 'speech', 'respiratory'].includes(tokens[at - 1]?.text ?? '');
}

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
