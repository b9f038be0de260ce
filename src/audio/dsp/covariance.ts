/**
 * Spatial covariance of an array, one Hermitian matrix per frequency bin, summed over chosen frames.
 * Only the upper triangle is kept, pair by pair along the bins, so that the inner loop runs over memory in order.
 */
import { type ComplexMatrix, complexMatrix } from './complexMatrix.ts';
import { BIN_COUNT, type Spectrogram } from './stft.ts';

export interface Covariance {
  readonly channelCount: number;
  /** Frames (or their weights) summed so far. */
  weight: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function emptyCovariance(channelCount: number): Covariance {
  const size = ((channelCount * (channelCount + 1)) / 2) * BIN_COUNT;
  return { channelCount, weight: 0, re: new Float64Array(size), im: new Float64Array(size) };
}

/** Adds x x^H of one frame. */
export function addFrame(sum: Covariance, spectrogram: Spectrogram, frame: number): void {
  const { channelCount } = sum;
  const { re, im } = spectrogram;
  let pair = 0;
  for (let i = 0; i < channelCount; i++) {
    const a = (frame * channelCount + i) * BIN_COUNT;
    for (let j = i; j < channelCount; j++, pair += BIN_COUNT) {
      const b = (frame * channelCount + j) * BIN_COUNT;
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        const ar = re[a + bin]!;
        const ai = im[a + bin]!;
        const br = re[b + bin]!;
        const bi = im[b + bin]!;
        sum.re[pair + bin]! += ar * br + ai * bi;
        sum.im[pair + bin]! += ai * br - ar * bi;
      }
    }
  }
  sum.weight += 1;
}

export function addCovariance(sum: Covariance, part: Covariance): void {
  for (let i = 0; i < sum.re.length; i++) {
    sum.re[i]! += part.re[i]!;
    sum.im[i]! += part.im[i]!;
  }
  sum.weight += part.weight;
}

/** The mean matrix of one bin. */
export function covarianceAt(sum: Covariance, bin: number): ComplexMatrix {
  const n = sum.channelCount;
  const out = complexMatrix(n, n);
  const scale = 1 / Math.max(sum.weight, 1);
  for (let i = 0, pair = bin; i < n; i++) {
    for (let j = i; j < n; j++, pair += BIN_COUNT) {
      out.re[i * n + j] = sum.re[pair]! * scale;
      out.re[j * n + i] = sum.re[pair]! * scale;
      out.im[i * n + j] = sum.im[pair]! * scale;
      out.im[j * n + i] = -sum.im[pair]! * scale;
    }
  }
  return out;
}
