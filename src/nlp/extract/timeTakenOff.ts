/**
 * Time that was not treatment and is told beside a stretch: "less five when the phone rang", "minus the ten-minute
 * break", "four of those he sat", "not counting three for the nurse", "so seventeen". The therapist's own result wins.
 */
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';
import type { SpokenTime } from './spokenTime.ts';

export interface TakenOff {
  readonly minutes: number;
  /** What is left was said, not reckoned. */
  readonly stated: boolean;
  /** Where it begins. */
  readonly from: number;
  /** One past the last token that belongs to it. */
  readonly to: number;
}

const MOST_WORDS_TO_POINTER = 6;

/**
 * A sentence of its own that takes something off the figure told before it: "Oh, and four of that was the phone",
 * "Knock three off for the nurse", "we lost three of those to the alarm, so eleven".
 */
export function readDeduction(
  { tokens }: { readonly tokens: readonly Token[] },
  whole: number,
  times: readonly SpokenTime[],
): SpokenTime | null {
  const taken = readTakenOff(tokens, whole, 0, tokens.length);
  if (taken === null || taken.from === taken.to) return null;
  const pointed =
    taken.stated ||
    tokens
      .slice(taken.from, taken.to + MOST_WORDS_TO_POINTER)
      .some((token) => POINTER.has(token.text) || token.text === 'off');
  const other = times.some(
    (time) => time.minutes !== taken.minutes && (time.from < taken.from || time.from > taken.to),
  );
  if (!pointed || other) return null;
  return {
    minutes: taken.minutes,
    approximate: false,
    derived: !taken.stated,
    adds: false,
    unitSaid: true,
    rule: 'lessBreak',
    from: taken.from,
    to: taken.to,
  };
}

interface Piece {
  readonly minutes: number;
  readonly to: number;
}

const LESS = new Set([
  'less',
  'minus',
  'without',
  'excluding',
  'except',
  'bar',
  'barring',
  'subtract',
  'deduct',
  'deducting',
  'subtracting',
  'discounting',
  'omitting',
]);
const TAKE = new Set(
  'take taking knock knocking took leave leaving shave dock lost losing lose wasted ate burned burnt'.split(' '),
);
const NOT_COUNTING = new Set(['counting', 'including', 'count', 'include', 'billing']);
const POINTER = new Set(['those', 'that', 'which', 'them', 'it', 'these', 'this']);
const DETERMINER = new Set([
  'the',
  'a',
  'an',
  'his',
  'her',
  'about',
  'those',
  'my',
  'their',
  'that',
  'another',
  'for',
  'out',
  'off',
  'away',
  'maybe',
  'roughly',
  'say',
]);
const UNIT = new Set(['minutes', 'minute', 'mins', 'min']);
const RESULT = new Set([
  'so',
  'leaves',
  'leaving',
  'makes',
  'making',
  'equals',
  'net',
  'call',
  'gives',
  'is',
  "'s",
  'remains',
  'down',
  'actual',
  'actually',
]);
const CONCLUDING = new Set(['so', 'leaves', 'leaving', 'makes', 'net']);
const IDLE = new Set([
  'rest',
  'rests',
  'rested',
  'resting',
  'break',
  'breaks',
  'sat',
  'sitting',
  'waiting',
  'waited',
  'phone',
  'call',
  'toilet',
  'bathroom',
  'loo',
  'nurse',
  'doctor',
  'out',
  'chat',
  'chatting',
  'talking',
  'water',
  'drink',
  'breather',
  'recovering',
  'catching',
  'nothing',
  'lost',
  'setting',
  'cleaning',
  'off',
  'away',
  'late',
  'idle',
  'paused',
  'pause',
  'crying',
  'asleep',
  'x',
  'transport',
]);
const MOST_WORDS_TO_LESS = 7;
const MOST_WORDS_TO_AMOUNT = 4;
const MOST_WORDS_TO_REASON = 7;

/** Reads what follows a stretch that ends before `from`; `until` is where the next item of a list begins. */
export function readTakenOff(tokens: readonly Token[], whole: number, from: number, until: number): TakenOff | null {
  const taken = takenPieces(tokens, whole, from, until);
  const sum = taken.reduce((total, piece) => total + piece.minutes, 0);
  const end = taken.at(-1)?.to ?? from;
  const begin = taken[0]?.from ?? from;
  const stated = statedRest(tokens, whole, end, until, taken.length > 0 ? sum : null);
  if (stated !== null) return { minutes: stated.minutes, stated: true, from: begin, to: Math.max(stated.to, end) };
  return taken.length > 0 && sum < whole ? { minutes: whole - sum, stated: false, from: begin, to: end } : null;
}

function takenPieces(
  tokens: readonly Token[],
  whole: number,
  from: number,
  until: number,
): (Piece & { from: number })[] {
  const pieces: (Piece & { from: number })[] = [];
  for (let at = from; at < until; at += 1) {
    const near = at <= (pieces.at(-1)?.to ?? from) + MOST_WORDS_TO_LESS;
    const piece =
      (near ? (lessPiece(tokens, at) ?? ofThosePiece(tokens, at)) : null) ??
      ofWhichPiece(tokens, at) ??
      idlePiece(tokens, at);
    if (piece === null || piece.minutes >= whole) continue;
    pieces.push({ ...piece, from: at, minutes: isLeftOutAlready(tokens, at) ? 0 : piece.minutes });
    at = piece.to - 1;
  }
  return pieces;
}

/** "sixteen, and that's without the four he spent hunting": the figure has it off already. */
function isLeftOutAlready(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at - 2]?.text ?? '', tokens[at - 1]?.text ?? ''];
  return ["'s", 'is', 'was'].includes(second) && ['that', 'this', 'it', 'which'].includes(first);
}

function lessPiece(tokens: readonly Token[], at: number): Piece | null {
  const text = tokens[at]?.text ?? '';
  const next = tokens[at + 1]?.text ?? '';
  const takes = TAKE.has(text) && (next === 'off' || next === 'out' || next === 'away' || isNumber(tokens[at + 1]));
  const notCounting = text === 'not' && NOT_COUNTING.has(next);
  if (!LESS.has(text) && !takes && !notCounting) return null;
  for (let place = at + 1; place <= at + MOST_WORDS_TO_AMOUNT; place += 1) {
    const token = tokens[place];
    if (isNumber(token))
      return { minutes: token.value, to: UNIT.has(tokens[place + 1]?.text ?? '') ? place + 2 : place + 1 };
    const word = token?.text ?? '';
    if (place > at + 1 && IDLE.has(word)) return { minutes: 0, to: place + 1 };
    if (!DETERMINER.has(word) && !NOT_COUNTING.has(word)) return null;
  }
  return null;
}

const SAT_OUT = new Set(['sat', 'rested', 'resting', 'waited', 'waiting', 'paused', 'napped', 'phone', 'bathroom']);
const MOST_WORDS_TO_LENGTH = 4;

/** "…, she was sat down for five in the middle, …": inside a stretch of the clock. */
function idlePiece(tokens: readonly Token[], at: number): Piece | null {
  if (!SAT_OUT.has(tokens[at]?.text ?? '')) return null;
  const direct = tokens[at + 1];
  if (isNumber(direct)) return { minutes: direct.value, to: UNIT.has(tokens[at + 2]?.text ?? '') ? at + 3 : at + 2 };
  for (let place = at + 1; place <= at + MOST_WORDS_TO_LENGTH; place += 1) {
    const number = tokens[place + 1];
    if (tokens[place]?.kind === 'punctuation') return null;
    if (tokens[place]?.text !== 'for' || !isNumber(number)) continue;
    return { minutes: number.value, to: UNIT.has(tokens[place + 2]?.text ?? '') ? place + 3 : place + 2 };
  }
  return null;
}

/** "four of those he was sat on the bench" – but "eight of that on transfers" is a part of the treatment. */
function ofThosePiece(tokens: readonly Token[], at: number): Piece | null {
  const number = tokens[at];
  if (!isNumber(number)) return null;
  const of = UNIT.has(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
  if (tokens[of]?.text !== 'of' || !POINTER.has(tokens[of + 1]?.text ?? '')) return null;
  const reason = tokens.slice(of + 2, of + 2 + MOST_WORDS_TO_REASON);
  const before = tokens.slice(Math.max(0, at - 3), at);
  if (![...before, ...reason].some((token) => IDLE.has(token.text))) return null;
  const idle = reason.findLastIndex((token) => IDLE.has(token.text));
  return { minutes: number.value, to: of + 3 + Math.max(idle, -1) };
}

/** "…, of which four was the hunt for the chair". */
function ofWhichPiece(tokens: readonly Token[], at: number): Piece | null {
  const number = tokens[at + 2];
  const pointed = tokens[at]?.text === 'of' && ['which', 'that', 'those'].includes(tokens[at + 1]?.text ?? '');
  if (
    !pointed ||
    !isNumber(number) ||
    !['was', 'were', 'he', 'she', 'i', 'we', 'went'].includes(tokens[at + 3]?.text ?? '')
  )
    return null;
  return { minutes: number.value, to: at + 3 };
}

/** "…, so seventeen", "that leaves twelve": counts when it explains the difference, or after something was taken off. */
function statedRest(
  tokens: readonly Token[],
  whole: number,
  from: number,
  until: number,
  taken: number | null,
): Piece | null {
  const reach = Math.min(until, tokens.length);
  for (let at = from; at < reach; at += 1) {
    if (!RESULT.has(tokens[at]?.text ?? '')) continue;
    const number = tokens.slice(at + 1, at + 4).findIndex((token) => isNumber(token));
    const stated = tokens[at + 1 + number];
    if (number < 0 || !isNumber(stated) || stated.value > whole) continue;
    const explained = tokens.slice(from, at).some((token) => isNumber(token) && token.value === whole - stated.value);
    const follows = taken !== null && (stated.value === whole - taken || at - from <= MOST_WORDS_TO_REASON);
    if (!follows && !(explained && CONCLUDING.has(tokens[at]?.text ?? '') && stated.value < whole)) continue;
    const end = at + number + 2;
    return { minutes: stated.value, to: UNIT.has(tokens[end]?.text ?? '') ? end + 1 : end };
  }
  return null;
}

const ENDS_OF_STRETCH = new Set(['last', 'first', 'other', 'final']);

/** "…; the last six were just waiting": a part of the stretch told before it in which nothing was done. */
export function isIdlePart(
  { tokens }: { readonly tokens: readonly Token[] },
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const part = ENDS_OF_STRETCH.has(tokens[from - 1]?.text ?? '');
  return part && tokens.slice(to, to + MOST_WORDS_TO_REASON).some((token) => IDLE.has(token.text));
}
