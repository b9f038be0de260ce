/** Token list to sentences, and a sentence to chunks: the stretches between commas, colons and joining words. */
import type { Token } from './token.ts';

const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'vs']);
const JOINING = new Set(['but', 'then', 'so', 'because', 'while', 'although', 'though', 'plus']);

export function splitSentences(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [];
  let current: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.text === '.' && TITLES.has(tokens[index - 1]?.text ?? '')) continue;
    if (isTrailingOff(tokens, index)) {
      if (tokens[index - 1]?.text !== '.') current.push({ ...token, text: ',' });
      continue;
    }
    current.push(token);
    if (token.kind === 'punctuation' && /[.?!]/.test(token.text)) {
      if (current.some((each) => each.kind !== 'punctuation')) sentences.push(current);
      current = [];
    }
  }
  if (current.some((each) => each.kind !== 'punctuation')) sentences.push(current);
  return sentences;
}

/** "ten... no, seven": dots before a word without a capital are a pause, not an end. */
function isTrailingOff(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== '.' || (tokens[at - 1]?.text !== '.' && tokens[at + 1]?.text !== '.')) return false;
  const next = tokens.slice(at).find((token) => token.text !== '.');
  return next !== undefined && next.kind === 'word' && !next.capital;
}

const POINTERS = new Set(['that', 'it']);
const TO_BE = new Set(['was', "'s", 'is']);

/** "… one ten that was ninety-five last week": unpunctuated talk breaks before a new pointer with a verb. */
function opensClause(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]!.text;
  const next = tokens[at + 1];
  if (next === undefined) return false;
  if (POINTERS.has(word) && TO_BE.has(next.text)) return true;
  return word === 'up' && next.text === 'from' && !PLACE_WORDS.has(tokens[at + 2]?.text ?? '');
}

/** "stood up from the chair" is no comparison with an earlier value. */
const PLACE_WORDS = new Set(['the', 'a', 'an', 'his', 'her', 'that', 'bed', 'chair', 'mat', 'sitting', 'there', 'low']);

export interface Chunk {
  readonly from: number;
  readonly to: number;
}

/** "three plus on the right": part of a grade. */
function isSign(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'plus' && isGrade(tokens[at - 1]) && tokens[at + 1]?.kind !== 'number';
}

const isGrade = (token: Token | undefined) => token?.kind === 'number' && (token.value ?? 9) <= 5;

/** "…, then it's a five": the joining word is no clause of its own. */
function isJoining(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every((token) => JOINING.has(token.text) || token.text === 'and');
}

/** Token ranges of a sentence between clause marks and joining words; punctuation belongs to no chunk. */
export function splitChunks(tokens: readonly Token[]): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to > from) chunks.push({ from, to });
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'punctuation') {
      close(index);
      from = index + 1;
    } else if (
      index > from &&
      ((JOINING.has(token.text) && !isSign(tokens, index)) ||
        (opensClause(tokens, index) && !isJoining(tokens, from, index)))
    ) {
      close(index);
      from = index;
    }
  }
  close(tokens.length);
  return chunks;
}
