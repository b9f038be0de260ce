/**
 * The unit every rule works on. A token is a normalised word, number or punctuation mark that remembers which
 * white-space words of the utterance it came from, so that every fact can point back at what was said.
 */
export interface Token {
  readonly kind: 'word' | 'number' | 'punctuation';
  /** Normalised lower-case form; digits for a number ("twelve" and "12" are both "12"; a lone "one" stays "one"). */
  readonly text: string;
  /** First white-space word of the utterance it covers. */
  readonly from: number;
  /** One past the last white-space word. */
  readonly to: number;
  /** Value of a number. */
  readonly value?: number;
  /** Written with a capital: names, and the start of a sentence. */
  readonly capital: boolean;
  /** The recogniser probably wrote another word than was said. */
  readonly doubtful?: boolean;
}

export function isNumber(token: Token | null | undefined): token is Token & { readonly value: number } {
  return token?.kind === 'number' && token.value !== undefined;
}

/** White-space words: the unit in which evidence is counted. */
export function whiteSpaceWords(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}
