/**
 * Whether other people are heard all along around a moment. Where only machines and music sound, faint speech is somebody
 * near; where a room talks, it is rather the room.
 */
import { quantile } from '../dsp/decibels.ts';
import type { BlockTrack } from '../frontEnd/blockTrack.ts';
import type { BlockRun } from './segmenter.ts';

/** Thirty seconds on each side. */
const AROUND_BLOCKS = 470;
/**
 * The quieter blocks are the room's; so many of them sound like speech to the best of the listening beams where it talks: 0.28 to
 * 0.61 in eleven of thirteen scenes of two seeds with bystanders, up to 0.22 in machines and impacts, 0.34 in music. The mean of
 * the microphones tells less: a murmur of many far voices is none of them.
 */
const QUIET_SHARE = 0.4;
const SPEECH_P = 0.3;
const TALKING_SHARE = 0.25;

export function roomTalks(
  { levelDb, speechPatient }: Pick<BlockTrack, 'levelDb' | 'speechPatient'>,
  { start, end }: BlockRun,
): boolean {
  const from = Math.max(0, start - AROUND_BLOCKS);
  const to = Math.min(levelDb.length, end + AROUND_BLOCKS);
  const limit = quantile(levelDb.subarray(from, to), QUIET_SHARE);
  let quiet = 0;
  let spoken = 0;
  for (let b = from; b < to; b++) {
    if (levelDb[b]! > limit) continue;
    quiet += 1;
    if (speechPatient[b]! > SPEECH_P) spoken += 1;
  }
  return spoken >= TALKING_SHARE * Math.max(1, quiet);
}
