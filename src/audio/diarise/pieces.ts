/** From block labels and probabilities to pieces of speech with role, certainty and direction. */
import type { BlockTrack } from '../frontEnd/blockTrack.ts';
import { directionsOf, splitByDirection } from './direction.ts';
import { withFaintSpeech, withoutFaintRuns } from './faintSpeech.ts';
import { givenToPatient, mouthAdvantageDb, notFromMouth } from './knownMouth.ts';
import {
  BLOCK_LABELS,
  type BlockLabel,
  type BlockRun,
  blockPosteriors,
  labelBlocks,
  runsOf,
  type SegmenterWeights,
} from './segmenter.ts';
import { segmenterFeatures } from './segmenterFeatures.ts';
import type { SpeechPiece } from './speechPiece.ts';

const NONE = BLOCK_LABELS.indexOf('none');
const PATIENT = BLOCK_LABELS.indexOf('patient');

/** So many sure blocks say how sure a piece is; what was added to them does not make it doubtful. */
const MIN_SURE_BLOCKS = 4;
/** The wearer is louder in the beam on the mouth than in any other direction; a bystander never is. */
const MIN_MOUTH_ADVANTAGE_DB = 0;

export interface Diarization {
  /** What is surely nobody's is 'none', and faint speech too: the noise around is learned from it. */
  readonly labels: readonly BlockLabel[];
  readonly pieces: readonly SpeechPiece[];
  /** Speech at the wearer's level that does not come from the mouth: somebody else's. */
  readonly notTheWearer: readonly BlockRun[];
}

/** @param referenceDb the therapist's level in the track's units */
export function diariseArray(track: BlockTrack, referenceDb: number, weights: SegmenterWeights): Diarization {
  const features = segmenterFeatures(track, referenceDb);
  const first = blockPosteriors(features, weights);
  const inFront = notFromMouth(features, labelBlocks(first));
  const posteriors = givenToPatient(first, inFront);
  const sure = labelBlocks(posteriors);
  const heard = sure.includes('therapist') ? withFaintSpeech(track, posteriors, sure) : sure;
  const labels = withoutFaintRuns(heard, sure);
  const piece = (run: BlockRun, role: 'therapist' | 'patient', azimuthDeg: number | null) =>
    pieceOf(run, role, posteriors, sure, azimuthDeg);
  const loud = runsOf(labels, 'therapist');
  const therapist = loud.filter((run) => isFromMouth(features, run)).map((run) => piece(run, 'therapist', null));
  const runs = runsOf(heard, 'patient').flatMap((run) => splitByDirection(track, labels, run));
  const sureness = runs.map((run) => piece(run, 'patient', null).logOdds);
  const directions = directionsOf(track, labels, runs, sureness);
  const patient = rejoined(runs, directions).map(({ run, azimuthDeg }) => piece(run, 'patient', azimuthDeg));
  return {
    labels,
    pieces: [...therapist, ...patient].sort((a, b) => a.start - b.start),
    notTheWearer: loud.filter((run) => !isFromMouth(features, run)),
  };
}

function isFromMouth(features: Float32Array, run: BlockRun): boolean {
  let sum = 0;
  for (let b = run.start; b < run.end; b++) sum += mouthAdvantageDb(features, b);
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

function pieceOf(
  run: BlockRun,
  role: 'therapist' | 'patient',
  posteriors: Float32Array,
  sure: readonly BlockLabel[],
  azimuthDeg: number | null,
): SpeechPiece {
  const classes = BLOCK_LABELS.length;
  const column = BLOCK_LABELS.indexOf(role);
  const all = Array.from({ length: run.end - run.start }, (_, i) => run.start + i);
  const core = all.filter((b) => sure[b] === role);
  const blocks = core.length >= MIN_SURE_BLOCKS ? core : all;
  let roleP = 0;
  let logOdds = 0;
  for (const b of blocks) {
    roleP += posteriors[b * classes + column]!;
    logOdds += Math.log(posteriors[b * classes + PATIENT]! + 1e-9) - Math.log(posteriors[b * classes + NONE]! + 1e-9);
  }
  return { ...run, role, roleP: roleP / blocks.length, logOdds: logOdds / blocks.length, azimuthDeg };
}
