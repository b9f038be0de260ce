/**
 * Whether a line is in another language than English, by its script or by its function words. A test that would rather
 * miss a line than call English foreign: two different words of the language at least, and more of them than English ones.
 */
import type { Lexicon } from '../lexicon/lexicon.ts';

const FEWEST_WORDS = 3;
/** Different ones: "ba ba ba" is no Tagalog. */
const FEWEST_KINDS = 2;
const LEAST_SHARE = 0.4;
const FEWEST_LETTERS = 3;

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

/** The code of the language (ISO 639-1), or null for English and for what is too short to tell. */
export function otherLanguage(text: string, { entries }: Pick<Lexicon, 'entries'>): string | null {
  const script = byScript(text);
  if (script !== null) return script;
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}']+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  const hits = wordsOf(entries.functionWords).map(({ language, known }) => {
    const found = words.filter((word) => known.has(word));
    return { language, count: found.length, kinds: new Set(found).size };
  });
  const english = hits.find(({ language }) => language === 'en')?.count ?? 0;
  const best = hits.filter(({ language }) => language !== 'en').toSorted((a, b) => b.count - a.count)[0];
  if (best === undefined || best.kinds < FEWEST_KINDS) return null;
  return best.count > english && best.count >= LEAST_SHARE * words.length ? best.language : null;
}

type Entries = Lexicon['entries']['functionWords'];
interface Known {
  readonly language: string;
  readonly known: ReadonlySet<string>;
}

/** Asked for every line; the lists never change. */
const sets = new WeakMap<Entries, readonly Known[]>();

function wordsOf(entries: Entries): readonly Known[] {
  const made = sets.get(entries) ?? entries.map(({ language, phrases }) => ({ language, known: new Set(phrases) }));
  sets.set(entries, made);
  return made;
}

function byScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu) ?? [];
  const foreign = letters.filter((letter) => !/\p{Script=Latin}|\p{Script=Greek}/u.test(letter));
  if (foreign.length < FEWEST_LETTERS || foreign.length * 2 < letters.length) return null;
  return SCRIPTS.find(([script]) => foreign.some((letter) => script.test(letter)))?.[1] ?? 'und';
}
