/**
 * Whisper's byte-level vocabulary, by transformers.js, from the local file only. The words' places in the decoded text come from here.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openTokenizer } from '../onnx/transformersTokenizer.ts';
import { withMissingMerges } from './byteMerges.ts';

export interface WhisperTokenizer {
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
  /** The tokens of each word, a leading space kept in `text`; punctuation is a group of its own. */
  groupWords(tokens: readonly number[]): TokenGroup[];
}

export interface TokenGroup {
  readonly text: string;
  /** First token of the group and the one behind its last. */
  readonly from: number;
  readonly to: number;
}

const storedSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ content: z.string() })),
  model: z.looseObject({
    vocab: z.record(z.string(), z.int()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  }),
});

export async function openWhisperTokenizer(tokenizerFile: string): Promise<WhisperTokenizer> {
  const stored = storedSchema.parse(JSON.parse(await readFile(tokenizerFile, 'utf8')));
  const special = new Set(stored.added_tokens.map(({ content }) => content));
  const tokenizer = await openTokenizer({ ...stored, model: withMissingMerges(stored.model, special) });
  const decode = (tokens: readonly number[]): string =>
    tokens.length === 0
      ? ''
      : tokenizer.decode([...tokens], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    decode,
    groupWords: (tokens) => groupIntoWords(tokens, decode),
  };
}

/** What stands in for bytes that are no whole character yet. */
const BROKEN_CHARACTER = '\uFFFD';

/** Splits by whole characters first (a token may end inside one), then joins pieces until the next space or punctuation. */
export function groupIntoWords(tokens: readonly number[], decode: (tokens: readonly number[]) => string): TokenGroup[] {
  const groups: TokenGroup[] = [];
  for (const piece of wholeCharacterPieces(tokens, decode)) {
    const last = groups.at(-1);
    const startsWord = piece.text.startsWith(' ') || isPunctuation(piece.text);
    if (last && !startsWord && !isPunctuation(last.text)) {
      groups[groups.length - 1] = { text: last.text + piece.text, from: last.from, to: piece.to };
    } else {
      groups.push(piece);
    }
  }
  return groups;
}

function wholeCharacterPieces(tokens: readonly number[], decode: (tokens: readonly number[]) => string): TokenGroup[] {
  const pieces: TokenGroup[] = [];
  let from = 0;
  for (let to = 1; to <= tokens.length; to++) {
    const text = decode(tokens.slice(from, to));
    if (text.includes(BROKEN_CHARACTER) && to < tokens.length) continue;
    pieces.push({ text, from, to });
    from = to;
  }
  return pieces;
}

export function isPunctuation(text: string): boolean {
  return /^\s*[\p{P}\p{S}]+\s*$/u.test(text);
}
