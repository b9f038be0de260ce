/** Brings a piece of speech to the level the recogniser likes; joined pieces would otherwise drown each other. */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';

const FRAME = SAMPLE_RATE_HZ / 50;
const TARGET_DBFS = -20;
const MAX_GAIN_DB = 45;
/** Frames so far below the loud ones do not count as speech. */
const ACTIVE_RANGE_DB = 20;
/** Below this there is nothing but the converter's own noise. */
const SILENCE_DBFS = -80;
const PEAK = 0.98;
const FADE = SAMPLE_RATE_HZ / 50;

/** Power of each 20 ms frame. */
export function framePowers(samples: Float32Array): Float32Array {
  const powers = new Float32Array(Math.ceil(samples.length / FRAME));
  for (let frame = 0; frame < powers.length; frame++) {
    const from = frame * FRAME;
    const to = Math.min(samples.length, from + FRAME);
    let sum = 0;
    for (let index = from; index < to; index++) sum += samples[index]! * samples[index]!;
    powers[frame] = sum / (to - from);
  }
  return powers;
}

/** Mean level of the frames within 20 dB of the loud ones; −Infinity for digital silence. */
export function activeLevelDbFs(samples: Float32Array): number {
  const powers = framePowers(samples).sort();
  if (powers.length === 0) return -Infinity;
  const loud = powers[Math.floor((powers.length - 1) * 0.95)]!;
  const floor = loud / 10 ** (ACTIVE_RANGE_DB / 10);
  const active = powers.filter((power) => power >= floor);
  return 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length);
}

export function isSilent(samples: Float32Array): boolean {
  return !(activeLevelDbFs(samples) > SILENCE_DBFS);
}

/** A copy at −20 dBFS active level, never clipped. */
export function levelled(samples: Float32Array): Float32Array {
  const gainDb = Math.min(MAX_GAIN_DB, TARGET_DBFS - activeLevelDbFs(samples));
  const peak = samples.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const gain = Number.isFinite(gainDb) && peak > 0 ? Math.min(10 ** (gainDb / 20), PEAK / peak) : 1;
  return samples.map((value) => value * gain);
}

/** Takes the click out of a cut next to silence, in place. */
export function fade(samples: Float32Array, edge: 'start' | 'end'): void {
  const length = Math.min(FADE, samples.length >> 1);
  for (let index = 0; index < length; index++) {
    const at = edge === 'start' ? index : samples.length - 1 - index;
    samples[at] = samples[at]! * (0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / length));
  }
}
