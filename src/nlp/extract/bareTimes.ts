/**
 * Whether a number without "minutes" is a time. It is one only in a list of times, beside an activity, or where words
 * hand it over to the record ("I make it seventeen"), with nothing else claiming it.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import { activitiesIn } from './activityMentions.ts';
import type { Amount } from './amounts.ts';
import { readAmount } from './amounts.ts';
import { billedBy } from './billedFigures.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { Items, TimeTalk } from './spokenTime.ts';
import { FORWARD, SUBJECTS } from './spokenTime.ts';

const SMALLEST_BARE = 3;
const LARGEST_BARE = 75;
const MOST_WORDS_TO_MORE = 5;

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
export function standsForMinutes(
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
    isClaimed(sentence, from, to, talk.inList || talk.codes.length > 0, listStarted)
  )
    return false;
  if (isLedByItem(sentence, from, to, talk, listStarted) || isTagged(sentence, to, talk)) return true;
  if (isLoneBeat(sentence, from, talk)) return false;
  const other = ['other', 'remaining', 'last', 'final'].includes(sentence.tokens[from - 1]?.text ?? '');
  if (other && listStarted && talk.activities.some((each) => each.from === to)) return true;
  if (adds && (talk.inList || listStarted)) return true;
  if (adds && talk.nearTimes && minutes >= SMALLEST_BARE && endsItem(sentence, endOfAddition(sentence, to), talk))
    return true;
  const more = adds && FORWARD.has(sentence.tokens[endOfAddition(sentence, to)]?.text ?? '');
  if (more && talk.nearTimes && talk.activities.some((each) => each.from >= to && each.from - to <= MOST_WORDS_TO_MORE))
    return true;
  if (minutes < SMALLEST_BARE && !talk.inList) return false;
  const billed = billedBy(sentence, from, to);
  const settled = talk.inList || listStarted || (billed === 'surely' && talk.activities.length + talk.codes.length > 0);
  if (!settled && hasOtherFinding(sentence)) return false;
  const ends = endsItem(sentence, to, talk);
  if (ends && talk.nearTimes && REPAIRING.has(sentence.tokens[0]?.text ?? '') && billed === 'surely') return true;
  const forward = isForward(sentence, to, talk, settled);
  if (settled) return ends || forward;
  if (talk.timesTold && isWholeItem(sentence, from, to, talk)) return true;
  const known = forward || (ends && activityJustBefore(sentence, talk, from));
  if (known && (talk.nearTimes || tellsService(sentence, talk))) return true;
  return ends && billed === 'maybe' && talk.timesTold && talk.activities.some((each) => each.to <= from);
}

/** "two on top", "two more": the words of the addition name no activity. */
export function endOfAddition({ tokens }: Sentence, to: number): number {
  if (tokens[to]?.text === 'on' && tokens[to + 1]?.text === 'top') {
    const of = tokens[to + 2]?.text === 'of' && ['that', 'it', 'those'].includes(tokens[to + 3]?.text ?? '');
    return of ? to + 4 : to + 2;
  }
  return tokens[to]?.text === 'more' || tokens[to]?.text === 'extra' ? to + 1 : to;
}

/** "bed mobility for nine, and dressing fourteen minutes", "neuro at eleven": an item of a sentence that tells minutes. */
function isLedByItem(sentence: Sentence, from: number, to: number, talk: TimeTalk, listStarted: boolean): boolean {
  const lead = sentence.tokens[from - 1]?.text;
  if (lead !== 'for' && lead !== 'at') return false;
  const timed = listStarted || saysMinutes(sentence, from);
  return (
    timed && talk.activities.some((each) => each.to <= from - 1 && each.to >= from - 2) && endsItem(sentence, to, talk)
  );
}

/** "that was seven, self-care because …", "that's six, orthotic recheck.": what the figure counts as right behind it. */
function isTagged(sentence: Sentence, to: number, { activities }: TimeTalk): boolean {
  const { tokens } = sentence;
  if (tokens[to]?.text !== ',') return false;
  const last = sentence.chunks.at(-1);
  const told = ["'s", 'was', 'is', 'at', 'makes', 'took'].includes(tokens[to - 2]?.text ?? '');
  return activities.some(
    (each) => each.from === to + 1 && (each.service || (told && each.from === last?.from && each.to === last.to)),
  );
}

/** "six minutes on his feet then a sit, then five": goes on with a time that was no treatment. */
function isLoneBeat(sentence: Sentence, from: number, { activities }: TimeTalk): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  if (chunk === undefined || chunk.to - chunk.from > 2 || hitsOf(sentence, 'notTreatment').length === 0) return false;
  return (
    !activities.some((each) => each.to <= from && from - each.to <= 2) && sentence.tokens[from - 1]?.text === 'then'
  );
}

/** Another figure of the sentence has its unit. */
function saysMinutes({ tokens }: Sentence, from: number): boolean {
  return tokens.some((token, at) => at !== from && isNumber(token) && readAmount(tokens, at)?.unitSaid === true);
}

/** "Actually, make that sixteen." */
const REPAIRING = new Set(['actually', 'no', 'sorry', 'correction', 'wait', 'make', 'scratch', 'nope', 'oh', 'hang']);

/** "Scar massage, six." – nothing but the activity and the figure; of exercises and transfers it may count repetitions. */
function isWholeItem(sentence: Sentence, from: number, to: number, talk: TimeTalk): boolean {
  const [activity] = talk.activities;
  if (activity === undefined || activity.to > from || REPEATED.has(activity.cpt)) return false;
  const other = sentence.tokens.filter(
    (token, at) => token.kind === 'word' && !(at >= activity.from && at < activity.to) && !(at >= from && at < to),
  );
  return other.length <= 1 || other.every((token) => LIGHT.has(token.text));
}

const LIGHT = new Set(
  "the his her my bit part was were took ran 's is so and for today overall all that it then just on of about".split(
    ' ',
  ),
);
const REPEATED = new Set(['97110', '97530']);

function isClaimed(sentence: Sentence, from: number, to: number, inList: boolean, listStarted = false): boolean {
  const next = sentence.tokens[to]?.text ?? '';
  const before = sentence.tokens[from - 1]?.text ?? '';
  if (CLAIMED_BEFORE.has(before) && !(before === 'under' || before === 'of')) return true;
  if (before === 'to' && isNumber(sentence.tokens[from - 2])) return true;
  if (before === 'by' && isNumber(sentence.tokens[from - 2])) return true;
  const timed = inList || listStarted || saysMinutes(sentence, from);
  const item = timed && activitiesIn(sentence).some((each) => each.to <= from - 1 && each.to >= from - 2);
  if (before === 'for' && sentence.tokens[from - 2]?.text !== 'down' && !item && !isDoneFor(sentence, from, to))
    return true;
  if (next === 'of' && sentence.tokens.slice(0, from).some((token) => /^units?$/.test(token.text))) return true;
  const lead = sentence.tokens.slice(Math.max(0, from - 3), from).map((token) => token.text);
  if (before === 'of' && lead.at(-2) === 'out') return true;
  if (before === 'the' && lead[1] === 'of' && lead[0] === 'out') return true;
  if (before === 'of' && !isNumber(sentence.tokens[from - 2])) return false;
  if (before === 'of') return true;
  const ofAll = ['the', 'his', 'her', 'those', 'these'].includes(sentence.tokens[to + 1]?.text ?? '') ? to + 2 : to + 1;
  if (next === 'of' && isNumber(sentence.tokens[ofAll])) return true;
  if (CLAIMED_AFTER.has(next)) return true;
  if (hitsOf(sentence, 'units').some((hit) => hit.from === to)) return true;
  const chunk = chunkIndexAt(sentence, from);
  const wide = !inList && billedBy(sentence, from, to) !== 'surely';
  const near = (hit: Hit) => (wide && WIDE_CLAIMS.has(hit.group)) || chunkIndexAt(sentence, hit.from) === chunk;
  return CLAIMING.some((group) => hitsOf(sentence, group).some((hit) => near(hit) && !isPartOfActivity(sentence, hit)));
}

const DID = new Set(['did', 'worked', 'was', 'had', 'went', 'on', 'practised', 'practiced']);

/** "Scar work I did for nine.", "heat on for ten while I read": how long something named was done. */
function isDoneFor(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence;
  const next = tokens[to];
  if (next !== undefined && next.kind !== 'punctuation' && next.text !== 'while') return false;
  const chunk = chunkIndexAt(sentence, from);
  const named = activitiesIn(sentence).filter((each) => each.to <= from && chunkIndexAt(sentence, each.from) === chunk);
  const own = tokens.slice(0, from).some((token) => token.text === 'i' || token.text === 'we');
  return DID.has(tokens[from - 2]?.text ?? '') && named.some((each) => own || !each.timed);
}

function isPartOfActivity(sentence: Sentence, hit: Hit): boolean {
  const inside = (each: Hit) => hit.from >= each.from && hit.to <= each.to;
  return hitsOf(sentence, 'activities').some(inside) || hitsOf(sentence, 'tasks').some(inside);
}

/** A rating or a count in the same sentence: the number tells a performance, not a time. */
function hasOtherFinding(sentence: Sentence): boolean {
  const numbers = sentence.tokens.flatMap((token, at) => (isNumber(token) ? [chunkIndexAt(sentence, at)] : []));
  const unsafe = hitsOf(sentence, 'safety').some(
    (hit) => numbers.includes(chunkIndexAt(sentence, hit.from)) && hit.to - hit.from > 1,
  );
  return unsafe || (['levels', 'hands', 'alone'] as const).some((group) => hitsOf(sentence, group).length > 0);
}

const ENDING = new Set([
  'while',
  'when',
  'because',
  'before',
  'after',
  'during',
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
  'again',
  'altogether',
  'instead',
  'now',
  'so',
]);

/** The item of the list ends here: the sentence, a mark, a joining word, or the name of the next activity. */
function endsItem(sentence: Sentence, to: number, talk: Items): boolean {
  const next = sentence.tokens[to];
  const unpunctuated = !sentence.tokens.some((token) => token.kind === 'punctuation');
  if (unpunctuated && talk.activities.some((each) => each.to === to - 1 && each.from > 0)) return true;
  if (next === undefined || next.kind === 'punctuation' || ENDING.has(next.text)) return true;
  const particle = next.text === 'in' || next.text === 'all';
  const after = sentence.tokens[to + 1];
  const last = sentence.tokens[to + 2];
  if (next.text === 'in' && after?.text === 'the' && last?.text === 'end') return true;
  if (particle && (after === undefined || after.kind === 'punctuation')) return true;
  if (
    particle &&
    ['in', 'all', 'told', 'total'].includes(after?.text ?? '') &&
    (last === undefined || last.kind === 'punctuation')
  )
    return true;
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
  const named = ['the', 'his', 'her', 'a'].includes(next) || /.{3}ing$/.test(next);
  if (settled && named && talk.activities.some((each) => each.from > to && each.from - to <= MOST_WORDS_TO_NAMED))
    return true;
  if (!FORWARD.has(next)) return false;
  if (settled) return true;
  return talk.activities.some((each) => each.from >= to && each.from - to <= 5);
}

const MOST_WORDS_FROM_ACTIVITY = 4;
const MOST_WORDS_TO_NAMED = 3;

/** "teaching with him and Lou": who was there, not who did something. */
function isCompany(words: readonly { readonly text: string }[], at: number): boolean {
  return (
    (words[at]?.text === 'him' || words[at]?.text === 'her') &&
    ['with', 'and', 'for', 'to'].includes(words[at - 1]?.text ?? '')
  );
}

function activityJustBefore(sentence: Sentence, talk: Items, from: number): boolean {
  const chunk = chunkIndexAt(sentence, from);
  return talk.activities.some((each) => {
    if (each.to > from || chunk - chunkIndexAt(sentence, each.from) > 2) return false;
    const own = sentence.chunks.some((one) => one.from === from);
    const between = sentence.tokens.slice(each.to, from);
    const words = between.filter((token) => token.kind !== 'punctuation');
    if (words.some((token, at) => (SUBJECTS.has(token.text) && !isCompany(words, at)) || isNumber(token))) return false;
    return own || words.length <= MOST_WORDS_FROM_ACTIVITY;
  });
}

const MODALITIES = new Set(['97032', '97033', '97034', '97035', '97010', 'G0283', '97018', '97022', '97016']);

function tellsService(sentence: Sentence, talk: TimeTalk): boolean {
  return (
    talk.codes.length > 0 ||
    talk.activities.some((each) => MODALITIES.has(each.cpt) && sentence.tokens.length <= 12) ||
    talk.activities.some((each) => each.service && sentence.tokens.length <= 12)
  );
}

/** How many items of the form "activity, number" the sentence has. */
export function countOfItems(sentence: Sentence, talk: Items): number {
  if (!sentence.tokens.some(isNumber) || hasOtherFinding(sentence)) return 0;
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
