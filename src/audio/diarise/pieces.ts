/** From block labels and probabilities to pieces of speech with role, certainty and direction. */
import type { BlockTrack } from '../frontEnd/blockTrack.ts';
import { directionsOf, splitByDirection } from './direction.ts';
import {
  BLOCK_LABELS,
  type BlockLabel,
  type BlockRun,
  blockPosteriors,
  labelBlocks,
  runsOf,
  type SegmenterWeights,
} from './segmenter.ts';
import { SEGMENTER_FEATURES, segmenterFeatures } from './segmenterFeatures.ts';
import type { SpeechPiece } from './speechPiece.ts';

const NONE = BLOCK_LABELS.indexOf('none');
const PATIENT = BLOCK_LABELS.indexOf('patient');

const MOUTH_ADVANTAGE = SEGMENTER_FEATURES.indexOf('lT-lp');
/** The wearer is louder in the beam on the mouth than in any other direction; a bystander never is. */
const MIN_MOUTH_ADVANTAGE_DB = 0;

export interface Diarization {
  readonly labels: readonly BlockLabel[];
  readonly pieces: readonly SpeechPiece[];
  /** Speech at the wearer's level that does not come from the mouth: somebody else's. */
  readonly notTheWearer: readonly BlockRun[];
}

/** @param referenceDb the therapist's level in the track's units */
export function diariseArray(track: BlockTrack, referenceDb: number, weights: SegmenterWeights): Diarization {
  const features = segmenterFeatures(track, referenceDb);
  const posteriors = blockPosteriors(features, weights);
  const labels = labelBlocks(posteriors);
  const loud = runsOf(labels, 'therapist');
  const therapist = loud
    .filter((run) => isFromMouth(features, run))
    .map((run) => pieceOf(run, 'therapist', posteriors, null));
  const runs = runsOf(labels, 'patient').flatMap((run) => splitByDirection(track, labels, run));
  const sureness = runs.map((run) => pieceOf(run, 'patient', posteriors, null).logOdds);
  const directions = directionsOf(track, labels, runs, sureness);
  const patient = rejoined(runs, directions).map(({ run, azimuthDeg }) =>
    pieceOf(run, 'patient', posteriors, azimuthDeg),
  );
  return {
    labels,
    pieces: [...therapist, ...patient].sort((a, b) => a.start - b.start),
    notTheWearer: loud.filter((run) => !isFromMouth(features, run)),
  };
}

function isFromMouth(features: Float32Array, run: BlockRun): boolean {
  let sum = 0;
  for (let b = run.start; b < run.end; b++) sum += features[b * SEGMENTER_FEATURES.length + MOUTH_ADVANTAGE]!;
  return sum / (run.end - run.start) > MIN_MOUTH_ADVANTAGE_DB;
}

/** A split whose two sides turn out to lie in the same place was none. */
function rejoined(
  runs: readonly BlockRun[],
  directions: readonly number[],
): { readonly run: BlockRun; readonly azimuthDeg: number }[] {
  const out: { run: BlockRun; azimuthDeg: number }[] = [];
  runs.forEach((run, i) => {
    const last = out.at(-1);
    const azimuthDeg = directions[i]!;
    if (last && last.run.end === run.start && last.azimuthDeg === azimuthDeg) {
      last.run = { start: last.run.start, end: run.end };
    } else out.push({ run, azimuthDeg });
  });
  return out;
}

export function pieceOf(
  run: BlockRun,
  role: 'therapist' | 'patient',
  posteriors: Float32Array,
  azimuthDeg: number | null,
): SpeechPiece {
  const classes = BLOCK_LABELS.length;
  const column = BLOCK_LABELS.indexOf(role);
  let roleP = 0;
  let logOdds = 0;
  for (let b = run.start; b < run.end; b++) {
    roleP += posteriors[b * classes + column]!;
    logOdds += Math.log(posteriors[b * classes + PATIENT]! + 1e-9) - Math.log(posteriors[b * classes + NONE]! + 1e-9);
  }
  const length = run.end - run.start;
  return { ...run, role, roleP: roleP / length, logOdds: logOdds / length, azimuthDeg };
}
