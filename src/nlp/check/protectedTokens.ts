/**
 * Finds what a note may not say without evidence: numerals and number words, codes and dates (made of numerals), assist
 * levels, sides, cue types. The forms of levels, sides and cues come from the wording file.
 */
import type { NoteWording } from '../../shared/domain/rules.ts';

export interface ProtectedToken {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand once twice thrice half quarter dozen couple'.split(
    ' ',
  );
const NUMERAL = /[A-Za-z]?\d[\d.,:/-]*\d|\d/gu;

export function protectedTokens(text: string, wording: NoteWording): readonly ProtectedToken[] {
  const patterns = patternsOf(wording);
  return patterns
    .flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({
        from: match.index,
        to: match.index + match[0].length,
        text: match[0],
      })),
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

const compiled = new WeakMap<NoteWording, readonly RegExp[]>();

function patternsOf(wording: NoteWording): readonly RegExp[] {
  const known = compiled.get(wording);
  if (known !== undefined) return known;
  const sides = Object.values(wording.sides).flatMap((side) => side.forms);
  const words = [
    ...NUMBER_WORDS,
    ...Object.values(wording.levels).flatMap((level) => level.forms),
    ...sides.filter((form) => form.length > 1),
    ...Object.values(wording.cueTypes).filter((type) => type !== ''),
  ];
  const letters = sides.filter((form) => form.length === 1);
  const patterns = [NUMERAL, wordPattern(words, 'giu'), wordPattern(letters, 'gu')];
  compiled.set(wording, patterns);
  return patterns;
}

/** Whole words only, the longest form first, any white space between the words of a form. */
function wordPattern(words: readonly string[], flags: string): RegExp {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  const forms = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\d])(?:${forms.join('|')})(?![\\p{L}\\d])`, flags);
}
