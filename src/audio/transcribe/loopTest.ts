/**
 * Tells a decoder that runs in circles from speech. Real repetition ("push, push, push, push") is slow and rare,
 * so a suspicion only buys another attempt; a verdict needs what no mouth can do.
 */

/** Longest phrase, in units, whose repetition counts. */
const MAX_PHRASE = 12;
/** A phrase so many times in a row is worth a second look. */
const SUSPICIOUS_REPETITIONS = 4;
/** So is a phrase of so many words that comes back at once, word for word: how a loop begins that ends in time. */
const SUSPICIOUS_PHRASE = 4;
/** And so many single letters in a row: a word spelt out that nobody spelt. */
const SUSPICIOUS_LETTERS = 4;
/** A phrase so many times in a row is believed from no decoder. */
const IMPOSSIBLE_REPETITIONS = 10;
/** Fast talkers reach 5 words per second over a whole chunk. */
const MAX_WORDS_PER_SECOND = 6;
/** Words that short chunks may hold on top of the rate. */
const SPARE_WORDS = 4;

export type LoopVerdict = 'fine' | 'suspicious' | 'loop';

export function loopVerdict(words: readonly string[], speechSeconds: number, ended: boolean): LoopVerdict {
  if (!ended || words.length > MAX_WORDS_PER_SECOND * speechSeconds + SPARE_WORDS) return 'loop';
  const units = words.map(bare);
  const repetitions = longestRepetition(units);
  if (repetitions >= IMPOSSIBLE_REPETITIONS) return 'loop';
  const isSuspicious =
    repetitions >= SUSPICIOUS_REPETITIONS || saysAPhraseTwice(units) || spellsOut(words) >= SUSPICIOUS_LETTERS;
  return isSuspicious ? 'suspicious' : 'fine';
}

function saysAPhraseTwice(units: readonly string[]): boolean {
  for (let size = SUSPICIOUS_PHRASE; size * 2 <= units.length; size++) {
    let equalRun = 0;
    for (let index = size; index < units.length; index++) {
      equalRun = units[index] === units[index - size] ? equalRun + 1 : 0;
      // "no no no no no no no no" says nothing four words long twice.
      if (equalRun >= size && new Set(units.slice(index - size + 1, index + 1)).size > 2) return true;
    }
  }
  return false;
}

/** Longest run of single letters, in words of their own or joined by hyphens. */
function spellsOut(words: readonly string[]): number {
  let longest = 0;
  let run = 0;
  for (const part of words.flatMap((word) => word.split('-'))) {
    run = bare(part).length === 1 && !/\d/.test(part) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** How often the most repeated phrase of up to 12 units stands in a row; 1 when nothing repeats. */
export function longestRepetition(units: readonly (string | number)[]): number {
  let longest = units.length === 0 ? 0 : 1;
  for (let size = 1; size <= MAX_PHRASE && size * 2 <= units.length; size++) {
    let equalRun = 0;
    for (let index = size; index < units.length; index++) {
      equalRun = units[index] === units[index - size] ? equalRun + 1 : 0;
      longest = Math.max(longest, Math.floor(equalRun / size) + 1);
    }
  }
  return longest;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '');
}
