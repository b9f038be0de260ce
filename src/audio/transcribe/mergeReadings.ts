/**
 * Two readings of the same sound: the plain one, and one whose decoder was shown the words of the trade. The plain one
 * stands; a differing stretch is taken from the second only when it spells a listed term, the plain stretch was doubtful,
 * no side, number, negation or heard level is touched, and the sound, scored without the prompt, carries it about as well.
 */
import type { RecognisedWord } from './recogniser.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ReadWord extends RecognisedWord {
  /** Natural log-probability of all tokens of the word, scored without any prompt. */
  readonly logP: number;
}

/** A stretch with a word less probable than this counts as doubtful. */
const DOUBTFUL_P = 0.6;
/** By how many nats the second reading may be less probable: half a nat a word is what two spellings of one sound differ by. */
const MARGIN_PER_WORD = 0.75;
/** Where the two spellings sound alike ("minicist", "min assist") only the words of the trade can tell them apart. */
const ALIKE_DOUBTFUL_P = 0.75;
const ALIKE_MARGIN = 3;
/** A level taken from the second reading is never surer than this: extraction then marks it, and the review asks. */
const DECISIVE_P = 0.45;

interface Stretch {
  readonly plain: readonly [number, number];
  readonly primed: readonly [number, number];
}

export function mergeReadings(
  plain: readonly ReadWord[],
  primed: readonly ReadWord[],
  vocabulary: Vocabulary,
): readonly RecognisedWord[] {
  const merged: RecognisedWord[] = [];
  let next = 0;
  for (const stretch of differences(plain.map(spelling), primed.map(spelling))) {
    merged.push(...plain.slice(next, stretch.plain[0]));
    const old = plain.slice(...stretch.plain);
    const fresh = primed.slice(...stretch.primed);
    merged.push(...(isBetter(plain, primed, stretch, vocabulary) ? humbled(fresh, vocabulary) : old));
    next = stretch.plain[1];
  }
  return [...merged, ...plain.slice(next)].map(({ text, startS, endS, p }) => ({ text, startS, endS, p }));
}

export function isDoubtfulReading(words: readonly RecognisedWord[], limit = ALIKE_DOUBTFUL_P): boolean {
  return words.some((word) => word.p < limit);
}

function isBetter(
  plain: readonly ReadWord[],
  primed: readonly ReadWord[],
  { plain: [from, to], primed: [start, end] }: Stretch,
  vocabulary: Vocabulary,
): boolean {
  const old = plain.slice(from, to);
  const fresh = primed.slice(start, end);
  if (old.length === 0 || fresh.length === 0) return false;
  const alike = soundAlike(old.map(spelling).join(''), fresh.map(spelling).join(''));
  if (!isDoubtfulReading(old, alike ? ALIKE_DOUBTFUL_P : DOUBTFUL_P)) return false;
  // A heard term stands: abduction never becomes adduction, nor min mod.
  if (old.some((word) => isOfTheTrade(spelling(word), vocabulary))) return false;
  if ([...old, ...fresh].some((word) => isUntouchable(spelling(word), vocabulary))) return false;
  if (!areTerms(primed.map(spelling), start, end, vocabulary)) return false;
  // The word after a stretch is scored on it: a wrong reading makes its successor unlikely.
  const score = (words: readonly ReadWord[]): number => words.reduce((sum, word) => sum + word.logP, 0);
  const margin = alike && fresh.length > 1 ? ALIKE_MARGIN : MARGIN_PER_WORD * Math.max(old.length, fresh.length);
  return score(primed.slice(start, end + 1)) >= score(plain.slice(from, to + 1)) - margin;
}

/** Same consonants in the same order, one apart at most: vowels are what the recogniser gets wrong first. */
function soundAlike(a: string, b: string): boolean {
  const [x, y] = [consonants(a), consonants(b)];
  if (Math.min(x.length, y.length) < 3) return x === y && x.length > 0;
  return (
    x === y ||
    [x, y].some((longer) => dropOne(longer).includes(longer === x ? y : x)) ||
    (x.length === y.length && apart(x, y) <= 1)
  );
}

function consonants(text: string): string {
  return text
    .replace(/[^a-z]/g, '')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/[cq]/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/[aeiouywh]/g, '')
    .replace(/(.)\1+/g, '$1');
}

function dropOne(text: string): readonly string[] {
  return [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1));
}

function apart(a: string, b: string): number {
  return [...a].filter((letter, at) => letter !== b[at]).length;
}

/** Every word of the stretch belongs to a listed term that stands there. */
function areTerms(words: readonly string[], start: number, end: number, vocabulary: Vocabulary): boolean {
  const covered = new Set<number>();
  for (const term of vocabulary.terms) {
    const parts = term.split(' ');
    for (let at = Math.max(0, start - parts.length + 1); at < end; at++) {
      if (parts.every((part, offset) => words[at + offset] === part))
        for (let offset = 0; offset < parts.length; offset++) covered.add(at + offset);
    }
  }
  for (let at = start; at < end; at++) if (!covered.has(at)) return false;
  return true;
}

function isUntouchable(word: string, vocabulary: Vocabulary): boolean {
  return /\d/.test(word) || vocabulary.neverChanged.includes(word);
}

function isOfTheTrade(word: string, vocabulary: Vocabulary): boolean {
  return vocabulary.decisive.includes(word) || vocabulary.terms.some((term) => term.split(' ').includes(word));
}

/** A level phrase is doubted as a whole. */
function humbled(fresh: readonly ReadWord[], { decisive }: Vocabulary): readonly ReadWord[] {
  if (!fresh.some((word) => decisive.includes(spelling(word)))) return fresh;
  return fresh.map((word) => ({ ...word, p: Math.min(word.p, DECISIVE_P) }));
}

function spelling(word: RecognisedWord): string {
  return word.text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^a-z0-9'-]+/g, '');
}

/** Stretches between the longest common subsequence of the two spellings, in order. */
function differences(a: readonly string[], b: readonly string[]): Stretch[] {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i] === b[j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [from, start] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) i++;
      else j++;
    }
    stretches.push({ plain: [from, i], primed: [start, j] });
  }
  return stretches;
}
