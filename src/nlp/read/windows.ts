/**
 * Cuts a transcript into windows that the graph can take: runs of whole utterances, the ones to be read with what was
 * said before and after them. Every word is read in exactly one window.
 */

import { whiteSpaceWords } from '../text/token.ts';
import type { EdgePieces, ReadableWords } from './reading.ts';

/** Numbers of the word pieces of a text, without the marks for its beginning and end. */
export type WordPieces = (text: string) => readonly number[];

export interface PlacedWord {
  readonly utteranceId: string;
  readonly word: number;
  /** Where its first piece stands in the window. */
  readonly at: number;
}

export interface Window {
  readonly ids: readonly number[];
  readonly words: readonly PlacedWord[];
}

interface Part {
  readonly ids: readonly number[];
  readonly words: readonly PlacedWord[];
}

/** Lengths in word pieces; the graph was trained on windows of at most 288. */
const CORE_PIECES = 130;
const BEFORE_PIECES = 90;
const AFTER_PIECES = 60;
const PART_PIECES = 120;

export function windowsOf(words: ReadableWords, piecesOf: WordPieces, edges: EdgePieces): Window[] {
  const parts = words.utterances.flatMap((utterance) => partsOf(utterance, piecesOf, edges.unknown));
  const windows: Window[] = [];
  for (let from = 0; from < parts.length; ) {
    const to = reach(parts, from, 1, CORE_PIECES);
    const first = Math.min(from, reach(parts, from - 1, -1, BEFORE_PIECES) + 1);
    const last = Math.max(to, reach(parts, to, 1, AFTER_PIECES, false));
    windows.push(windowOf(parts, first, last, from, to, edges));
    from = to;
  }
  return windows;
}

/** The first position, going on from `from`, that no longer fits; at least one part fits where `atLeastOne`. */
function reach(parts: readonly Part[], from: number, step: 1 | -1, most: number, atLeastOne = step === 1): number {
  let size = 0;
  let at = from;
  while (at >= 0 && at < parts.length) {
    const next = parts[at]!.ids.length;
    if (size + next > most && !(atLeastOne && at === from)) break;
    size += next;
    at += step;
  }
  return at;
}

function windowOf(
  parts: readonly Part[],
  first: number,
  last: number,
  from: number,
  to: number,
  edges: EdgePieces,
): Window {
  const ids = [edges.begin];
  const words: PlacedWord[] = [];
  for (let index = first; index < last; index++) {
    const part = parts[index]!;
    if (index >= from && index < to) words.push(...part.words.map((word) => ({ ...word, at: word.at + ids.length })));
    ids.push(...part.ids);
  }
  ids.push(edges.end);
  return { ids, words };
}

/** An utterance, or where it is very long its sentences one after the other, each with its speaker before it. */
function partsOf(
  { id, speaker, text }: ReadableWords['utterances'][number],
  piecesOf: WordPieces,
  unknown: number,
): Part[] {
  const lead = piecesOf(`${speaker} :`);
  const parts: Part[] = [];
  let ids = [...lead];
  let words: PlacedWord[] = [];
  whiteSpaceWords(text).forEach((word, index) => {
    const found = piecesOf(word);
    const pieces = found.length > 0 ? found : [unknown];
    if (ids.length + pieces.length > PART_PIECES && words.length > 0) {
      parts.push({ ids, words });
      ids = [...lead];
      words = [];
    }
    words.push({ utteranceId: id, word: index, at: ids.length });
    ids.push(...pieces.slice(0, PART_PIECES - lead.length));
  });
  if (words.length > 0) parts.push({ ids, words });
  return parts;
}
