/**
 * The fourteen numbers per 64 ms block from which the segmenter tells therapist, patient and nobody apart.
 * Order, smoothing and scaling belong to the weights in resources/audio/segmenter.json.
 */
import { quantile } from '../dsp/decibels.ts';
import { type BlockTrack, SCAN_COUNT, SRP_DIRECTIONS } from '../frontEnd/blockTrack.ts';
import { AZIMUTHS_DEG, SCAN_AZIMUTHS_DEG } from '../frontEnd/soundField.ts';

/** Names as in the weights file, in its order. */
export const SEGMENTER_FEATURES = [
  'logit vT',
  'lev',
  'lT-lp',
  'sT',
  'logit vP',
  'logit v0',
  '10*pkc',
  'lpc',
  'lbc',
  'levc',
  'pk',
  '|az|/45',
  'max(lev,-8)',
  'vPlogit*clip(lpc,0,8)/4',
] as const;

const SMOOTHING_BLOCKS = 5;
/**
 * The background is what is reached or exceeded in seven of ten blocks, over 8 s on each side and over half a minute; the
 * lower of the two counts. Not the median: a patient who answers at length must not become the background of his own words.
 */
const BACKGROUND_SHARE = 0.3;
const BACKGROUND_BLOCKS = 125;
const LONG_BACKGROUND_BLOCKS = 470;
/** Blocks between two evaluations of the background. */
const BACKGROUND_STEP = 8;
/** A block that is this much stronger at the mouth than anywhere else is the therapist's, for the background. */
const MOUTH_ADVANTAGE_DB = 6;

/** @param referenceDb the therapist's level, in the track's units; @returns block, then feature */
export function segmenterFeatures(track: BlockTrack, referenceDb: number): Float32Array {
  const { blockCount } = track;
  const perBlock = (value: (block: number) => number) =>
    smoothed(Float32Array.from({ length: blockCount }, (_, b) => value(b)));
  const peaks = Array.from({ length: blockCount }, (_, b) => scanPeak(track, b));

  const speechTherapist = perBlock((b) => speechLogit(track.speechTherapist[b]!));
  const speechPatient = perBlock((b) => speechLogit(track.speechPatient[b]!));
  const speech = perBlock((b) => speechLogit(track.speech[b]!));
  const level = perBlock((b) => track.levelDb[b]! - referenceDb);
  const scanLevel = perBlock((b) => track.scanLevelDb[b * SCAN_COUNT + peaks[b]!.beam]!);
  const mouthAdvantage = perBlock(
    (b) => track.therapistLevelDb[b]! - track.scanLevelDb[b * SCAN_COUNT + peaks[b]!.beam]!,
  );
  const mouthScore = perBlock((b) => track.srp[b * SRP_DIRECTIONS + AZIMUTHS_DEG.length]!);
  const peak = perBlock((b) => peaks[b]!.score);
  const bestScan = perBlock((b) => strongestScan(track, b));
  const azimuth = perBlock((b) => Math.abs(SCAN_AZIMUTHS_DEG[peaks[b]!.beam]!) / 45);

  const quiet = Array.from(
    { length: blockCount },
    (_, b) => !(mouthAdvantage[b]! > MOUTH_ADVANTAGE_DB && speechTherapist[b]! > 0),
  );
  const aboveBackground = (values: Float32Array) => {
    const near = runningBackground(values, quiet, BACKGROUND_BLOCKS);
    const far = runningBackground(values, quiet, LONG_BACKGROUND_BLOCKS);
    return values.map((value, b) => value - Math.min(near[b]!, far[b]!));
  };
  const peakAbove = aboveBackground(peak);
  const scanAbove = aboveBackground(scanLevel);
  const bestScanAbove = aboveBackground(bestScan);
  const levelAbove = aboveBackground(level);

  const out = new Float32Array(blockCount * SEGMENTER_FEATURES.length);
  for (let b = 0; b < blockCount; b++) {
    out.set(
      [
        speechTherapist[b]!,
        level[b]!,
        mouthAdvantage[b]!,
        mouthScore[b]!,
        speechPatient[b]!,
        speech[b]!,
        10 * peakAbove[b]!,
        scanAbove[b]!,
        bestScanAbove[b]!,
        levelAbove[b]!,
        peak[b]!,
        azimuth[b]!,
        Math.max(level[b]!, -8),
        (speechPatient[b]! * Math.min(8, Math.max(0, scanAbove[b]!))) / 4,
      ],
      b * SEGMENTER_FEATURES.length,
    );
  }
  return out;
}

/** Log-odds of a probability, kept finite at both ends. */
export function speechLogit(probability: number): number {
  return Math.log((probability + 0.01) / (1.01 - probability));
}

/** Mean over a window centred on each value; the window shrinks at the ends. */
export function smoothed(values: Float32Array, window = SMOOTHING_BLOCKS): Float32Array {
  const half = window >> 1;
  return values.map((_, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(values.length, i + half + 1);
    let sum = 0;
    for (let k = from; k < to; k++) sum += values[k]!;
    return sum / (to - from);
  });
}

function scanPeak(track: BlockTrack, block: number): { readonly beam: number; readonly score: number } {
  const every = (AZIMUTHS_DEG.length - 1) / (SCAN_COUNT - 1);
  let beam = 0;
  let score = -1;
  for (let s = 0; s < SCAN_COUNT; s++) {
    const value = track.srp[block * SRP_DIRECTIONS + s * every]!;
    if (value > score) {
      score = value;
      beam = s;
    }
  }
  return { beam, score };
}

function strongestScan(track: BlockTrack, block: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < SCAN_COUNT; s += 3) best = Math.max(best, track.scanLevelDb[block * SCAN_COUNT + s]!);
  return best;
}

function runningBackground(values: Float32Array, counted: readonly boolean[], reach: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += BACKGROUND_STEP) {
    const from = Math.max(0, at - reach);
    const to = Math.min(values.length, at + reach);
    const around: number[] = [];
    for (let k = from; k < to; k++) if (counted[k]) around.push(values[k]!);
    const heard = around.length > 0 ? around : values.subarray(from, to);
    out.fill(quantile(heard, BACKGROUND_SHARE), at, at + BACKGROUND_STEP);
  }
  return out;
}
