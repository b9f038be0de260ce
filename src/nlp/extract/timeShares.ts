/** Times that are parts of a whole: "five on this and the rest on that, out of thirty", "thirty, half dressing, half transfers". */
import { isNumber } from '../text/token.ts';
import type { Activity } from './activityMentions.ts';
import type { Pairing } from './activityOfTime.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { SpokenTime } from './spokenTime.ts';

const REST = new Set(['rest', 'remainder', 'balance', 'remaining']);
const REST_LEAD = new Set(['the', 'what', 'and']);

/** Puts the parts that must be reckoned in the place of the whole they were taken from. */
export function sharesOf(
  sentence: Sentence,
  times: readonly SpokenTime[],
  activities: readonly Activity[],
  left: number | null,
): SpokenTime[] {
  return halves(sentence, times, activities) ?? remainder(sentence, times, activities, left) ?? [...times];
}

/** "The rest was balance.": whether the sentence gives what is left of a whole told before it. */
export function restAt({ tokens }: Sentence): number | null {
  const at = tokens.findIndex((token, index) => REST.has(token.text) && REST_LEAD.has(tokens[index - 1]?.text ?? ''));
  if (at >= 0) return at;
  const left = tokens.findIndex(
    (token, index) =>
      token.text === 'left' &&
      /^(?:was|'s|is)$/.test(tokens[index - 1]?.text ?? '') &&
      /^what/.test(tokens[index - 2]?.text ?? ''),
  );
  return left < 0 ? null : left;
}

function halves(
  sentence: Sentence,
  times: readonly SpokenTime[],
  activities: readonly Activity[],
): SpokenTime[] | null {
  const [whole] = times;
  if (whole === undefined || times.length !== 1 || whole.minutes % 2 !== 0) return null;
  const at = sentence.tokens.flatMap((token, index) => (token.text === 'half' && index >= whole.to ? [index] : []));
  if (at.length !== 2 || !at.every((index) => activities.some((each) => each.from > index && each.from - index <= 4)))
    return null;
  return at.map((index) => part(whole, whole.minutes / 2, index, index + 1));
}

function remainder(
  sentence: Sentence,
  times: readonly SpokenTime[],
  activities: readonly Activity[],
  leftBefore: number | null,
): SpokenTime[] | null {
  const at = restAt(sentence);
  if (at === null) return null;
  const chunk = chunkIndexAt(sentence, at);
  const named = wholeOfRest(sentence, at);
  const takes = ['took', 'got', 'was', 'were', 'gets', 'takes'].includes(sentence.tokens[at - 2]?.text ?? '');
  const before = takes && activities.some((each) => each.to <= at && chunkIndexAt(sentence, each.from) === chunk);
  if (named === null) {
    if (!before && !activities.some((each) => each.from > at && each.from - at <= 6)) return null;
    if (times.some((time) => time.from > at && time.from - at <= 2)) return null;
  }
  const told = named ?? wholeOf(sentence, times);
  if (told === null && leftBefore === null) return null;
  const whole = told ?? { minutes: leftBefore ?? 0, from: -1 };
  const parts = times.filter((time) => time.from !== whole.from);
  const left = whole.minutes - parts.reduce((sum, time) => sum + time.minutes, 0);
  const reckoned = parts.filter((time) => time.from > (named?.from ?? at)).at(-1);
  const others = parts.reduce((sum, time) => sum + (time === reckoned ? 0 : time.minutes), 0);
  if (named !== null && reckoned !== undefined && whole.minutes - others === reckoned.minutes)
    return parts.map((time) => (time === reckoned ? part(time, time.minutes, at, time.to) : time));
  if (left <= 0 || (parts.length === 0 && told !== null)) return null;
  const said = parts.find((time) => time.from > at && time.minutes === left);
  if (said) return parts;
  const end = named === null ? at + 1 : named.from + 1;
  return [...parts, part(parts[0] ?? SAID, left, at, end)].sort((a, b) => a.from - b.from);
}

interface Whole {
  readonly minutes: number;
  readonly from: number;
}

/** "the rest of our thirty-one": the whole is named with what is left of it. */
function wholeOfRest({ tokens }: Sentence, rest: number): Whole | null {
  if (tokens[rest + 1]?.text !== 'of') return null;
  const from = isNumber(tokens[rest + 2]) ? rest + 2 : rest + 3;
  const token = tokens[from];
  return isNumber(token) ? { minutes: token.value, from } : null;
}

/** "out of thirty", "thirty total", or a first figure larger than all the others together. */
function wholeOf(sentence: Sentence, times: readonly SpokenTime[]): Whole | null {
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const article = tokens[at - 1]?.text === 'the' ? 1 : 0;
    if (isNumber(token) && tokens[at - 1 - article]?.text === 'of' && tokens[at - 2 - article]?.text === 'out')
      return { minutes: token.value, from: at };
  }
  const [first, ...others] = times;
  if (first === undefined || others.length === 0) return null;
  return first.minutes > others.reduce((sum, time) => sum + time.minutes, 0) ? first : null;
}

const SAID: SpokenTime = {
  minutes: 0,
  approximate: false,
  derived: true,
  adds: false,
  unitSaid: true,
  rule: 'share',
  from: 0,
  to: 0,
};

function part(model: SpokenTime, minutes: number, from: number, to: number): SpokenTime {
  const { range: _range, ...rest } = model;
  return {
    ...rest,
    minutes,
    approximate: model.approximate,
    derived: true,
    unitSaid: true,
    adds: false,
    rule: 'share',
    from,
    to,
  };
}

const MOST_WORDS_TO_TOTAL = 4;
const TOTAL = new Set(['total', 'altogether', 'combined', 'overall', 'sum', 'together']);

/** "Thirty-five total", "so with the massage that's forty all told": checks the list, adds nothing. */
export function isSessionTotal(sentence: Sentence, pairing: Pairing): boolean {
  const { time, activity } = pairing;
  if (activity === null && pairing.cpt === null && countsUnits(sentence, time.to)) return true;
  const chunk = chunkIndexAt(sentence, time.from);
  const total = hitsOf(sentence, 'context').some((hit) => {
    if (hit.entry.kind !== 'recap' || isLevel(sentence, hit.from)) return false;
    const words = sentence.tokens.slice(hit.from, hit.to).map((token) => token.text);
    const sums = words.some(
      (word) =>
        TOTAL.has(word) ||
        word === 'all' ||
        word === 'whole' ||
        word === 'makes' ||
        word === 'session' ||
        word === 'visit',
    );
    const away = hit.from >= time.to ? hit.from - time.to : time.from - hit.to;
    return sums && away <= MOST_WORDS_TO_TOTAL && chunkIndexAt(sentence, hit.from) === chunk;
  });
  if (!total) return false;
  const joined = activity !== null && activity.from >= time.to && activity.from - time.to <= MOST_WORDS_TO_TOTAL;
  return !joined || sentence.tokens.slice(time.to, activity.from).some((token) => token.text === 'with');
}

/** "That's thirty-two minutes, two units." */
const countsUnits = ({ tokens }: Sentence, to: number) =>
  tokens.slice(to).some((token, at, after) => /^units?$/.test(token.text) && isNumber(after[at - 1]));

function isLevel(sentence: Sentence, at: number): boolean {
  return hitsOf(sentence, 'levels').some((hit) => at >= hit.from && at < hit.to);
}
