/** The sound of a segment as the recogniser wants it: one channel through a beam, at one level, with soft edges. */
import type { PcmSource } from '../../shared/domain/audio.ts';
import { amplitude, powerDb, quantile } from '../dsp/decibels.ts';
import { FRAME_SIZE, HOP, type Stft } from '../dsp/stft.ts';
import { applyBeam, type Beam } from './beams.ts';
import { stepped } from './packedSound.ts';
import { readFrames, readSpan, type SampleSpan } from './readFrames.ts';

const ACTIVE_DBFS = -20;
const ACTIVE_RANGE_DB = 25;
const ACTIVE_FRAME = 320;
const FADE_SAMPLES = 320;
const MAX_PEAK = 0.98;

/** A beam's output over a span of the recording. */
export async function beamSound(
  source: PcmSource,
  channels: readonly number[],
  stft: Stft,
  beam: Beam,
  span: SampleSpan,
): Promise<Float32Array> {
  // Two frames more on each side, so that every sample of the span is covered by all frames it belongs to.
  const first = Math.floor(span.start / HOP) - 2;
  const last = Math.ceil((span.start + span.length) / HOP) + 2;
  const input = await readFrames(source, channels, stft, first, last - first + 1);
  const out = stft.synthesise(applyBeam(beam, input));
  const offset = span.start - (first * HOP - FRAME_SIZE / 2);
  return out.slice(offset, offset + span.length);
}

export async function microphoneSound(source: PcmSource, channel: number, span: SampleSpan): Promise<Float32Array> {
  const [samples] = await readSpan(source, [channel], span);
  return Float32Array.from(samples!);
}

/** Brings speech to -20 dBFS in 16-bit steps, limited so that nothing clips, and fades both ends over 20 ms. */
export function levelled(samples: Float32Array): Float32Array {
  const level = activeLevelDb(samples);
  let peak = 0;
  for (const value of samples) peak = Math.max(peak, Math.abs(value));
  if (!Number.isFinite(level) || peak === 0) return new Float32Array(samples.length);
  const gain = Math.min(amplitude(ACTIVE_DBFS - level), MAX_PEAK / peak);
  const fade = Math.min(FADE_SAMPLES, samples.length >> 1);
  return samples.map((value, i) => {
    const edge = Math.min(i, samples.length - 1 - i);
    return stepped(value * gain * (edge < fade ? edge / fade : 1));
  });
}

/** Mean level of the 20 ms frames within 25 dB of the loudest ones, re full scale. */
export function activeLevelDb(samples: Float32Array): number {
  const powers: number[] = [];
  for (let at = 0; at < samples.length; at += ACTIVE_FRAME) {
    const frame = samples.subarray(at, at + ACTIVE_FRAME);
    powers.push(frame.reduce((sum, value) => sum + value * value, 0) / frame.length);
  }
  const floor = quantile(powers, 0.95) * 10 ** (-ACTIVE_RANGE_DB / 10);
  const active = powers.filter((power) => power >= floor && power > 0);
  return powerDb(active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length));
}
