/**
 * How much louder the wearer is in the beam on the mouth than from anywhere else depends on the array and how it is worn. Once he
 * has been heard for a while it is known for the session, and speech with far less of it comes from somebody in front of him,
 * however loud it is.
 */
import { median } from '../dsp/decibels.ts';
import { BLOCK_LABELS, type BlockLabel, type BlockRun, runsOf } from './segmenter.ts';
import { SEGMENTER_FEATURES } from './segmenterFeatures.ts';

const MOUTH_ADVANTAGE = SEGMENTER_FEATURES.indexOf('lT-lp');
const SPEECH_AT_MOUTH = SEGMENTER_FEATURES.indexOf('logit vT');
const SPEECH_IN_FRONT = SEGMENTER_FEATURES.indexOf('logit vP');
const THERAPIST = BLOCK_LABELS.indexOf('therapist');
const PATIENT = BLOCK_LABELS.indexOf('patient');

/** Three seconds of the wearer. */
const MIN_BLOCKS = 47;
/** An array that tells the mouth less clearly than this is not asked. */
const MIN_USUAL_DB = 4;
/** Both at once still leaves the wearer more than this of what he usually has. */
const FAR_LESS = 0.25;
/** In his pauses nothing comes from the mouth either: it counts only where somebody speaks, and for more than a syllable. */
const SPEAKS_LOGIT = 0.5;
const MIN_RUN_BLOCKS = 8;

/** Mouth advantage of a block, dB. */
export function mouthAdvantageDb(features: Float32Array, block: number): number {
  return features[block * SEGMENTER_FEATURES.length + MOUTH_ADVANTAGE]!;
}

/** Stretches labelled as the wearer's that are somebody's in front of him. */
export function notFromMouth(features: Float32Array, labels: readonly BlockLabel[]): BlockRun[] {
  const usualDb = usualMouthAdvantageDb(features, labels);
  if (usualDb === null) return [];
  const isElsewhere = labels.map(
    (label, b) =>
      label === 'therapist' &&
      mouthAdvantageDb(features, b) < FAR_LESS * usualDb &&
      speechLogitOf(features, b) > SPEAKS_LOGIT,
  );
  return runsOf(isElsewhere, true).filter((run) => run.end - run.start >= MIN_RUN_BLOCKS);
}

/** Probabilities, block then class, in which the wearer's share of some stretches is the patient's. */
export function givenToPatient(posteriors: Float32Array, runs: readonly BlockRun[]): Float32Array {
  const classes = BLOCK_LABELS.length;
  const out = posteriors.slice();
  for (const { start, end } of runs) {
    for (let b = start; b < end; b++) {
      out[b * classes + PATIENT]! += out[b * classes + THERAPIST]!;
      out[b * classes + THERAPIST] = 0;
    }
  }
  return out;
}

/** The wearer's usual advantage, dB; null where he was hardly heard or the array does not tell him apart. */
function usualMouthAdvantageDb(features: Float32Array, labels: readonly BlockLabel[]): number | null {
  const heard: number[] = [];
  labels.forEach((label, b) => {
    const advantageDb = mouthAdvantageDb(features, b);
    if (label === 'therapist' && advantageDb > 0) heard.push(advantageDb);
  });
  const usualDb = heard.length < MIN_BLOCKS ? 0 : median(heard);
  return usualDb < MIN_USUAL_DB ? null : usualDb;
}

function speechLogitOf(features: Float32Array, block: number): number {
  const at = block * SEGMENTER_FEATURES.length;
  return Math.max(features[at + SPEECH_AT_MOUTH]!, features[at + SPEECH_IN_FRONT]!);
}
