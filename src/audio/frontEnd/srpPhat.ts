/**
 * Steered response power with phase transform (DiBiase 2000): how well the phases between microphone pairs fit
 * each candidate direction. The score is the mean over pairs and bins, 1 for a single plane wave, about 0 for noise.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { BIN_COUNT, binOf, type Spectrogram } from '../dsp/stft.ts';
import { distance, type MicrophoneArray, type Steering } from './geometry.ts';

const FIRST_BIN = binOf(300, SAMPLE_RATE_HZ);
const LAST_BIN = binOf(5000, SAMPLE_RATE_HZ);
const BINS = LAST_BIN - FIRST_BIN + 1;
/** More pairs cost time and tell little: the longest are kept. */
const MAX_PAIRS = 20;

type Pair = readonly [number, number];

export class SrpPhat {
  readonly directionCount: number;
  readonly #pairs: readonly Pair[];
  /** Expected cross phases: direction, pair, bin. */
  readonly #expectedRe: Float32Array;
  readonly #expectedIm: Float32Array;
  readonly #crossRe: Float32Array;
  readonly #crossIm: Float32Array;
  readonly #phaseRe: Float32Array;
  readonly #phaseIm: Float32Array;

  constructor(array: MicrophoneArray, candidates: readonly Steering[]) {
    this.directionCount = candidates.length;
    this.#pairs = longestPairs(array);
    const size = this.#pairs.length * BINS;
    this.#expectedRe = new Float32Array(candidates.length * size);
    this.#expectedIm = new Float32Array(candidates.length * size);
    this.#crossRe = new Float32Array(size);
    this.#crossIm = new Float32Array(size);
    this.#phaseRe = new Float32Array(array.microphones.length * BINS);
    this.#phaseIm = new Float32Array(array.microphones.length * BINS);
    candidates.forEach((steering, d) => {
      this.#pairs.forEach(([i, j], p) => {
        for (let k = 0; k < BINS; k++) this.#expect(d * size + p * BINS + k, steering, i, j, FIRST_BIN + k);
      });
    });
  }

  /** Scores of all directions for frames [first, first + count), written to `out` from `offset` on. */
  score(input: Spectrogram, first: number, count: number, out: Float32Array, offset: number): void {
    this.#crossRe.fill(0);
    this.#crossIm.fill(0);
    for (let t = first; t < first + count; t++) this.#addFrame(input, t);
    const [crossRe, crossIm] = [this.#crossRe, this.#crossIm];
    const [expectedRe, expectedIm] = [this.#expectedRe, this.#expectedIm];
    const size = crossRe.length;
    const scale = 1 / (size * count);
    for (let d = 0; d < this.directionCount; d++) {
      // Two sums, so that the additions need not wait for each other.
      let sumRe = 0;
      let sumIm = 0;
      const from = d * size;
      for (let k = 0; k < size; k++) {
        sumRe += crossRe[k]! * expectedRe[from + k]!;
        sumIm += crossIm[k]! * expectedIm[from + k]!;
      }
      out[offset + d] = (sumRe + sumIm) * scale;
    }
  }

  #expect(at: number, steering: Steering, i: number, j: number, bin: number): void {
    const a = i * BIN_COUNT + bin;
    const b = j * BIN_COUNT + bin;
    const re = steering.re[a]! * steering.re[b]! + steering.im[a]! * steering.im[b]!;
    const im = steering.im[a]! * steering.re[b]! - steering.re[a]! * steering.im[b]!;
    const size = Math.hypot(re, im) || 1;
    this.#expectedRe[at] = re / size;
    this.#expectedIm[at] = im / size;
  }

  #addFrame(input: Spectrogram, frame: number): void {
    const phaseRe = this.#phaseRe;
    const phaseIm = this.#phaseIm;
    for (let c = 0; c < input.channelCount; c++) {
      const from = (frame * input.channelCount + c) * BIN_COUNT + FIRST_BIN;
      for (let k = 0; k < BINS; k++) {
        const re = input.re[from + k]!;
        const im = input.im[from + k]!;
        const scale = 1 / Math.sqrt(re * re + im * im + 1e-20);
        phaseRe[c * BINS + k] = re * scale;
        phaseIm[c * BINS + k] = im * scale;
      }
    }
    for (let p = 0; p < this.#pairs.length; p++) {
      const [i, j] = this.#pairs[p]!;
      const at = p * BINS;
      for (let k = 0; k < BINS; k++) {
        const ar = phaseRe[i * BINS + k]!;
        const ai = phaseIm[i * BINS + k]!;
        const br = phaseRe[j * BINS + k]!;
        const bi = phaseIm[j * BINS + k]!;
        this.#crossRe[at + k]! += ar * br + ai * bi;
        this.#crossIm[at + k]! += ai * br - ar * bi;
      }
    }
  }
}

function longestPairs(array: MicrophoneArray): Pair[] {
  const { microphones } = array;
  const pairs: Pair[] = [];
  for (let i = 0; i < microphones.length; i++) for (let j = i + 1; j < microphones.length; j++) pairs.push([i, j]);
  const length = ([i, j]: Pair) => distance(microphones[i]!, microphones[j]!);
  return pairs.sort((a, b) => length(b) - length(a)).slice(0, MAX_PAIRS);
}
