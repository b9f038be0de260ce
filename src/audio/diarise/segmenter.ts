/**
 * Who speaks in each block: multinomial logistic regression over the features, then the most probable sequence
 * with a price on every change (Viterbi 1967), then runs too short to be speech are taken out.
 */
import { SEGMENTER_FEATURES } from './segmenterFeatures.ts';

/** Weights of resources/audio/segmenter.json. */
export interface SegmenterWeights {
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Feature, then class. */
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

export type BlockLabel = 'none' | 'therapist' | 'patient';
export const BLOCK_LABELS: readonly BlockLabel[] = ['none', 'therapist', 'patient'];
const PATIENT = BLOCK_LABELS.indexOf('patient');

const PRIORS = [0.35, 0.45, 0.2];
const PRIOR_WEIGHT = 0.5;
const SWITCH_COST = 4;
const JOIN_GAP_BLOCKS = 6;
const MIN_RUN_BLOCKS = 4;

/** Probabilities, block then class. */
export function blockPosteriors(features: Float32Array, model: SegmenterWeights): Float32Array {
  const width = SEGMENTER_FEATURES.length;
  const classes = BLOCK_LABELS.length;
  const blockCount = features.length / width;
  const out = new Float32Array(blockCount * classes);
  const score = new Float64Array(classes);
  for (let b = 0; b < blockCount; b++) {
    for (let k = 0; k < classes; k++) {
      let sum = model.bias[k]!;
      for (let f = 0; f < width; f++) {
        sum += ((features[b * width + f]! - model.mean[f]!) / model.std[f]!) * model.weights[f]![k]!;
      }
      score[k] = sum;
    }
    const top = Math.max(...score);
    const total = score.reduce((sum, value) => sum + Math.exp(value - top), 0);
    for (let k = 0; k < classes; k++) out[b * classes + k] = Math.exp(score[k]! - top) / total;
  }
  return out;
}

/**
 * The label of each block after the sequence search and the clean-up of short gaps and runs.
 * @param patientBonus log-odds for the patient, per block
 */
export function labelBlocks(posteriors: Float32Array, patientBonus?: Float32Array): BlockLabel[] {
  const classes = BLOCK_LABELS.length;
  const scores = posteriors.map((p, i) => Math.log(p + 0.001) - PRIOR_WEIGHT * Math.log(PRIORS[i % classes]!));
  patientBonus?.forEach((bonus, b) => {
    scores[b * classes + PATIENT]! += bonus;
  });
  return cleanRuns(cheapestPath(scores, classes, SWITCH_COST).map((k) => BLOCK_LABELS[k]!));
}

/** Viterbi search: the sequence with the largest sum of scores minus a cost per change of class. */
export function cheapestPath(scores: Float32Array, classes: number, switchCost: number): number[] {
  const steps = scores.length / classes;
  const from = new Int8Array(scores.length);
  let best: Float64Array = new Float64Array(classes);
  for (let t = 0; t < steps; t++) {
    const leader = best.indexOf(Math.max(...best));
    const next = new Float64Array(classes);
    for (let k = 0; k < classes; k++) {
      const stays = best[k]! >= best[leader]! - switchCost;
      from[t * classes + k] = stays ? k : leader;
      next[k] = (stays ? best[k]! : best[leader]! - switchCost) + scores[t * classes + k]!;
    }
    best = next;
  }
  const path = new Array<number>(steps);
  let k = best.indexOf(Math.max(...best));
  for (let t = steps - 1; t >= 0; t--) {
    path[t] = k;
    k = from[t * classes + k]!;
  }
  return path;
}

/** Joins runs of one speaker across short gaps, then drops runs too short to be speech. */
export function cleanRuns(labels: readonly BlockLabel[]): BlockLabel[] {
  const out = [...labels];
  for (const gap of runsOf(out, 'none')) {
    const before = out[gap.start - 1];
    if (before && before === out[gap.end] && gap.end - gap.start <= JOIN_GAP_BLOCKS)
      out.fill(before, gap.start, gap.end);
  }
  for (const label of ['therapist', 'patient'] as const) {
    for (const run of runsOf(out, label)) {
      if (run.end - run.start < MIN_RUN_BLOCKS) out.fill('none', run.start, run.end);
    }
  }
  return out;
}

/** Runs of a speaker too short to judge take the label of the speech they touch; alone they stay. */
export function absorbShortRuns(labels: readonly BlockLabel[], minBlocks: number): BlockLabel[] {
  const out = [...labels];
  for (const label of ['therapist', 'patient'] as const) {
    for (const run of runsOf(out, label)) {
      const neighbour = [out[run.start - 1], out[run.end]].find((other) => other !== undefined && other !== 'none');
      if (neighbour && run.end - run.start < minBlocks) out.fill(neighbour, run.start, run.end);
    }
  }
  return out;
}

export interface BlockRun {
  readonly start: number;
  readonly end: number;
}

export function runsOf<T>(labels: readonly T[], label: T): BlockRun[] {
  const runs: BlockRun[] = [];
  for (let b = 0; b < labels.length; b++) {
    if (labels[b] !== label) continue;
    const start = b;
    while (b < labels.length && labels[b] === label) b++;
    runs.push({ start, end: b });
  }
  return runs;
}
