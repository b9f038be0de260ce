/**
 * The minutes of treatment as told, kept like a ledger: each time of the talk is bound to its activity, by the words
 * of its sentence or by what the talk was about; corrections replace, additions add, recaps and totals change nothing.
 * Rests, performance times, plans and other people's time are no treatment. (Rules: annotation guideline, minutes.)
 */
import { isNumber } from '../text/token.ts';
import type { ActiveTask } from './activeTask.ts';
import { activitiesIn } from './activityMentions.ts';
import type { Pairing } from './activityOfTime.ts';
import { pairTimes } from './activityOfTime.ts';
import { readAmount } from './amounts.ts';
import { countOfItems } from './bareTimes.ts';
import { ClockLog } from './clockLog.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { Draft } from './draft.ts';
import { LastClock } from './lastClock.ts';
import { MinutesLedger } from './minutesLedger.ts';
import { codesIn } from './spokenCodes.ts';
import type { SpokenTime, TimeTalk } from './spokenTime.ts';
import { isAboutAnotherPerson, isQuestion, isSecondPerson, namesInTalk, standingAt } from './standing.ts';
import { withoutIdleTime } from './timeRepairs.ts';
import { isSessionTotal, restAt, sharesOf } from './timeShares.ts';
import { readTimes } from './timeTalk.ts';
import { Topics } from './topics.ts';
import { WholeTime } from './wholeTime.ts';

export function extractMinutes(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const turns = { items: itemsPerTurn(document), clocks: turnsOfClock(document) };
  const told = readLedger(document, active, turns, new Set()).toldIn;
  return readLedger(document, active, turns, told).entries();
}

/** What the turns of the talk tell as a whole: how many items of a list, and whether they speak of the clock. */
interface Turns {
  readonly items: ReadonlyMap<number, number>;
  readonly clocks: ReadonlySet<number>;
}

/** `toldIn`: utterances in which a first reading found times; a bare number near them is more likely one. */
function readLedger(
  document: Document,
  active: readonly (ActiveTask | null)[],
  { items, clocks }: Turns,
  toldIn: ReadonlySet<number>,
): MinutesLedger {
  const names = namesInTalk(document);
  const topics = new Topics(document, active);
  const ledger = new MinutesLedger(topics);
  const whole = new WholeTime();
  const clock = new ClockLog(whole);
  const lastClock = new LastClock();
  const turn = { heading: -1, cueList: -1 };
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist') continue;
    if (isQuestion(sentence) || isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
    const { utteranceIndex } = sentence;
    if (isHeading(sentence)) turn.heading = utteranceIndex;
    if (opensCueList(sentence)) turn.cueList = utteranceIndex;
    const activities = activitiesIn(sentence);
    const codes = codesIn(sentence);
    const listed = itemsNear(items, utteranceIndex) > 1;
    const talk: TimeTalk = {
      activities,
      codes,
      inList:
        turn.heading === utteranceIndex ||
        ledger.lastUtterance === utteranceIndex ||
        ((items.get(utteranceIndex) ?? 0) > 1 && countOfItems(sentence, { activities, codes }) > 0) ||
        (clocks.has(utteranceIndex) && opensWithFigure(sentence)),
      nearTimes:
        listed ||
        whole.left(sentence, ledger.sum) !== null ||
        clocks.has(utteranceIndex) ||
        isToldNear(toldIn, utteranceIndex),
      timesTold:
        whole.left(sentence, ledger.sum) !== null ||
        isToldNear(clocks, utteranceIndex, 1) ||
        clocks.has(utteranceIndex) ||
        toldIn.size > (toldIn.has(utteranceIndex) ? 1 : 0),
    };
    const bare = bareFigure(sentence, document, talk);
    const inPlan = continuesPlan(sentence, document);
    const read = turn.cueList === utteranceIndex || bare || inPlan ? [] : readTimes(sentence, talk);
    const told = read.filter((time) => isTreatment(sentence, time));
    const chained = told.length === 0 && !bare && !inPlan && !clock.isOpen ? lastClock.until(sentence) : [];
    const times = chained.length === 0 ? told : withoutIdleTime(sentence, chained);
    if (chained.length > 0) clock.restart();
    lastClock.hear(sentence);
    if (bare)
      ledger.enter(sentence, {
        time: bare,
        activity: topics.before(sentence),
        unknown: null,
        cpt: null,
        sameCode: false,
      });
    else if (times.length > 0 || restAt(sentence) !== null) bind(sentence, times, talk, ledger, whole);
    else if (!ledger.renames(sentence, talk) && !ledger.sameAgain(sentence, activities))
      clock.hear(sentence, activities, ledger);
    whole.hear(sentence);
    topics.hear(sentence, activities);
  }
  return ledger;
}

const GOES_ON = new Set(['and', 'then', 'plus', 'maybe', 'with', 'probably', 'perhaps']);
const INTENDING = new Set(['plan', 'goal', 'hypothetical', 'advice', 'offer']);

/** "For next time, a mirror for skin checks. And ten minutes of that with her sister.": still the plan. */
function continuesPlan(sentence: Sentence, document: Document): boolean {
  const before = document.sentences[sentence.index - 1];
  if (before?.utteranceIndex !== sentence.utteranceIndex || !GOES_ON.has(sentence.tokens[0]?.text ?? '')) return false;
  if (sentence.tokens.some((token) => tellsPast(token.text)) || hitsOf(sentence, 'billingTalk').length > 0)
    return false;
  const last = before.tokens.findLastIndex((token) => token.kind !== 'punctuation');
  const standing = standingAt(before, Math.max(last, 0));
  return standing.kind === 'excluded' && INTENDING.has(standing.why);
}

const PAST = new Set('was were did had got took went came made spent gave ran'.split(' '));
const tellsPast = (word: string) => PAST.has(word) || /[a-z]{2}ed$/.test(word);

const MOST_UTTERANCES_IN_LIST = 3;
const MOST_WORDS_OF_NAMES = 6;

/** Times were told a few utterances before or after this one. */
function isToldNear(toldIn: ReadonlySet<number>, utterance: number, most = MOST_UTTERANCES_IN_LIST): boolean {
  for (let away = 1; away <= most; away += 1)
    if (toldIn.has(utterance - away) || toldIn.has(utterance + away)) return true;
  return false;
}

/** "Putty, clips, tendon work. Eleven.": a figure alone after a sentence that only names activities. */
function bareFigure(sentence: Sentence, document: Document, talk: TimeTalk): SpokenTime | null {
  const before = document.sentences[sentence.index - 1];
  const amount = readAmount(sentence.tokens, 0);
  const after = amount === null ? undefined : sentence.tokens[amount.to];
  if (amount === null || amount.unitSaid || !talk.timesTold || (after !== undefined && after.kind !== 'punctuation'))
    return null;
  if (before?.utteranceIndex !== sentence.utteranceIndex || before.tokens.length > MOST_WORDS_OF_NAMES + 2) return null;
  const named = activitiesIn(before).length > 0 && !before.tokens.some(isNumber) && !hitsOf(before, 'measures')[0];
  if (!named) return null;
  const { minutes, range, to } = amount;
  return {
    minutes,
    ...(range ? { range } : {}),
    approximate: range !== undefined,
    derived: false,
    adds: false,
    unitSaid: true,
    rule: 'list',
    from: 0,
    to,
  };
}

/** "Fourteen for the bed, the edge and the stand." */
function opensWithFigure({ tokens }: Sentence): boolean {
  return isNumber(tokens[0]) && ['for', 'on', 'of'].includes(tokens[1]?.text ?? '');
}

const CLOCKS = new Set(['watch', 'clock', 'timer', 'minutes', 'stopwatch', 'mins']);

/** Turns that speak of the clock: their figures are times. */
function turnsOfClock(document: Document): ReadonlySet<number> {
  return new Set(
    document.sentences
      .filter((sentence) => sentence.tokens.some((token) => CLOCKS.has(token.text)))
      .map((sentence) => sentence.utteranceIndex),
  );
}

const MOST_TURNS_OF_LIST = 2;

/** Items of this turn and of those right before and after it: a wrap-up often runs over several. */
function itemsNear(items: ReadonlyMap<number, number>, utterance: number): number {
  let sum = 0;
  for (let at = utterance - MOST_TURNS_OF_LIST; at <= utterance + MOST_TURNS_OF_LIST; at += 1)
    sum += items.get(at) ?? 0;
  return (items.get(utterance) ?? 0) === 0 ? 0 : sum;
}

/** How many "activity, number" items each turn of the therapist lists. */
function itemsPerTurn(document: Document): ReadonlyMap<number, number> {
  const items = new Map<number, number>();
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    const count = countOfItems(sentence, { activities: activitiesIn(sentence), codes: codesIn(sentence) });
    items.set(sentence.utteranceIndex, (items.get(sentence.utteranceIndex) ?? 0) + count);
  }
  return items;
}

function bind(
  sentence: Sentence,
  times: readonly SpokenTime[],
  talk: TimeTalk,
  ledger: MinutesLedger,
  whole: WholeTime,
): void {
  if (ledger.takesOff(sentence, times)) return;
  if (restAt(sentence) !== null) {
    const untold = ledger.takeUnnamed(sentence);
    if (untold !== null) whole.tell(untold, sentence);
  }
  const left = whole.left(sentence, ledger.sum);
  const pairings = pairTimes(sentence, sharesOf(sentence, times, talk.activities, left), talk);
  const sum = sumOf(sentence, pairings, ledger);
  if (sum !== null && sum.cpt !== null) {
    ledger.enter(sentence, { ...sum, activity: pairings[0]?.activity ?? sum.activity });
    return;
  }
  for (const pairing of pairings) {
    const unnamed = pairing.activity === null && pairing.cpt === null && ledger.isSum(pairing.time.minutes);
    const first = ledger.sum === 0 && pairing.activity !== null && !pairing.activity.service;
    const total = unnamed || pairing.time === sum?.time || (!first && isSessionTotal(sentence, pairing));
    if (total || (!ledger.enter(sentence, pairing) && pairing.time.unitSaid))
      whole.tell(pairing.time.minutes, sentence);
  }
}

const SUM_LEADS = new Set(['so', 'makes', 'making', "'s", 'is', 'totals', 'equals', 'total']);
const MOST_WORDS_TO_SUM = 3;

/** "…, so fifteen sensory": the sum of the figures before it, in the sentence or in the ledger. */
function sumOf(sentence: Sentence, pairings: readonly Pairing[], ledger: MinutesLedger): Pairing | null {
  const last = pairings.at(-1);
  if (last === undefined) return null;
  const lead = sentence.tokens.slice(Math.max(0, last.time.from - MOST_WORDS_TO_SUM), last.time.from);
  if (!lead.some((token) => SUM_LEADS.has(token.text))) return null;
  const here = pairings.slice(0, -1);
  const sum = here.reduce((total, each) => total + each.time.minutes, 0);
  if (here.length > 1 && sum === last.time.minutes) return last;
  const known = ledger.isSum(last.time.minutes);
  return here.length === 0 && known ? { ...last, cpt: null } : null;
}

/** "Minutes.", "Times.", "Time:", "For billing" open a list in which bare numbers are minutes. */
function isHeading(sentence: Sentence): boolean {
  const words = sentence.tokens.filter((token) => token.kind === 'word').map((token) => token.text);
  const lead = words.slice(0, LONGEST_HEADING);
  const first = words[0] ?? '';
  if (['minutes', 'times', 'timewise', 'timing', 'timings', 'billing', 'mins', 'codes'].includes(first)) return true;
  const marked =
    sentence.tokens.slice(0, LONGEST_HEADING + 1).some((token) => token.text === ':') ||
    words.length <= LONGEST_HEADING;
  if (marked && lead.some((word) => ['minutes', 'times', 'billing', 'timing', 'mins', 'charges'].includes(word)))
    return true;
  const timeFirst = first === 'time' && words[1] !== 'for' && words[1] !== 'to';
  const bills = lead[0] === 'for' && lead.some((word) => word === 'billing' || word === 'minutes' || word === 'times');
  return (
    (timeFirst && marked) ||
    bills ||
    hitsOf(sentence, 'context').some(
      (hit) => hit.entry.kind === 'recap' && hit.from <= 1 && sentence.tokens[hit.from]?.text !== 'total',
    )
  );
}

const LONGEST_HEADING = 5;

/** "Verbal cues: brakes, two." – the numbers that follow count cues. */
function opensCueList(sentence: Sentence): boolean {
  const cue = hitsOf(sentence, 'cueNouns')[0];
  return cue !== undefined && sentence.tokens.slice(cue.to, cue.to + 2).some((token) => token.text === ':');
}

/** "Stump massage at the start, six.": the start of the session. */
const OF_SESSION = new Set(['at the start', 'to start with', 'to begin with']);
const PRIOR_VERBS = new Set(['was', 'were', 'took']);

/** Asserted about this session; "I'll call it twelve" decides what to record and is no plan. */
function isTreatment(sentence: Sentence, time: SpokenTime): boolean {
  const standing = standingAt(sentence, time.from);
  if (standing.kind === 'asserted')
    return !opensAsCommand(sentence) || (time.rule === 'list' && !isSecondPerson(sentence, 0, sentence.tokens.length));
  if (standing.kind === 'prior')
    return OF_SESSION.has(standing.when) && !PRIOR_VERBS.has(sentence.tokens[time.from - 1]?.text ?? '');
  const decided = hitsOf(sentence, 'billingTalk').some((hit) => hit.to <= time.from || hit.from === time.to);
  return decided && ['plan', 'hypothetical', 'offer', 'quote', 'definition'].includes(standing.why);
}

const COMMANDS = new Set(
  'wear use sleep leave practice practise boil simmer bake microwave stir soak keep hold give stay try rest take wait go come stand sit walk push pull lift squeeze breathe remember ready do imagine relax'.split(
    ' ',
  ),
);

/** "Give me ten more minutes on the bike": said to the patient while it happens. */
function opensAsCommand({ tokens }: Sentence): boolean {
  const first = tokens.find((token) => token.kind === 'word')?.text ?? '';
  const second = tokens.filter((token) => token.kind === 'word')[1]?.text ?? '';
  if (first === 'give' && second === 'me')
    return tokens.some((token) => token.text === 'more' || token.text === 'another');
  return COMMANDS.has(first) && second !== 'off' && second !== 'to' && second !== 'away';
}
