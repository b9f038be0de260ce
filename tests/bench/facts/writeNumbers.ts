/**
 * Number words the way a recogniser writes them: "forty two" as 42, "one thirty" as 130, "one oh four" as 104, digits
 * told one by one as one number. Each group becomes digits or stays words by the given shares.
 */
const SMALL = 'zero one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const HUNDRED = 100;

interface Piece {
  readonly value: number;
  readonly length: number;
}

export interface DigitShares {
  readonly small: number;
  readonly large: number;
}

export function writeNumbers(words: readonly string[], shares: DigitShares, random: () => number): string[] {
  return inGroups(words).flatMap(({ value, said }) => {
    // "one" is as often a pronoun, and a recogniser keeps the word.
    if (value === null || value === 1) return said;
    return random() < (value < 10 ? shares.small : shares.large) ? [String(value)] : said;
  });
}

/** The words in order, those of a number together with its value. */
export function inGroups(words: readonly string[]): { readonly value: number | null; readonly said: string[] }[] {
  const groups: { value: number | null; said: string[] }[] = [];
  for (let at = 0; at < words.length; ) {
    const { value, length } = groupAt(words, at) ?? { value: null, length: 1 };
    groups.push({ value, said: words.slice(at, at + length) });
    at += length;
  }
  return groups;
}

function groupAt(words: readonly string[], at: number): Piece | null {
  return digitByDigit(words, at) ?? hundreds(words, at) ?? belowHundred(words, at);
}

/** Four or five single digits in a row are one number: the way codes are told. */
function digitByDigit(words: readonly string[], at: number): Piece | null {
  const digitOf = (word: string | undefined) => (word === 'oh' || word === 'o' ? 0 : SMALL.indexOf(word ?? ''));
  let length = 0;
  let value = 0;
  while (length < 5 && digitOf(words[at + length]) >= 0) {
    value = value * 10 + digitOf(words[at + length]);
    length += 1;
  }
  return length >= 4 ? { value, length } : null;
}

/** "one hundred (and) four", "a hundred", "one oh four", "one thirty". */
function hundreds(words: readonly string[], at: number): Piece | null {
  const first = words[at] === 'a' && words[at + 1] === 'hundred' ? 1 : SMALL.indexOf(words[at] ?? '');
  if (first < 1) return null;
  if (words[at + 1] === 'hundred') {
    const start = words[at + 2] === 'and' ? 3 : 2;
    const rest = belowHundred(words, at + start);
    return rest === null
      ? { value: first * HUNDRED, length: 2 }
      : { value: first * HUNDRED + rest.value, length: start + rest.length };
  }
  const unit = SMALL.indexOf(words[at + 2] ?? '');
  if (words[at + 1] === 'oh' && unit > 0) return { value: first * HUNDRED + unit, length: 3 };
  const rest = belowHundred(words, at + 1);
  return rest !== null && rest.value >= 10 ? { value: first * HUNDRED + rest.value, length: 1 + rest.length } : null;
}

function belowHundred(words: readonly string[], at: number): Piece | null {
  const word = words[at] ?? '';
  if (SMALL.includes(word)) return { value: SMALL.indexOf(word), length: 1 };
  if (TEENS.includes(word)) return { value: 10 + TEENS.indexOf(word), length: 1 };
  if (!TENS.includes(word)) return null;
  const tens = 20 + 10 * TENS.indexOf(word);
  const unit = SMALL.indexOf(words[at + 1] ?? '');
  return unit > 0 ? { value: tens + unit, length: 2 } : { value: tens, length: 1 };
}
