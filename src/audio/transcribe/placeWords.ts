/**
 * Gives each word of a chunk back to the piece it was said in, in session time. Attention smears: a word next to a join
 * often begins in the silence before it, so the piece it overlaps most wins, and its times are held inside that piece.
 */
import type { Word } from '../../shared/domain/utterance.ts';
import type { Chunk, Piece, PlacedPiece } from './packChunks.ts';
import type { RecognisedWord } from './recogniser.ts';

export interface PieceWords {
  readonly piece: Piece;
  readonly words: readonly Word[];
}

/** Every piece of the chunk in order, with its words, possibly none. */
export function placeWords(chunk: Chunk, words: readonly RecognisedWord[]): PieceWords[] {
  const byPiece: RecognisedWord[][] = chunk.placed.map(() => []);
  let current = 0;
  for (const word of words) {
    // Words come in order: a later word never belongs to an earlier piece.
    current = Math.max(current, homeOf(word, chunk.placed));
    byPiece[current]!.push(word);
  }
  return chunk.placed.map((placed, index) => ({ piece: placed.piece, words: inSession(placed, byPiece[index]!) }));
}

function homeOf(word: RecognisedWord, placed: readonly PlacedPiece[]): number {
  let best = 0;
  let bestScore = -Infinity;
  placed.forEach((piece, index) => {
    const overlap = Math.min(word.endS, piece.endS) - Math.max(word.startS, piece.startS);
    // Without any overlap this is minus the distance: the nearest piece.
    if (overlap > bestScore) {
      best = index;
      bestScore = overlap;
    }
  });
  return best;
}

function inSession(placed: PlacedPiece, words: readonly RecognisedWord[]): Word[] {
  const { startMs } = placed.piece;
  const lengthMs = Math.round((placed.endS - placed.startS) * 1000);
  let lastEndMs = startMs;
  return words.map((word) => {
    const place = (seconds: number): number =>
      startMs + Math.min(lengthMs, Math.max(0, Math.round((seconds - placed.startS) * 1000)));
    const wordStartMs = Math.max(lastEndMs, place(word.startS));
    const wordEndMs = Math.max(wordStartMs, place(word.endS));
    lastEndMs = wordEndMs;
    return { text: word.text, p: round3(word.p), startMs: wordStartMs, endMs: wordEndMs };
  });
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
