/**
 * Reads the times and the activities of one sentence and pairs them. "N minutes of X" looks forward, "X, N minutes"
 * looks back; a bare number is a time only right beside an activity, or in a list the therapist announced.
 */
import type { Hit } from '../lexicon/match.ts';
import { minutesBetween, readClock } from '../text/clock.ts';
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import { isDenied } from './standing.ts';

export interface Activity {
  readonly label: string;
  readonly cpt: string;
  readonly alternatives: readonly string[];
  readonly timed: boolean;
  readonly service: boolean;
  readonly from: number;
  readonly to: number;
}

export interface SpokenTime {
  readonly minutes: number;
  readonly range?: readonly [number, number];
  readonly approximate: boolean;
  readonly derived: boolean;
  readonly adds: boolean;
  readonly unitSaid: boolean;
  readonly code: string | null;
  readonly rule: 'said' | 'list' | 'clock' | 'range' | 'lessBreak';
  readonly from: number;
  readonly to: number;
}

/** A treatment of one activity is rarely longer; larger bare numbers are codes, degrees or scores. */
const LONGEST_MINUTES = 120;
const UNIT = new Set(['minutes', 'minute', 'mins', 'min']);
export const FORWARD = new Set(['of', 'on', 'for', 'doing', 'in', 'with', 'to']);

export function activitiesIn(sentence: Sentence): Activity[] {
  const hits = hitsOf(sentence, 'activities');
  const tasks = hitsOf(sentence, 'tasks').filter((task) => !hits.some((hit) => overlaps(hit, task)));
  const fromTasks = tasks.map(({ entry, from, to }) => ({
    label: entry.label,
    cpt: entry.cpt,
    alternatives: [],
    timed: true,
    service: false,
    from,
    to,
  }));
  const named = hits.map(({ entry, from, to }) => ({
    label: entry.label,
    cpt: entry.cpt,
    alternatives: entry.alternatives,
    timed: entry.timed,
    service: entry.service,
    from,
    to,
  }));
  return [...named, ...fromTasks].sort((a, b) => a.from - b.from);
}

const overlaps = (a: Hit, b: Hit) => a.from < b.to && b.from < a.to;

export function readTimes(sentence: Sentence, inList: boolean): SpokenTime[] {
  const { tokens } = sentence;
  const times: SpokenTime[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const clock = readClockSpan(sentence, at);
    const time = clock ?? readAmount(sentence, at, inList, times.length > 0);
    if (time === null) continue;
    times.push(time);
    at = time.to - 1;
  }
  return withBreaksTaken(sentence, times).map((time) => ({ ...time, code: codeFor(sentence, time, times) }));
}

/** "from two fifteen to two thirty-eight", "half nine till five to ten", "started at ten past … now twenty-five past". */
function readClockSpan(sentence: Sentence, at: number): SpokenTime | null {
  const { tokens } = sentence;
  const start = readClock(tokens, at);
  if (start === null) return null;
  const lead = tokens[at - 1]?.text ?? '';
  let to = start.end;
  const joint = tokens[to]?.text ?? '';
  const spoken = ['to', 'till', 'until', 'through'].includes(joint);
  const restated = !spoken && lead === 'at' ? nextClock(sentence, to) : null;
  if (spoken) to += 1;
  else if (restated !== null) to = restated;
  else return null;
  const end = readClock(tokens, to);
  if (end === null) return null;
  const looksLikeClock =
    (tokens[at]?.value ?? 0) >= 100 || !start.hourKnown || start.end - at > 1 || lead === 'from' || lead === 'at';
  const endIsClock = (tokens[to]?.value ?? 0) >= 100 || end.end - to > 1;
  const unitNext = UNIT.has(tokens[end.end]?.text ?? '');
  if (!looksLikeClock || !endIsClock || unitNext) return null;
  const minutes = minutesBetween(start, end);
  if (minutes === null || minutes <= 0 || minutes > LONGEST_MINUTES) return null;
  return {
    minutes,
    approximate: false,
    derived: true,
    adds: false,
    unitSaid: true,
    code: null,
    rule: 'clock',
    from: at,
    to: end.end,
  };
}

const MOST_WORDS_TO_SECOND_CLOCK = 8;

function nextClock(sentence: Sentence, from: number): number | null {
  for (let at = from; at < Math.min(sentence.tokens.length, from + MOST_WORDS_TO_SECOND_CLOCK); at += 1) {
    const clock = readClock(sentence.tokens, at);
    if (clock !== null && (clock.end - at > 1 || (sentence.tokens[at]?.value ?? 0) >= 100)) return at;
  }
  return null;
}

function readAmount(sentence: Sentence, at: number, inList: boolean, listStarted: boolean): SpokenTime | null {
  const { tokens } = sentence;
  const words = readWordAmount(sentence, at);
  const first = tokens[at];
  if (words === null && (!isNumber(first) || first.value <= 0 || first.value > LONGEST_MINUTES)) return null;
  const rangeTo = words === null ? rangeEnd(sentence, at) : null;
  const second = rangeTo === null ? null : tokens[rangeTo];
  const value = words?.minutes ?? first?.value ?? 0;
  let to = words?.to ?? (rangeTo === null ? at + 1 : rangeTo + 1);
  const unitSaid = words !== null || UNIT.has(tokens[to]?.text ?? '');
  if (words === null && unitSaid) to += 1;
  if (isNotTreatment(sentence, at, to)) return null;
  if (!unitSaid && !standsForMinutes(sentence, at, to, inList, listStarted)) return null;
  const approximate = hitsOf(sentence, 'context').some(
    (hit) =>
      hit.entry.kind === 'approximate' &&
      ((at - hit.to <= 1 && at >= hit.to) || (hit.from - to <= 1 && hit.from >= to)),
  );
  return {
    minutes: value,
    ...(isNumber(second) ? { range: [value, second.value] as const } : {}),
    approximate: approximate || isNumber(second),
    derived: false,
    adds: isAddition(sentence, at, to),
    unitSaid,
    code: null,
    rule: isNumber(second) ? 'range' : unitSaid ? 'said' : 'list',
    from: at,
    to,
  };
}

/** "half an hour", "a quarter of an hour", "an hour". */
function readWordAmount(sentence: Sentence, at: number): { minutes: number; to: number } | null {
  const text = (offset: number) => sentence.tokens[at + offset]?.text;
  if (text(0) === 'half' && (text(1) === 'an' || text(1) === 'a') && text(2) === 'hour')
    return { minutes: 30, to: at + 3 };
  if (text(0) === 'quarter' && text(1) === 'hour') return { minutes: 15, to: at + 2 };
  if (text(0) === 'quarter' && text(1) === 'of' && text(2) === 'an' && text(3) === 'hour')
    return { minutes: 15, to: at + 4 };
  return null;
}

function rangeEnd(sentence: Sentence, at: number): number | null {
  const { tokens } = sentence;
  const joint = tokens[at + 1]?.text ?? '';
  const first = tokens[at];
  const second = tokens[at + 2];
  if (!isNumber(first) || !isNumber(second) || second.value <= first.value || second.value - first.value > 10)
    return null;
  const between = tokens[at - 1]?.text === 'between' && joint === 'and';
  if (['to', 'or'].includes(joint) || between) return at + 2;
  return joint === ',' && UNIT.has(tokens[at + 3]?.text ?? '') ? at + 2 : null;
}

function isNotTreatment(sentence: Sentence, from: number, to: number): boolean {
  if (isDenied(sentence, from)) return true;
  return hitsOf(sentence, 'notTreatment').some((hit) => hit.from < to && from < hit.to);
}

/** A number without "minutes" counts beside an activity at the end of a chunk, when nothing else claims it. */
function standsForMinutes(
  sentence: Sentence,
  from: number,
  to: number,
  inList: boolean,
  listStarted: boolean,
): boolean {
  const { tokens } = sentence;
  const value = tokens[from]?.value ?? 0;
  if (value < 3 && !inList && !isAddition(sentence, from, to)) return false;
  if (!Number.isInteger(value) || claimedOtherwise(sentence, from, to)) return false;
  const next = tokens[to];
  const activities = activitiesIn(sentence);
  const codeAfter = hitsOf(sentence, 'codes').some((hit) => hit.from >= to && hit.from - to <= 3);
  const forward =
    next !== undefined &&
    FORWARD.has(next.text) &&
    activities.some((each) => each.from > to - 1 && each.from - to <= 4);
  const ownChunk = isOwnChunk(sentence, from, to);
  const ends =
    next === undefined ||
    next.kind === 'punctuation' ||
    next.text === 'and' ||
    activities.some((each) => each.from === to);
  const behind = activities.some(
    (each) =>
      each.to <= from &&
      each.to >= from - 3 &&
      !activities.some(
        (other) =>
          other.from > each.from && other.from < from && other.to <= from && other !== each && other.from - each.to > 3,
      ),
  );
  if (inList) return forward || ends || codeAfter || (next !== undefined && FORWARD.has(next.text));
  return (
    forward ||
    (ends && (behind || (ownChunk && activityBefore(sentence, activities, from)))) ||
    (ends && codeAfter && value >= 3) ||
    (listStarted && isAddition(sentence, from, to))
  );
}

/** "Toileting with on and off, eleven": the number alone between commas, the activity in the stretch before. */
function isOwnChunk(sentence: Sentence, from: number, to: number): boolean {
  return sentence.chunks.some((chunk) => chunk.from === from && chunk.to === to);
}

function activityBefore(sentence: Sentence, activities: readonly Activity[], at: number): boolean {
  const chunk = chunkIndexAt(sentence, at);
  return activities.some((each) => each.to <= at && chunk - chunkIndexAt(sentence, each.from) <= 2);
}

const CLAIMED_AFTER = new Set(
  'percent degrees pounds seconds cues cue times reps out of steps / plus point visits units unit trials laps beats'.split(
    ' ',
  ),
);
const CLAIMED_BEFORE = new Set('of out / times x under code number week visit lap room'.split(' '));

function claimedOtherwise(sentence: Sentence, from: number, to: number): boolean {
  const next = sentence.tokens[to]?.text ?? '';
  const before = sentence.tokens[from - 1]?.text ?? '';
  if (CLAIMED_BEFORE.has(before)) return true;
  if (CLAIMED_AFTER.has(next) && !(next === 'of' && !isNumber(sentence.tokens[to + 1]))) return true;
  const groups = ['measures', 'painWords', 'cueNouns', 'motions', 'units', 'movementTypes'] as const;
  if (
    groups.some((group) => hitsOf(sentence, group).some((hit) => group !== 'units' && !partOfActivity(sentence, hit)))
  )
    return true;
  return hitsOf(sentence, 'units').some((hit) => hit.from === to);
}

function partOfActivity(sentence: Sentence, hit: Hit): boolean {
  return hitsOf(sentence, 'activities').some((each) => hit.from >= each.from && hit.to <= each.to);
}

const ADDITION = new Set(['another', 'extra', 'additional']);

function isAddition(sentence: Sentence, from: number, to: number): boolean {
  const before = sentence.tokens[from - 1]?.text ?? '';
  const after = sentence.tokens.slice(to, to + 2).map((token) => token.text);
  return ADDITION.has(before) || after[0] === 'more' || (after[0] === 'on' && after[1] === 'top');
}

/**
 * "twenty-five, less five when the nurse came", "twenty-five, four of those he sat", "ten, minus three, so seven":
 * what is left is meant, and the therapist's own result wins.
 */
function withBreaksTaken(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] {
  const out: SpokenTime[] = [];
  let skipUntil = -1;
  for (const time of times) {
    if (time.from < skipUntil) continue;
    const last = out.at(-1);
    if (last?.rule === 'clock' && last.minutes === time.minutes && time.from - last.to <= 1) continue;
    const taken = takenOff(sentence, time);
    const stated = statedRest(sentence, time, taken);
    if (taken === null && stated === null) {
      out.push(time);
      continue;
    }
    const left = stated?.minutes ?? time.minutes - (taken?.minutes ?? 0);
    const to = stated?.to ?? taken?.to ?? time.to;
    out.push({ ...time, minutes: left, derived: stated === null, rule: 'lessBreak', to });
    skipUntil = Math.max(to, taken?.to ?? 0);
  }
  return out;
}

interface Amount {
  readonly minutes: number;
  readonly to: number;
}

const LESS = new Set(['less', 'minus', 'without']);
const MOST_WORDS_TO_LESS = 3;

function takenOff(sentence: Sentence, time: SpokenTime): Amount | null {
  const { tokens } = sentence;
  for (let at = time.to; at < Math.min(tokens.length, time.to + MOST_WORDS_TO_LESS); at += 1) {
    const text = tokens[at]?.text ?? '';
    const takeOff = (text === 'take' || text === 'taking') && tokens[at + 1]?.text === 'off';
    const start = LESS.has(text) ? at + 1 : takeOff ? at + 2 : null;
    const number = start === null ? null : tokens[start]?.text === 'the' ? start + 1 : start;
    const amount = number === null ? tokens[at] : tokens[number];
    if (!isNumber(amount) || amount.value >= time.minutes) continue;
    if (number !== null) return { minutes: amount.value, to: number + 1 };
    const ofThose =
      tokens[at + 1]?.text === 'of' && ['those', 'that', 'which', 'them'].includes(tokens[at + 2]?.text ?? '');
    if (ofThose) return { minutes: amount.value, to: at + 3 };
  }
  return null;
}

/** "…, so seventeen": a smaller figure after "so", with what was taken off in between. */
function statedRest(sentence: Sentence, time: SpokenTime, taken: Amount | null): Amount | null {
  const { tokens } = sentence;
  const at = tokens.findIndex((token, index) => {
    const next = tokens[index + 1];
    return index >= time.to && token.text === 'so' && isNumber(next) && next.value < time.minutes;
  });
  const stated = tokens[at + 1];
  if (at < 0 || !isNumber(stated)) return null;
  const difference = time.minutes - stated.value;
  const explained = tokens.slice(time.to, at).some((token) => isNumber(token) && token.value === difference);
  return explained || taken !== null ? { minutes: stated.value, to: at + 2 } : null;
}

/** "fourteen, that's one ten", "under 97535": the code said nearest after this time and before the next. */
function codeFor(sentence: Sentence, time: SpokenTime, times: readonly SpokenTime[]): string | null {
  const codes = hitsOf(sentence, 'codes').filter((hit) => hit.from >= time.to || hit.to <= time.from);
  const next = times.find((other) => other.from > time.from);
  const after = codes.find((hit) => hit.from >= time.to && (!next || hit.from < next.from));
  const before = codes.find(
    (hit) =>
      hit.to <= time.from && !times.some((other) => other !== time && other.from > hit.from && other.from < time.from),
  );
  const introduced = (hit: Hit<'codes'>) => {
    const lead = sentence.tokens.slice(Math.max(0, hit.from - 3), hit.from).map((token) => token.text);
    const value = Number(sentence.tokens[hit.from]?.text);
    return (
      value > 9999 ||
      lead.some((word) => ["'s", 'under', 'code', 'as', 'is', 'it', 'to', 'for', 'of', 'on', 'in'].includes(word))
    );
  };
  const chosen = [after, before].find((hit): hit is Hit<'codes'> => hit !== undefined && introduced(hit));
  const whole = sentence.tokens.find((token, at) => at >= time.to && (!next || at < next.from) && isCodeNumber(token));
  return chosen?.entry.cpt ?? whole?.text ?? null;
}

/** Therapy procedures all begin so. */
const isCodeNumber = (token: Token) => /^97\d{3}$/.test(token.text);
