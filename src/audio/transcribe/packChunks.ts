/**
 * Lays pieces of one voice side by side for one call of the recogniser: very short utterances are written down better in
 * company, and a call costs the same for 2 s as for 8. At most 18.5 s a call, which is what a window of 20 s takes and
 * where a second of speech costs least; 0.4 s of silence between pieces: with longer silences Whisper takes the first
 * one for the end and drops the rest. Packing starts afresh every two minutes of the session, so that what was packed while
 * the recording went on is packed the same way after the stop, whatever has changed elsewhere.
 */
import { SAMPLE_RATE_HZ, type SegmentSound, type SpeechSegment } from '../../shared/domain/audio.ts';
import { cutAtQuietPlaces } from './cutAtQuietPlaces.ts';
import { fade, isSilent, levelled } from './speechLevel.ts';

const MAX_CHUNK_S = 18.5;
const MAX_PIECE_S = 28;
const GAP_S = 0.4;
export const PACKING_SPAN_MS = 120_000;

/** A segment, or a part of a long one. */
export interface Piece {
  readonly segment: SpeechSegment;
  /** Where its first sample stands in the session. */
  readonly startMs: number;
  readonly samples: Float32Array;
}

export interface PlacedPiece {
  readonly piece: Piece;
  readonly startS: number;
  readonly endS: number;
}

export interface Chunk {
  readonly samples: Float32Array;
  readonly placed: readonly PlacedPiece[];
}

export interface ChunkPacker {
  /** Takes the next sound in order of time; gives back the chunks that are full now. */
  add(sound: SegmentSound): Chunk[];
  /** What is left. */
  flush(): Chunk[];
}

/** Packs per role, so that neighbours in a chunk are one person; holds at most one chunk of sound per role. */
export function createChunkPacker(): ChunkPacker {
  const waiting = new Map<string, Piece[]>();
  const add = (sound: SegmentSound): Chunk[] => {
    const key = sound.segment.role;
    const ready: Chunk[] = [];
    for (const piece of piecesOf(sound)) {
      const group = waiting.get(key) ?? [];
      if (group.length > 0 && (spanOf(group[0]!) !== spanOf(piece) || chunkSeconds([...group, piece]) > MAX_CHUNK_S)) {
        ready.push(layOut(group));
        waiting.set(key, [piece]);
      } else {
        waiting.set(key, [...group, piece]);
      }
    }
    return ready;
  };
  const flush = (): Chunk[] => {
    const rest = [...waiting.values()].filter((group) => group.length > 0).map(layOut);
    waiting.clear();
    return rest;
  };
  return { add, flush };
}

function spanOf({ segment }: Piece): number {
  return Math.floor(segment.startMs / PACKING_SPAN_MS);
}

/** The parts of a sound that hold anything at all, none longer than a window takes. */
function piecesOf(sound: SegmentSound): Piece[] {
  return cutAtQuietPlaces(sound.samples, MAX_PIECE_S)
    .map(({ from, to }) => partOf({ ...sound, startMs: sound.segment.startMs }, from, to))
    .filter((piece) => piece.samples.length > 0 && !isSilent(piece.samples));
}

export function partOf(piece: Piece, from: number, to: number): Piece {
  return {
    segment: piece.segment,
    startMs: piece.startMs + Math.round((from / SAMPLE_RATE_HZ) * 1000),
    samples: piece.samples.subarray(from, to),
  };
}

/** Pieces one after the other, each at the same level, with silence between them. */
export function layOut(pieces: readonly Piece[]): Chunk {
  const gap = Math.round(GAP_S * SAMPLE_RATE_HZ);
  const length = pieces.reduce((sum, piece) => sum + piece.samples.length, 0) + gap * (pieces.length - 1);
  const samples = new Float32Array(length);
  let at = 0;
  const placed = pieces.map((piece, index) => {
    const sound = levelled(piece.samples);
    // Only towards the silence between pieces: a first word may begin with the very first sample.
    if (index > 0) fade(sound, 'start');
    if (index < pieces.length - 1) fade(sound, 'end');
    samples.set(sound, at);
    const startS = at / SAMPLE_RATE_HZ;
    at += piece.samples.length + gap;
    return { piece, startS, endS: startS + piece.samples.length / SAMPLE_RATE_HZ };
  });
  return { samples, placed };
}

export function secondsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.samples.length, 0) / SAMPLE_RATE_HZ;
}

function chunkSeconds(pieces: readonly Piece[]): number {
  return secondsOf(pieces) + GAP_S * (pieces.length - 1);
}
