/**
 * The therapist's own terms beside those of the trade: equipment, techniques and places by the names used there. They take
 * part in the second reading like the listed ones, under the same guards, and may hold no word that decides anything.
 */
import { createTermBias, type TermBias } from './termBias.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { WhisperTokenizer } from './whisperTokenizer.ts';

export const MOST_OWN_TERMS = 100;
/** Shorter words are too many others' beginnings. */
export const LEAST_LETTERS = 4;
export const MOST_LETTERS = 40;
/** Of the sentences shown before a reading, so many own terms take part: a longer list drives out the trade's sentences. */
const SHOWN_TERMS = 24;

export interface FavouredTerms {
  readonly vocabulary: Vocabulary;
  readonly bias: TermBias;
}

/** What is wrong with a term as a sentence that says what to do; null when it can be listed. */
export function ownTermFault(term: string, vocabulary: Pick<Vocabulary, 'decisive' | 'neverChanged'>): string | null {
  if (!/^[A-Za-z][A-Za-z' -]*$/.test(term)) return 'Write the term in letters, without digits or punctuation.';
  const letters = term.replace(/[^A-Za-z]/g, '').length;
  if (letters < LEAST_LETTERS)
    return `Take a term of at least ${LEAST_LETTERS} letters: shorter ones sound like parts of other words.`;
  if (term.length > MOST_LETTERS) return `Take a term of at most ${MOST_LETTERS} letters.`;
  const held = partsOf(term).find(
    (part) => vocabulary.decisive.includes(part) || vocabulary.neverChanged.includes(part),
  );
  return held === undefined
    ? null
    : `Leave out "${held}": words of a level, a side, a number or a negation are never favoured.`;
}

/** Terms that may not be listed are left out here too, whoever brought them. */
export function withOwnTerms(vocabulary: Vocabulary, own: readonly string[]): Vocabulary {
  const usable = own.filter((term) => ownTermFault(term, vocabulary) === null).slice(0, MOST_OWN_TERMS);
  if (usable.length === 0) return vocabulary;
  return {
    ...vocabulary,
    terms: [...new Set([...vocabulary.terms, ...usable.map((term) => term.toLowerCase())])],
    spellings: [...(vocabulary.spellings ?? []), ...usable],
    prompt: `${usable.slice(0, SHOWN_TERMS).join(', ')}. ${vocabulary.prompt}`,
  };
}

/** The terms favoured in a reading; what was made for one list is kept until another is asked for. */
export function favouredTerms(
  vocabulary: Vocabulary,
  tokenizer: Pick<WhisperTokenizer, 'encode'>,
  endToken: number,
): (own: readonly string[]) => FavouredTerms {
  const make = (own: readonly string[]): FavouredTerms => {
    const all = withOwnTerms(vocabulary, own);
    return { vocabulary: all, bias: createTermBias(all, tokenizer, endToken) };
  };
  let last: { readonly key: string; readonly made: FavouredTerms } | undefined;
  return (own) => {
    const key = own.join('\n');
    if (last?.key !== key) last = { key, made: make(own) };
    return last.made;
  };
}

/** Own terms with the capitals they were listed with ("NuStep"); nothing but the case of letters changes. */
export function inOwnSpelling<W extends { readonly text: string }>(
  words: readonly W[],
  spellings: readonly string[] = [],
): readonly W[] {
  const written = [...words];
  for (const spelling of spellings.filter((term) => term !== term.toLowerCase())) {
    const parts = spelling.split(' ').filter(Boolean);
    for (let at = 0; at + parts.length <= written.length; at++) {
      const place = written.slice(at, at + parts.length);
      if (!place.every(({ text }, offset) => lettersOf(text) === parts[offset]!.toLowerCase())) continue;
      for (const [offset, word] of place.entries()) {
        const part = parts[offset]!;
        const start = word.text.toLowerCase().indexOf(part.toLowerCase());
        const text = word.text.slice(0, start) + part + word.text.slice(start + part.length);
        written[at + offset] = { ...word, text };
      }
    }
  }
  return written;
}

/** Without the punctuation round it. */
function lettersOf(word: string): string {
  return word.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, '');
}

function partsOf(term: string): string[] {
  return term.toLowerCase().split(/[ -]/).filter(Boolean);
}
