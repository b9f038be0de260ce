/**
 * From pieces in blocks to segments in milliseconds: long speeches are cut where nobody speaks, every segment gets
 * a little air, and neighbours do not run into each other.
 */
import type { SpeechSegment } from '../../shared/domain/audio.ts';
import type { SpeechPiece } from '../diarise/speechPiece.ts';
import { BLOCK_MS } from './blockTrack.ts';
import type { SampleSpan } from './readFrames.ts';

/** The recogniser's window is 30 s. */
const MAX_BLOCKS = Math.floor(25_000 / BLOCK_MS);
const SAMPLES_PER_MS = 16;

export interface PlannedPiece {
  readonly piece: SpeechPiece;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * @param pieces in the order of time
 * @param speech probability per block: where it is lowest a long piece is cut
 */
export function planPieces(
  pieces: readonly SpeechPiece[],
  speech: Float32Array,
  padMs: number,
  durationMs: number,
): PlannedPiece[] {
  const parts = pieces.flatMap((piece) => cutLong(piece, speech));
  return parts.map((piece, i) => {
    const before = (parts[i - 1]?.end ?? 0) * BLOCK_MS;
    const after = (parts[i + 1]?.start ?? Number.POSITIVE_INFINITY) * BLOCK_MS;
    const start = piece.start * BLOCK_MS;
    const end = Math.min(piece.end * BLOCK_MS, durationMs);
    return {
      piece,
      startMs: Math.max(0, Math.min(start, Math.max(before, start - padMs))),
      endMs: Math.min(durationMs, Math.max(end, Math.min(after, end + padMs))),
    };
  });
}

export function segmentOf(
  planned: PlannedPiece,
  role: SpeechSegment['role'],
  beam: SpeechSegment['beam'],
  index: number,
): SpeechSegment {
  const { piece, startMs, endMs } = planned;
  return {
    id: `segment-${String(index + 1).padStart(4, '0')}`,
    startMs,
    endMs,
    role,
    roleP: Math.round(piece.roleP * 1000) / 1000,
    beam,
    ...(piece.azimuthDeg === null ? {} : { azimuthDeg: piece.azimuthDeg }),
  };
}

export function samplesOf(planned: PlannedPiece): SampleSpan {
  return { start: planned.startMs * SAMPLES_PER_MS, length: (planned.endMs - planned.startMs) * SAMPLES_PER_MS };
}

function cutLong(piece: SpeechPiece, speech: Float32Array): SpeechPiece[] {
  if (piece.end - piece.start <= MAX_BLOCKS) return [piece];
  let cut = piece.start + (MAX_BLOCKS >> 1);
  for (let b = cut; b < piece.start + MAX_BLOCKS; b++) if (speech[b]! < speech[cut]!) cut = b;
  return [{ ...piece, end: cut }, ...cutLong({ ...piece, start: cut }, speech)];
}
