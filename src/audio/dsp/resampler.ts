/**
 * Change of sample rate by a polyphase windowed sinc (Crochiere & Rabiner 1983). Stateless: it says which input
 * frames an output range needs and computes exactly those outputs, so a reader may jump anywhere in a long file.
 */
import { kaiser } from './windows.ts';

/** Zero crossings of the sinc on each side: with the Kaiser window below, 80 dB rejection from the Nyquist frequency on. */
const ZERO_CROSSINGS = 32;
const KAISER_BETA = 8.5;
/** Middle of the transition band as a share of the lower Nyquist frequency: flat to 0.83 of it, silent from 1.0 on. */
const CUTOFF = 0.92;

export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #halfWidth: number;
  readonly #scale: number;
  readonly #phases = new Map<number, Float64Array>();

  constructor(inputRateHz: number, outputRateHz: number) {
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    this.#up = outputRateHz / divisor;
    this.#down = inputRateHz / divisor;
    this.#scale = Math.min(1, outputRateHz / inputRateHz) * CUTOFF;
    this.#halfWidth = Math.ceil(ZERO_CROSSINGS / this.#scale);
  }

  /** Output frames that `inputFrames` of sound give. */
  outputLength(inputFrames: number): number {
    return Math.floor((inputFrames * this.#up) / this.#down);
  }

  /** Input frames [start, end) that the outputs [first, first + count) depend on; may reach past both ends. */
  inputRange(first: number, count: number): { readonly start: number; readonly end: number } {
    const start = Math.floor((first * this.#down) / this.#up) - this.#halfWidth + 1;
    const end = Math.floor(((first + count - 1) * this.#down) / this.#up) + this.#halfWidth + 1;
    return { start, end };
  }

  /** Outputs [first, first + count) from `input`, whose first sample has the index `inputStart`. */
  resample(input: Float32Array, inputStart: number, first: number, count: number): Float32Array {
    const out = new Float32Array(count);
    const { start, end } = this.inputRange(first, count);
    const padded = padTo(input, inputStart, start, end);
    for (let i = 0; i < count; i++) {
      const position = (first + i) * this.#down;
      const whole = Math.floor(position / this.#up);
      const taps = this.#taps(position - whole * this.#up);
      const from = whole - this.#halfWidth + 1 - start;
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * padded[from + k]!;
      out[i] = sum;
    }
    return out;
  }

  #taps(phase: number): Float64Array {
    const known = this.#phases.get(phase);
    if (known) return known;
    const fraction = phase / this.#up;
    const taps = new Float64Array(2 * this.#halfWidth);
    let sum = 0;
    for (let k = 0; k < taps.length; k++) {
      const distance = (k - this.#halfWidth + 1 - fraction) * this.#scale;
      taps[k] = this.#scale * sinc(distance) * kaiser(distance / ZERO_CROSSINGS, KAISER_BETA);
      sum += taps[k]!;
    }
    // Exact gain at zero frequency for every phase: no faint tone at the phase rate.
    for (let k = 0; k < taps.length; k++) taps[k]! /= sum;
    this.#phases.set(phase, taps);
    return taps;
  }
}

/** The input over [start, end), with silence where there is none: the inner loop need not ask. */
function padTo(input: Float32Array, inputStart: number, start: number, end: number): Float32Array {
  if (inputStart === start && input.length === end - start) return input;
  const padded = new Float32Array(end - start);
  const from = Math.max(inputStart, start);
  const to = Math.min(inputStart + input.length, end);
  if (to > from) padded.set(input.subarray(from - inputStart, to - inputStart), from - start);
  return padded;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
