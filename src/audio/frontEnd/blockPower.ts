/**
 * Mean power in the level band of many fixed beams and of the microphones themselves, without making a single output: with
 * the block's covariance R a beam's power is w^H R w, and what depends on w alone is worked out once.
 */
import { BIN_COUNT, type Spectrogram } from '../dsp/stft.ts';
import { type Beam, LEVEL_BAND } from './beams.ts';

const BINS = LEVEL_BAND.last - LEVEL_BAND.first + 1;

export class BlockPower {
  readonly #channelCount: number;
  /** Per microphone: |x|^2; then per pair of microphones: real and imaginary part of x_i conj(x_j). Bins innermost. */
  readonly #covariance: Float64Array;
  /** Per beam what to multiply the covariance with. */
  readonly #weights: readonly Float64Array[];
  #frames = 1;

  constructor(channelCount: number, beams: readonly Beam[]) {
    this.#channelCount = channelCount;
    this.#covariance = new Float64Array(channelCount * channelCount * BINS);
    this.#weights = beams.map((beam) => powerWeights(beam, channelCount));
  }

  /** Takes in frames [first, first + count) in place of those before. */
  hear(input: Spectrogram, first: number, count: number): void {
    const { re, im } = input;
    const m = this.#channelCount;
    const sums = this.#covariance;
    sums.fill(0);
    this.#frames = count;
    for (let t = first; t < first + count; t++) {
      const row = t * m * BIN_COUNT + LEVEL_BAND.first;
      let at = 0;
      for (let c = 0; c < m; c++, at += BINS) {
        const from = row + c * BIN_COUNT;
        for (let k = 0; k < BINS; k++) {
          const xr = re[from + k]!;
          const xi = im[from + k]!;
          sums[at + k]! += xr * xr + xi * xi;
        }
      }
      for (let i = 0; i < m; i++) {
        const a = row + i * BIN_COUNT;
        for (let j = i + 1; j < m; j++, at += 2 * BINS) {
          const b = row + j * BIN_COUNT;
          for (let k = 0; k < BINS; k++) {
            const ar = re[a + k]!;
            const ai = im[a + k]!;
            const br = re[b + k]!;
            const bi = im[b + k]!;
            sums[at + k]! += ar * br + ai * bi;
            sums[at + BINS + k]! += ai * br - ar * bi;
          }
        }
      }
    }
  }

  ofMicrophone(channel: number): number {
    let power = 0;
    for (let k = channel * BINS; k < (channel + 1) * BINS; k++) power += this.#covariance[k]!;
    return power / (BINS * this.#frames);
  }

  ofBeam(index: number): number {
    const weights = this.#weights[index]!;
    const sums = this.#covariance;
    let even = 0;
    let odd = 0;
    const last = sums.length - 1;
    for (let k = 0; k < last; k += 2) {
      even += weights[k]! * sums[k]!;
      odd += weights[k + 1]! * sums[k + 1]!;
    }
    if (last % 2 === 0) even += weights[last]! * sums[last]!;
    // Rounding may leave a beam that hears nothing a hair below zero.
    return Math.max(0, even + odd) / (BINS * this.#frames);
  }
}

/** |w_i|^2, then 2 Re and -2 Im of conj(w_i) w_j, in the order of the covariance. */
function powerWeights(beam: Beam, channelCount: number): Float64Array {
  const out = new Float64Array(channelCount * channelCount * BINS);
  let at = 0;
  const bin = (channel: number, k: number) => channel * BIN_COUNT + LEVEL_BAND.first + k;
  for (let c = 0; c < channelCount; c++, at += BINS) {
    for (let k = 0; k < BINS; k++) out[at + k] = beam.re[bin(c, k)]! ** 2 + beam.im[bin(c, k)]! ** 2;
  }
  for (let i = 0; i < channelCount; i++) {
    for (let j = i + 1; j < channelCount; j++, at += 2 * BINS) {
      for (let k = 0; k < BINS; k++) {
        const [ar, ai] = [beam.re[bin(i, k)]!, beam.im[bin(i, k)]!];
        const [br, bi] = [beam.re[bin(j, k)]!, beam.im[bin(j, k)]!];
        out[at + k] = 2 * (ar * br + ai * bi);
        out[at + BINS + k] = -2 * (ar * bi - ai * br);
      }
    }
  }
  return out;
}
