/**
 * How loud a room is, by third octave (IEC 61260-1, centres 125 Hz to 6.3 kHz): the noise baseline of a gym, and how far
 * today is from it. Power averaged over time and microphones; impulses count as they are heard.
 */
import { powerDb } from '../dsp/decibels.ts';
import { RealFft } from '../dsp/realFft.ts';
import { sqrtHann } from '../dsp/windows.ts';

const SIZE = 1024;
const SAMPLE_RATE = 16_000;
const FIRST_BAND = -9;
const LAST_BAND = 8;
/** Mean of the squared window. */
const WINDOW_POWER = 0.5;

export const BAND_CENTRES_HZ: readonly number[] = Array.from(
  { length: LAST_BAND - FIRST_BAND + 1 },
  (_, k) => 1000 * 2 ** ((FIRST_BAND + k) / 3),
);

export interface RoomNoise {
  /** dB of full scale, one per band. */
  readonly bandsDb: readonly number[];
  /** Of the bands together. */
  readonly levelDb: number;
}

/** @param channels ±1 at 16 kHz, equally long; at least one window of 64 ms */
export function roomNoise(channels: readonly Float32Array[]): RoomNoise {
  const fft = new RealFft(SIZE);
  const window = sqrtHann(SIZE);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const power = new Float64Array(fft.binCount);
  let frames = 0;
  for (const channel of channels) {
    for (let start = 0; start + SIZE <= channel.length; start += SIZE) {
      for (let i = 0; i < SIZE; i++) fft.time[i] = channel[start + i]! * window[i]!;
      fft.forward(re, im);
      for (let bin = 0; bin < power.length; bin++) power[bin]! += re[bin]! ** 2 + im[bin]! ** 2;
      frames += 1;
    }
  }
  // Parseval: both halves of the spectrum, over the length of the window and its mean power.
  const scale = 2 / (Math.max(1, frames) * SIZE * SIZE * WINDOW_POWER);
  const bands = BAND_CENTRES_HZ.map((centreHz) => scale * bandPower(power, centreHz));
  return { bandsDb: bands.map(powerDb), levelDb: powerDb(bands.reduce((sum, value) => sum + value, 0)) };
}

/** Bins that lie partly in the band count by that part. */
function bandPower(power: Float64Array, centreHz: number): number {
  const width = SAMPLE_RATE / SIZE;
  const [from, to] = [centreHz * 2 ** (-1 / 6), centreHz * 2 ** (1 / 6)];
  let sum = 0;
  for (let bin = Math.floor(from / width); bin <= Math.ceil(to / width) && bin < power.length; bin++) {
    const inside = Math.min(to, (bin + 0.5) * width) - Math.max(from, (bin - 0.5) * width);
    if (inside > 0) sum += (power[bin]! * inside) / width;
  }
  return sum;
}
