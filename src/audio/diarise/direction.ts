/**
 * Where a stretch of speech comes from: the direction score over its blocks minus that of the noise around it,
 * because a bike or a loudspeaker scores too. Long stretches are split where the direction jumps.
 */
import { median } from '../dsp/decibels.ts';
import { type BlockTrack, SRP_DIRECTIONS } from '../frontEnd/blockTrack.ts';
import { AZIMUTHS_DEG } from '../frontEnd/soundField.ts';
import type { BlockLabel, BlockRun } from './segmenter.ts';

/** Noise is looked for within 10 s on each side. */
export const CONTEXT_BLOCKS = 156;
const SPLIT_MIN_BLOCKS = 20;
const SPLIT_WINDOW_BLOCKS = 13;
const SPLIT_ANGLE_DEG = 22;
const SPLIT_LASTING_BLOCKS = 9;
/** Pieces this close in angle and time are one person who stayed where he was. */
const SAME_PLACE_DEG = 20;
const SAME_PLACE_BLOCKS = 188;

/** A run goes to the place of a surer one within 20 s when its own sound fits there nearly as well as at its peak. */
const NEIGHBOUR_BLOCKS = 312;
const NEARLY_AS_WELL = 0.8;
const ABOUT_THERE_DEG = 5;

type Scores = Float64Array;

/**
 * Direction of each run, degrees. In noise the peak of a short run is often the noise's: a surer neighbour says where to
 * look. Neighbours at nearly the same place share one direction, which steadies short ones.
 * @param sureness of each run: how clearly somebody speaks there
 */
export function directionsOf(
  track: BlockTrack,
  labels: readonly BlockLabel[],
  runs: readonly BlockRun[],
  sureness: readonly number[],
): number[] {
  const heard = runs.map((run, i) => {
    const scores = excessScores(track, labels, run);
    return { run, scores, peakDeg: peakOf(scores), sureness: sureness[i]! };
  });
  const groups: { scores: Scores; azimuthDeg: number; end: number }[] = [];
  const groupOf = heard.map((one) => {
    const azimuthDeg = placeOf(one, heard);
    const length = one.run.end - one.run.start;
    const near = groups.find(
      (g) => Math.abs(g.azimuthDeg - azimuthDeg) <= SAME_PLACE_DEG && one.run.start - g.end <= SAME_PLACE_BLOCKS,
    );
    const group = near ?? { scores: new Float64Array(one.scores.length), azimuthDeg, end: one.run.end };
    if (!near) groups.push(group);
    for (let d = 0; d < one.scores.length; d++) group.scores[d]! += one.scores[d]! * length;
    group.azimuthDeg = peakNear(group.scores, azimuthDeg, SAME_PLACE_DEG);
    group.end = one.run.end;
    return group;
  });
  return groupOf.map((group) => group.azimuthDeg);
}

interface HeardRun {
  readonly run: BlockRun;
  readonly scores: Scores;
  readonly peakDeg: number;
  readonly sureness: number;
}

function placeOf(one: HeardRun, all: readonly HeardRun[]): number {
  const peak = scoreNear(one.scores, one.peakDeg, 0);
  const guides = all.filter(
    (other) =>
      other.sureness > one.sureness &&
      other.run.start - one.run.end <= NEIGHBOUR_BLOCKS &&
      one.run.start - other.run.end <= NEIGHBOUR_BLOCKS &&
      scoreNear(one.scores, other.peakDeg, ABOUT_THERE_DEG) >= NEARLY_AS_WELL * peak,
  );
  const surest = guides.reduce<HeardRun | null>((best, g) => (best && best.sureness >= g.sureness ? best : g), null);
  return surest ? peakNear(one.scores, surest.peakDeg, ABOUT_THERE_DEG) : one.peakDeg;
}

/** Splits a run where its direction changes for good: two people without a pause between them. */
export function splitByDirection(track: BlockTrack, labels: readonly BlockLabel[], run: BlockRun): BlockRun[] {
  if (run.end - run.start <= SPLIT_MIN_BLOCKS) return [run];
  const background = quietMedians(track, labels, run);
  const half = SPLIT_WINDOW_BLOCKS >> 1;
  const directions: number[] = [];
  for (let b = run.start; b < run.end; b++) {
    const window = { start: Math.max(run.start, b - half), end: Math.min(run.end, b + half + 1) };
    const scores = meanScores(track, blocksOf(window));
    for (let d = 0; d < scores.length; d++) scores[d]! -= background[d]!;
    directions.push(peakOf(scores));
  }
  const cuts: number[] = [];
  let start = 0;
  let away = 0;
  for (let i = 0; i < directions.length; i++) {
    const usual = median(directions.slice(start, Math.max(i - away, start + 1)));
    away = Math.abs(directions[i]! - usual) > SPLIT_ANGLE_DEG ? away + 1 : 0;
    if (away === SPLIT_LASTING_BLOCKS && i - away + 1 > start) {
      start = i - away + 1;
      cuts.push(run.start + start);
      away = 0;
    }
  }
  const edges = [run.start, ...cuts, run.end];
  return edges.slice(1).map((end, k) => ({ start: edges[k]!, end }));
}

/** Mean direction scores of a run minus those of the quiet blocks around it. */
function excessScores(track: BlockTrack, labels: readonly BlockLabel[], run: BlockRun): Scores {
  const scores = meanScores(track, blocksOf(run));
  const quiet = quietAround(labels, run);
  if (quiet.length === 0) return scores;
  const noise = meanScores(track, quiet);
  return scores.map((score, d) => score - noise[d]!);
}

function quietMedians(track: BlockTrack, labels: readonly BlockLabel[], run: BlockRun): Scores {
  const quiet = quietAround(labels, run);
  return Float64Array.from(AZIMUTHS_DEG, (_, d) => median(quiet.map((b) => track.srp[b * SRP_DIRECTIONS + d]!)));
}

export function quietAround(labels: readonly BlockLabel[], run: BlockRun): number[] {
  const from = Math.max(0, run.start - CONTEXT_BLOCKS);
  const to = Math.min(labels.length, run.end + CONTEXT_BLOCKS);
  const quiet: number[] = [];
  for (let b = from; b < to; b++) if (labels[b] === 'none') quiet.push(b);
  return quiet;
}

function blocksOf(run: BlockRun): number[] {
  return Array.from({ length: run.end - run.start }, (_, i) => run.start + i);
}

function meanScores(track: BlockTrack, blocks: readonly number[]): Scores {
  const sum = new Float64Array(AZIMUTHS_DEG.length);
  for (const b of blocks) for (let d = 0; d < sum.length; d++) sum[d]! += track.srp[b * SRP_DIRECTIONS + d]!;
  return sum.map((value) => value / Math.max(1, blocks.length));
}

function peakOf(scores: Scores): number {
  let best = 0;
  for (let d = 1; d < scores.length; d++) if (scores[d]! > scores[best]!) best = d;
  return AZIMUTHS_DEG[best]!;
}

function peakNear(scores: Scores, azimuthDeg: number, withinDeg: number): number {
  let best = azimuthDeg;
  let most = Number.NEGATIVE_INFINITY;
  AZIMUTHS_DEG.forEach((azimuth, d) => {
    if (Math.abs(azimuth - azimuthDeg) > withinDeg || scores[d]! <= most) return;
    most = scores[d]!;
    best = azimuth;
  });
  return best;
}

function scoreNear(scores: Scores, azimuthDeg: number, withinDeg: number): number {
  return scores[AZIMUTHS_DEG.indexOf(peakNear(scores, azimuthDeg, withinDeg))]!;
}
