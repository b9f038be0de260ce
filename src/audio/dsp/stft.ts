/**
 * Short-time Fourier transform of several channels: 1024 samples every 256, square-root Hann on both sides,
 * which gives the signal back exactly. Layout: frame, then channel, then bin.
 */
import { RealFft } from './realFft.ts';
import { sqrtHann } from './windows.ts';

export const FRAME_SIZE = 1024;
export const HOP = 256;
export const BIN_COUNT = FRAME_SIZE / 2 + 1;

/** The squared window adds up to 2 at a hop of a quarter. */
const OVERLAP_GAIN = 2;
const WINDOW = sqrtHann(FRAME_SIZE);
/** The window on the way out, with the overlap's gain taken off. */
const CLOSING_WINDOW = WINDOW.map((value) => value / OVERLAP_GAIN);

export interface Spectrogram {
  readonly frameCount: number;
  readonly channelCount: number;
  readonly re: Float32Array;
  readonly im: Float32Array;
}

export function emptySpectrogram(frameCount: number, channelCount: number): Spectrogram {
  const size = frameCount * channelCount * BIN_COUNT;
  return { frameCount, channelCount, re: new Float32Array(size), im: new Float32Array(size) };
}

export class Stft {
  readonly #fft = new RealFft(FRAME_SIZE);

  /** Frame t covers samples [t * HOP, t * HOP + FRAME_SIZE) of each channel; samples past the end are zero. */
  analyse(channels: readonly Float32Array[], frameCount: number): Spectrogram {
    const spectrogram = emptySpectrogram(frameCount, channels.length);
    const time = this.#fft.time;
    const window = WINDOW;
    for (let t = 0; t < frameCount; t++) {
      for (let c = 0; c < channels.length; c++) {
        const signal = channels[c]!;
        const start = t * HOP;
        const held = Math.min(FRAME_SIZE, Math.max(0, signal.length - start));
        for (let i = 0; i < held; i++) time[i] = signal[start + i]! * window[i]!;
        time.fill(0, held);
        this.#fft.forward(spectrogram.re, spectrogram.im, (t * channels.length + c) * BIN_COUNT);
      }
    }
    return spectrogram;
  }

  /** Overlap-adds one channel; the first and last three hops are incomplete unless neighbours are added. */
  synthesise(spectrogram: Spectrogram, channel = 0): Float32Array {
    const { frameCount, channelCount, re, im } = spectrogram;
    const out = new Float32Array(frameCount === 0 ? 0 : (frameCount - 1) * HOP + FRAME_SIZE);
    for (let t = 0; t < frameCount; t++) {
      const frame = this.#fft.inverse(re, im, (t * channelCount + channel) * BIN_COUNT);
      for (let i = 0, at = t * HOP; i < FRAME_SIZE; i++, at++) out[at]! += frame[i]! * CLOSING_WINDOW[i]!;
    }
    return out;
  }
}

/** Adds one frame out of two that stand in turns (see RealFft.inversePair) to a sound. */
export function overlapAdd(out: Float32Array, start: number, pair: Float64Array, which: 0 | 1): void {
  for (let i = 0, at = start; i < FRAME_SIZE; i++, at++) out[at]! += pair[2 * i + which]! * CLOSING_WINDOW[i]!;
}

export function binOf(frequencyHz: number, sampleRateHz: number): number {
  return Math.round((frequencyHz * FRAME_SIZE) / sampleRateHz);
}

export function frequencyOf(bin: number, sampleRateHz: number): number {
  return (bin * sampleRateHz) / FRAME_SIZE;
}
