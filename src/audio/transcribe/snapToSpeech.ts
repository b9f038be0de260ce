/**
 * Holds words on speech. Attention gives a word the pause before or behind it, above all the first and the last of a
 * chunk; where the edge of a word is silent for longer than any sound of speech is, the word is cut back to its voice.
 */
import { activeLevelDbFs, framePowers } from './speechLevel.ts';

const FRAME_S = 0.02;
/** Frames so far below the active level are silent, where the place is quiet. */
const QUIET_RANGE_DB = 20;
/** In noise: frames that hardly rise over the quietest tenth … */
const OVER_NOISE_DB = 6;
/** … but never frames within this of the active level. */
const LOUD_RANGE_DB = 10;
/** Closures before p, t, k and weak fricatives are shorter: they stay part of the word. */
const LONGEST_CLOSURE = 5;

interface Timed {
  readonly startS: number;
  readonly endS: number;
}

/** @param samples 16 kHz, what `words` are timed in */
export function snapToSpeech<W extends Timed>(words: readonly W[], samples: Float32Array): W[] {
  const powers = framePowers(samples);
  const floor = silentBelow(powers, activeLevelDbFs(samples));
  return words.map((word) => {
    const from = Math.floor(word.startS / FRAME_S);
    const to = Math.min(powers.length, Math.ceil(word.endS / FRAME_S));
    const isVoiced = powers.subarray(from, to).map((power) => (power >= floor ? 1 : 0));
    const first = isVoiced.indexOf(1);
    if (first < 0) return word;
    const behind = isVoiced.length - 1 - isVoiced.lastIndexOf(1);
    return {
      ...word,
      startS: first > LONGEST_CLOSURE ? Math.max(word.startS, (from + first) * FRAME_S) : word.startS,
      endS: behind > LONGEST_CLOSURE ? Math.min(word.endS, (to - behind) * FRAME_S) : word.endS,
    };
  });
}

function silentBelow(powers: Float32Array, activeDb: number): number {
  const sounding = powers.filter((power) => power > 0).sort();
  const noiseDb = 10 * Math.log10(sounding[Math.floor(sounding.length / 10)] ?? 0);
  const floorDb = Math.min(activeDb - LOUD_RANGE_DB, Math.max(activeDb - QUIET_RANGE_DB, noiseDb + OVER_NOISE_DB));
  return 10 ** (floorDb / 10);
}
