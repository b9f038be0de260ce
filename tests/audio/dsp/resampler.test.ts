import { describe, expect, it } from 'vitest';
import { meanPower, powerDb } from '../../../src/audio/dsp/decibels.ts';
import { Resampler } from '../../../src/audio/dsp/resampler.ts';
import { noise, tone } from '../signals.ts';

function resampled(input: Float32Array, inputRateHz: number): Float32Array {
  const resampler = new Resampler(inputRateHz, 16000);
  return resampler.resample(input, 0, 0, resampler.outputLength(input.length));
}

/** The steady part: without the edges, where the filter runs out of sound. */
function steady(signal: Float32Array): Float32Array {
  return signal.subarray(500, signal.length - 500);
}

describe('resampler', () => {
  it.each([8000, 11025, 12345, 22050, 44100, 48000, 96000])(
    'passes tones below 3 kHz from %i Hz unchanged',
    (rateHz) => {
      for (const frequencyHz of [100, 1000, 3000]) {
        const out = steady(resampled(tone(rateHz, frequencyHz, rateHz), rateHz));
        expect(powerDb(meanPower(out)) - powerDb(0.125)).toBeCloseTo(0, 1);
      }
    },
  );

  it('keeps a tone in step: its samples are those of the same tone at 16 kHz', () => {
    const out = resampled(tone(44100, 700, 44100), 44100);
    const wanted = tone(out.length, 700);
    const error = steady(out.map((v, i) => v - wanted[i]!));
    expect(powerDb(meanPower(error) / 0.125)).toBeLessThan(-60);
  });

  it('is flat within a tenth of a decibel up to 6.5 kHz', () => {
    for (const frequencyHz of [4000, 5000, 6000, 6500]) {
      const out = steady(resampled(tone(48000, frequencyHz, 48000), 48000));
      expect(Math.abs(powerDb(meanPower(out)) - powerDb(0.125))).toBeLessThan(0.1);
    }
  });

  it.each([
    [48000, 8100],
    [48000, 9500],
    [48000, 15500],
    [44100, 12000],
    [96000, 40000],
  ])('holds back what would alias: at %i Hz a tone of %i Hz is 60 dB down', (rateHz, frequencyHz) => {
    const out = steady(resampled(tone(rateHz, frequencyHz, rateHz), rateHz));
    expect(powerDb(meanPower(out)) - powerDb(0.125)).toBeLessThan(-60);
  });

  it('gives the same samples whether it reads on or jumps in', () => {
    const resampler = new Resampler(44100, 16000);
    const input = noise(44100, 9);
    const whole = resampler.resample(input, 0, 0, 16000);
    const { start, end } = resampler.inputRange(8000, 100);
    const part = resampler.resample(input.slice(start, end), start, 8000, 100);
    expect([...part]).toEqual([...whole.subarray(8000, 8100)]);
  });

  it('delays nothing: an impulse stays where it was', () => {
    const impulse = new Float32Array(4800);
    impulse[2400] = 1;
    const out = resampled(impulse, 48000);
    const peak = out.reduce((best, v, i) => (Math.abs(v) > Math.abs(out[best]!) ? i : best), 0);
    expect(peak).toBe(800);
  });
});
