/** Figures taken back, thought over or reduced within one sentence of time talk. */
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { SpokenTime } from './spokenTime.ts';
import { FORWARD, SUBJECTS } from './spokenTime.ts';
import { readTakenOff } from './timeTakenOff.ts';

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
  'lie',
  'see',
]);

/** "fourteen, wait, I started late, thirteen": a figure after words of repair takes the place of the one before. */
export function withoutWithdrawn(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] {
  const difference = onlyDifference(sentence, times);
  if (difference !== null) return difference;
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
    const repair = between.findIndex((token, at) => withdraws(token.text, between[at + 1]?.text));
    if (last !== undefined && repair >= 0 && last.minutes === time.minutes && time.unitSaid) {
      out[out.length - 1] = time;
      continue;
    }
    const named = last !== undefined && repair >= 0 && namesBetween(sentence, last.to + repair, time.from);
    if (last !== undefined && repair >= 0 && !named && !time.adds) {
      out[out.length - 1] = { ...time, from: last.from };
      continue;
    }
    out.push(time);
  }
  return out;
}

const CONCLUDING = new Set(['so', 'leaves', 'leaving', 'counting', 'makes', 'net']);
const MOST_WORDS_TO_CONCLUSION = 6;

/** "She needed five to catch her breath, so of the thirty I'm counting twenty-five": only what is left was treatment. */
function onlyDifference(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] | null {
  const at = times.findIndex((time, index) => {
    if (index < 2) return false;
    const lead = sentence.tokens.slice(Math.max(0, time.from - MOST_WORDS_TO_CONCLUSION), time.from);
    return (
      lead.some((token) => CONCLUDING.has(token.text)) && isDifference(times.slice(index - 2, index), time.minutes)
    );
  });
  const left = times[at];
  return left === undefined ? null : [...times.slice(0, at - 2), { ...left, derived: false }, ...times.slice(at + 1)];
}

function isDifference([first, second]: readonly SpokenTime[], minutes: number): boolean {
  return first !== undefined && second !== undefined && Math.abs(first.minutes - second.minutes) === minutes;
}

/** "no", "wait", and "call it", "make that" between two figures. */
const withdraws = (word: string, next: string | undefined): boolean =>
  WITHDRAWING.has(word) ||
  (word === 'or' && next === 'was') ||
  word === 'say' ||
  ((word === 'call' || word === 'make') && (next === 'it' || next === 'that'));

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
  const lead = tokens.slice(Math.max(0, from - 3), from).map((token) => token.text);
  if (lead.some((word) => ['minus', 'less', 'off', 'without'].includes(word))) return false;
  const pointer =
    joint === 'of' && ['those', 'that', 'which', 'them', 'it', 'these', 'this'].includes(tokens[to + 1]?.text ?? '');
  return FORWARD.has(joint) && !pointer;
}

const MOST_WORDS_TO_RESULT = 6;

/** Rests said to be left out are subtracted; a figure that only repeats the stretch before it is not a new time. */
export function withoutIdleTime(sentence: Sentence, times: readonly SpokenTime[]): SpokenTime[] {
  const out: SpokenTime[] = [];
  let skipUntil = -1;
  for (const [index, time] of times.entries()) {
    if (time.from < skipUntil) continue;
    const last = out.at(-1);
    if (last?.rule === 'clock' && last.minutes === time.minutes && time.from - last.to <= MOST_WORDS_TO_RESULT) {
      out[out.length - 1] = { ...last, derived: false, to: time.to };
      continue;
    }
    const next = times.slice(index + 1).find((other) => opensItem(sentence, other));
    const begin = time.rule === 'clock' ? time.from : time.to;
    const taken = readTakenOff(sentence.tokens, time.minutes, begin, next?.from ?? sentence.tokens.length);
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
