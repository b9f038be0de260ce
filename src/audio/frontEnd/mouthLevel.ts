/** How loud the wearer is at his own microphones: the measure of everybody else. */
import { median, powerDb, quantile } from '../dsp/decibels.ts';
import { type BlockTrack, SCAN_COUNT, SRP_DIRECTIONS } from './blockTrack.ts';
import type { Enrolment } from './enrolment.ts';
import { AZIMUTHS_DEG } from './soundField.ts';

/** Without enrolment: the wearer's mouth is at least this much stronger in its beam than in any other. */
const MOUTH_ADVANTAGE_DB = 6;
/** ... and fits its direction this well, for at least a second and a half in all. */
const MOUTH_SCORE = 0.4;
const MOUTH_MIN_BLOCKS = 24;
/** Speech at -22 dBFS at the chest, a recording neither soft nor clipped, in the transform's units. */
const USUAL_REFERENCE_DB = 5;

/** In the track's units: as enrolled, or as far as the recording itself tells. */
export function wearerLevelDb(track: BlockTrack, enrolment: Enrolment | null): number {
  return enrolment ? powerDb(enrolment.levelReference) : mouthLevelDb(track);
}

/**
 * The therapist's level when no enrolment tells: that of the blocks which clearly come from the mouth. Bystanders
 * alone must not be taken for the wearer, so without enough of them the usual level at the chest is assumed.
 */
function mouthLevelDb(track: BlockTrack): number {
  const levels: number[] = [];
  for (let b = 0; b < track.blockCount; b++) {
    const scan = track.scanLevelDb.subarray(b * SCAN_COUNT, (b + 1) * SCAN_COUNT);
    const stronger = track.therapistLevelDb[b]! - median(scan) > MOUTH_ADVANTAGE_DB;
    const fromMouth = track.srp[b * SRP_DIRECTIONS + AZIMUTHS_DEG.length]! > MOUTH_SCORE;
    if (stronger && fromMouth && track.speechTherapist[b]! > 0.5) levels.push(track.levelDb[b]!);
  }
  return levels.length >= MOUTH_MIN_BLOCKS ? quantile(levels, 0.7) : USUAL_REFERENCE_DB;
}
