/**
 * Who speaks when there is no space to go by (one or two microphones, or unknown positions): the wearer's mouth
 * is next to the microphones, so what reaches the level of the enrolment is the therapist.
 */
import type { MicrophoneTrack } from '../frontEnd/blockTrack.ts';
import type { BlockLabel } from './segmenter.ts';
import { smoothed } from './segmenterFeatures.ts';

const LEVEL_WINDOW_BLOCKS = 3;
const LEVEL_REACH_BLOCKS = 7;
const MAJORITY_BLOCKS = 15;
/** The wearer's softer sentences stay above this, a patient 9 to 15 dB below him stays under it. */
const MARGIN_DB = 3;

/** @param isSpeech per block; @param referenceDb the therapist's level in the track's units */
export function labelByLevel(track: MicrophoneTrack, isSpeech: readonly boolean[], referenceDb: number): BlockLabel[] {
  const level = smoothed(track.levelDb, LEVEL_WINDOW_BLOCKS);
  const loud = isSpeech.map((speech, b) => {
    if (!speech) return false;
    const from = Math.max(0, b - LEVEL_REACH_BLOCKS);
    return Math.max(...level.subarray(from, b + LEVEL_REACH_BLOCKS + 1)) > referenceDb - MARGIN_DB;
  });
  return isSpeech.map((speech, b) => (speech ? (majority(loud, isSpeech, b) ? 'therapist' : 'patient') : 'none'));
}

function majority(loud: readonly boolean[], isSpeech: readonly boolean[], block: number): boolean {
  const half = MAJORITY_BLOCKS >> 1;
  let votes = 0;
  let voters = 0;
  for (let b = Math.max(0, block - half); b <= Math.min(loud.length - 1, block + half); b++) {
    if (!isSpeech[b]) continue;
    voters += 1;
    if (loud[b]) votes += 1;
  }
  return 2 * votes > voters;
}
