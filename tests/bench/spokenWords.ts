/**
 * Words of a session made comparable: as comparableWords does, fillers left out, and numbers digit by digit, so that
 * "thirty-two" is "32" and "one sixty-eight" is "168". Levels of assistance are never unified: "min" is not "minimal".
 */
import { comparableWords } from './wordErrors.ts';

const FILLERS = new Set(['uh', 'um', 'uhm', 'er', 'erm', 'mm', 'hmm', 'mhm', 'ah']);
const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const SMALL_NUMBERS = new Map(SMALL.split(' ').map((word, value) => [word, value]));
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + 10 * i]),
);

export function spokenWords(text: string): string[] {
  const written = text
    .replace(/(\d+(?:\.\d+)?)\s?\/\s?(\d+)/g, '$1 out of $2')
    .replace(/(\d)\.(?=\d)/g, '$1 point ')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/%/g, ' percent ')
    .replace(/°/g, ' degrees ');
  // A number never joins the next over punctuation: "thirty, two" are two numbers.
  return written.split(/[.,;:!?]/).flatMap((part) => digitsOfNumbers(comparableWords(part)));
}

function digitsOfNumbers(words: readonly string[]): string[] {
  const out: string[] = [];
  let i = 0;
  while (i < words.length) {
    const number = numberAt(words, i);
    if (number) out.push(...String(number.value));
    else if (/^\d+$/.test(words[i]!)) out.push(...words[i]!);
    else if (!FILLERS.has(words[i]!)) out.push(words[i]!);
    i += number ? number.length : 1;
  }
  return out;
}

/** "twenty-one", "one hundred (and) six"; the words of "one sixty-eight" are two numbers, whose digits stand side by side. */
function numberAt(words: readonly string[], start: number): { readonly value: number; readonly length: number } | null {
  const first = belowHundred(words, start);
  if (!first) return null;
  if (words[start + first.length] !== 'hundred') return first;
  const rest = start + first.length + (words[start + first.length + 1] === 'and' ? 2 : 1);
  const more = belowHundred(words, rest);
  return more
    ? { value: first.value * 100 + more.value, length: rest + more.length - start }
    : { value: first.value * 100, length: first.length + 1 };
}

function belowHundred(
  words: readonly string[],
  at: number,
): { readonly value: number; readonly length: number } | null {
  const small = SMALL_NUMBERS.get(words[at] ?? '');
  if (small !== undefined) return { value: small, length: 1 };
  const tens = TENS.get(words[at] ?? '');
  if (tens === undefined) return null;
  const unit = SMALL_NUMBERS.get(words[at + 1] ?? '') ?? 0;
  return unit > 0 && unit < 10 ? { value: tens + unit, length: 2 } : { value: tens, length: 1 };
}
