/**
 * Whether other people are heard all along around a moment. Where only machines and music sound, faint speech is somebody
 * near; where a room talks, it is rather the room.
 */
import { quantile } from '../dsp/decibels.ts';
import type { MicrophoneTrack } from '../frontEnd/blockTrack.ts';
import type { BlockRun } from './segmenter.ts';

/** Thirty seconds on each side. */
const AROUND_BLOCKS = 470;
/** The quieter blocks are the room's; so many of them sound like speech where it talks: 0.26 to 0.9, elsewhere up to 0.3. */
const QUIET_SHARE = 0.4;
const SPEECH_P = 0.3;
const TALKING_SHARE = 0.3;

export function roomTalks({ levelDb, speech }: MicrophoneTrack, { start, end }: BlockRun): boolean {
  const from = Math.max(0, start - AROUND_BLOCKS);
  const to = Math.min(levelDb.length, end + AROUND_BLOCKS);
  const limit = quantile(levelDb.subarray(from, to), QUIET_SHARE);
  let quiet = 0;
  let spoken = 0;
  for (let b = from; b < to; b++) {
    if (levelDb[b]! > limit) continue;
    quiet += 1;
    if (speech[b]! > SPEECH_P) spoken += 1;
  }
  return spoken >= TALKING_SHARE * Math.max(1, quiet);
}
