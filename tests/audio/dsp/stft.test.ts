import { describe, expect, it } from 'vitest';
import { powerDb } from '../../../src/audio/dsp/decibels.ts';
import { RealFft } from '../../../src/audio/dsp/realFft.ts';
import { BIN_COUNT, FRAME_SIZE, HOP, Stft } from '../../../src/audio/dsp/stft.ts';
import { noise, tone } from '../signals.ts';

describe('real FFT', () => {
  it('agrees with the sum that defines it', () => {
    const fft = new RealFft(16);
    const x = noise(16, 3);
    fft.time.set(x);
    const re = new Float64Array(9);
    const im = new Float64Array(9);
    fft.forward(re, im);
    for (let k = 0; k < 9; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let i = 0; i < 16; i++) {
        sumRe += x[i]! * Math.cos((2 * Math.PI * k * i) / 16);
        sumIm -= x[i]! * Math.sin((2 * Math.PI * k * i) / 16);
      }
      expect(re[k]).toBeCloseTo(sumRe, 6);
      expect(im[k]).toBeCloseTo(sumIm, 6);
    }
  });
});

describe('short-time Fourier transform', () => {
  it('gives noise on two channels back with an error below -90 dB', () => {
    const stft = new Stft();
    const channels = [noise(16000, 1), noise(16000, 2)];
    const frames = Math.floor((16000 - FRAME_SIZE) / HOP) + 1;
    const spectrogram = stft.analyse(channels, frames);
    for (const [c, original] of channels.entries()) {
      const back = stft.synthesise(spectrogram, c);
      let error = 0;
      let signal = 0;
      for (let i = FRAME_SIZE; i < (frames - 4) * HOP; i++) {
        error += (back[i]! - original[i]!) ** 2;
        signal += original[i]! ** 2;
      }
      expect(powerDb(error / signal)).toBeLessThan(-90);
    }
  });

  it('puts a tone into its own bin', () => {
    const spectrogram = new Stft().analyse([tone(FRAME_SIZE, 1000)], 1);
    const powers = Array.from({ length: BIN_COUNT }, (_, k) => spectrogram.re[k]! ** 2 + spectrogram.im[k]! ** 2);
    expect(powers.indexOf(Math.max(...powers))).toBe(64);
    expect(powerDb(powers[200]! / powers[64]!)).toBeLessThan(-60);
  });

  it('hears silence past the end of the sound, not garbage', () => {
    const spectrogram = new Stft().analyse([noise(100, 5)], 3);
    expect(spectrogram.re.every(Number.isFinite)).toBe(true);
    expect(spectrogram.re.subarray(2 * BIN_COUNT).every((v) => v === 0)).toBe(true);
  });
});
