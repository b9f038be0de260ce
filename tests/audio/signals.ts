/** Sound made to measure for the audio tests: seeded noise, tones, plane waves; nothing random. */
import {
  BIN_COUNT,
  emptySpectrogram,
  FRAME_SIZE,
  frequencyOf,
  HOP,
  type Spectrogram,
  Stft,
} from '../../src/audio/dsp/stft.ts';
import type { Steering } from '../../src/audio/frontEnd/geometry.ts';

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function uniform(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Gaussian noise of the given standard deviation. */
export function noise(length: number, seed: number, deviation = 0.1): Float32Array {
  const next = uniform(seed);
  return Float32Array.from({ length }, () => {
    const radius = Math.sqrt(-2 * Math.log(next() + 1e-12));
    return deviation * radius * Math.cos(2 * Math.PI * next());
  });
}

export function tone(length: number, frequencyHz: number, rateHz = 16000, amplitude = 0.5): Float32Array {
  return Float32Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / rateHz));
}

/** A source's signal, given as complex noise per bin, as an array with this response hears it. */
export function sourceSpectrogram(steering: Steering, frameCount: number, seed: number): Spectrogram {
  const { channelCount } = steering;
  const out = emptySpectrogram(frameCount, channelCount);
  const re = noise(frameCount * BIN_COUNT, seed, 1);
  const im = noise(frameCount * BIN_COUNT, seed + 1, 1);
  for (let t = 0; t < frameCount; t++) {
    for (let c = 0; c < channelCount; c++) {
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        const s = t * BIN_COUNT + bin;
        const h = c * BIN_COUNT + bin;
        const at = (t * channelCount + c) * BIN_COUNT + bin;
        out.re[at] = steering.re[h]! * re[s]! - steering.im[h]! * im[s]!;
        out.im[at] = steering.re[h]! * im[s]! + steering.im[h]! * re[s]!;
      }
    }
  }
  return out;
}

/** Sum of spectrograms, the second scaled. */
export function mixed(a: Spectrogram, b: Spectrogram, gain = 1): Spectrogram {
  return { ...a, re: a.re.map((v, i) => v + gain * b.re[i]!), im: a.im.map((v, i) => v + gain * b.im[i]!) };
}

export function bandPower(spectrogram: Spectrogram, fromHz = 300, toHz = 4000): number {
  let power = 0;
  for (let t = 0; t < spectrogram.frameCount; t++) {
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      const hz = frequencyOf(bin, 16000);
      if (hz < fromHz || hz > toHz) continue;
      const at = t * spectrogram.channelCount * BIN_COUNT + bin;
      power += spectrogram.re[at]! ** 2 + spectrogram.im[at]! ** 2;
    }
  }
  return power / spectrogram.frameCount;
}

/** A signal as an array with this response hears it, of the same length. */
export function atArray(signal: Float32Array, steering: Steering): Float32Array[] {
  const lead = FRAME_SIZE;
  const padded = new Float32Array(signal.length + 2 * lead);
  padded.set(signal, lead);
  const stft = new Stft();
  const frames = Math.ceil(padded.length / HOP);
  const dry = stft.analyse([padded], frames);
  return Array.from({ length: steering.channelCount }, (_, c) => {
    const wet = emptySpectrogram(frames, 1);
    for (let t = 0; t < frames; t++) {
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        const at = t * BIN_COUNT + bin;
        const h = c * BIN_COUNT + bin;
        wet.re[at] = steering.re[h]! * dry.re[at]! - steering.im[h]! * dry.im[at]!;
        wet.im[at] = steering.re[h]! * dry.im[at]! + steering.im[h]! * dry.re[at]!;
      }
    }
    return stft.synthesise(wet).slice(lead, lead + signal.length);
  });
}

/** Sounds laid over each other on one time line: channel by channel, each from its start. */
export function scene(
  lengthSamples: number,
  channelCount: number,
  parts: readonly { readonly start: number; readonly channels: readonly Float32Array[] }[],
  noiseDeviation = 1e-4,
): Float32Array[] {
  const out = Array.from({ length: channelCount }, (_, c) => noise(lengthSamples, 900 + c, noiseDeviation));
  for (const { start, channels } of parts) {
    for (let c = 0; c < channelCount; c++) {
      for (let i = 0; i < channels[c]!.length && start + i < lengthSamples; i++)
        out[c]![start + i]! += channels[c]![i]!;
    }
  }
  return out;
}

/** Something like speech: noise with a falling spectrum that comes and goes four times a second. */
export function babbling(lengthSamples: number, seed: number, deviation: number, colour = 0.9): Float32Array {
  const raw = noise(lengthSamples, seed, deviation);
  let last = 0;
  return raw.map((value, i) => {
    last = colour * last + (1 - colour) * value * 3;
    return last * (0.55 + 0.45 * Math.sin((2 * Math.PI * 4 * i) / 16000));
  });
}
