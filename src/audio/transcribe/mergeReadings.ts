/**
 * Two readings of the same sound: the plain one, and one that favoured the words of the trade. The plain one stands; a
 * differing stretch is taken from the second only when it brings a listed term, the plain stretch was doubtful, no side,
 * number, negation or heard level is touched, and the sound, scored without any favour, carries it about as well.
 */
import type { RecognisedWord } from './recogniser.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ReadWord extends RecognisedWord {
  /** Natural log-probability of all tokens of the word, scored without any prompt. */
  readonly logP: number;
}

/**
 * How doubtful a stretch must be, by its least probable word, and by how many nats a word the second reading may then be
 * less probable. Chosen on synthetic dictation of a few voices in noise; tests/bench/terms.ts measures them on others.
 */
const MARGINS = [
  { below: 0.6, natsPerWord: 3.5 },
  { below: 0.8, natsPerWord: 0.75 },
] as const;
const DOUBTFUL_P = 0.8;
/** Of the words of a stretch that is taken, so many must belong to listed terms. */
const LEAST_TERM_SHARE = 0.5;
/** A level taken from the second reading is never surer than this: extraction then marks it, and the review asks. */
export const DECISIVE_P = 0.45;

export interface MergedWord extends ReadWord {
  /** It decides a level and comes from the second reading. */
  readonly isToBeAsked?: true;
}

interface Stretch {
  readonly plain: readonly [number, number];
  readonly favoured: readonly [number, number];
}

export function mergeReadings(
  plain: readonly MergedWord[],
  favoured: readonly ReadWord[],
  vocabulary: Vocabulary,
): readonly MergedWord[] {
  const merged: MergedWord[] = [];
  let next = 0;
  for (const stretch of differences(plain.map(spelling), favoured.map(spelling))) {
    merged.push(...plain.slice(next, stretch.plain[0]));
    const old = plain.slice(...stretch.plain);
    const fresh = favoured.slice(...stretch.favoured);
    merged.push(...(isBetter(plain, favoured, stretch, vocabulary) ? humbled(fresh, vocabulary) : old));
    next = stretch.plain[1];
  }
  return [...merged, ...plain.slice(next)];
}

export function isDoubtfulReading(words: readonly RecognisedWord[]): boolean {
  return words.some((word) => word.p < DOUBTFUL_P);
}

function isBetter(
  plain: readonly ReadWord[],
  favoured: readonly ReadWord[],
  { plain: [from, to], favoured: [start, end] }: Stretch,
  vocabulary: Vocabulary,
): boolean {
  const old = plain.slice(from, to);
  const fresh = favoured.slice(start, end);
  if (old.length === 0 || fresh.length === 0) return false;
  const least = Math.min(...old.map((word) => word.p));
  const margin = MARGINS.find(({ below }) => least < below)?.natsPerWord;
  if (margin === undefined) return false;
  const parts = (words: readonly ReadWord[]): string[] => words.flatMap(partsOf);
  if ([...parts(old), ...parts(fresh)].some((part) => isUntouchable(part, vocabulary))) return false;
  if (isHeardTerm(parts(old), vocabulary)) return false;
  if (!bringsTerms(favoured, start, end, vocabulary)) return false;
  // The word after a stretch is scored on it: a wrong reading makes its successor unlikely.
  const score = (words: readonly ReadWord[]): number => words.reduce((sum, word) => sum + word.logP, 0);
  const allowance = margin * Math.max(old.length, fresh.length);
  return score(favoured.slice(start, end + 1)) >= score(plain.slice(from, to + 1)) - allowance;
}

/** A heard term stands: abduction never becomes adduction, nor min mod. */
function isHeardTerm(parts: readonly string[], vocabulary: Vocabulary): boolean {
  return parts.some((part) => vocabulary.decisive.includes(part)) || covered(parts, vocabulary).includes(true);
}

/** Enough of the words from `start` to `end` belong to listed terms that stand there, and every deciding word does. */
function bringsTerms(words: readonly ReadWord[], start: number, end: number, vocabulary: Vocabulary): boolean {
  const owners = words.flatMap((word, at) => partsOf(word).map(() => at));
  const isCovered = covered(words.flatMap(partsOf), vocabulary);
  const isInTerm = (at: number): boolean => isCovered.every((inTerm, part) => owners[part] !== at || inTerm);
  const places = Array.from({ length: end - start }, (_, index) => start + index);
  const decides = (at: number): boolean => partsOf(words[at]!).some((part) => vocabulary.decisive.includes(part));
  return (
    places.every((at) => isInTerm(at) || !decides(at)) &&
    places.filter(isInTerm).length >= LEAST_TERM_SHARE * places.length
  );
}

function covered(parts: readonly string[], vocabulary: Vocabulary): boolean[] {
  const isCovered = parts.map(() => false);
  for (const term of vocabulary.terms) {
    const termParts = term.split(/[ -]/);
    for (let at = 0; at + termParts.length <= parts.length; at++) {
      if (termParts.every((part, offset) => parts[at + offset] === part))
        isCovered.fill(true, at, at + termParts.length);
    }
  }
  return isCovered;
}

function partsOf(word: RecognisedWord): string[] {
  return spelling(word).split('-').filter(Boolean);
}

function isUntouchable(word: string, vocabulary: Vocabulary): boolean {
  return /\d/.test(word) || vocabulary.neverChanged.includes(word);
}

/** A level phrase is doubted as a whole. */
function humbled(fresh: readonly ReadWord[], { decisive }: Vocabulary): readonly MergedWord[] {
  if (!fresh.flatMap(partsOf).some((part) => decisive.includes(part))) return fresh;
  return fresh.map((word) => ({ ...word, p: Math.min(word.p, DECISIVE_P), isToBeAsked: true }));
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
    stretches.push({ plain: [from, i], favoured: [start, j] });
  }
  return stretches;
}
