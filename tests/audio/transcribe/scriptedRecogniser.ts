/**
 * A stand-in for Whisper that reads what a test wrote into the sound: each stretch of tone is "spoken" as words named after
 * its pitch, one per half second, at the times where the tone stands. So a test sees whose words end up where.
 */

import type { RecognisedWord, Recogniser, Recognition } from '../../../src/audio/transcribe/recogniser.ts';
import { type Role, SAMPLE_RATE_HZ, type SegmentSound } from '../../../src/shared/domain/audio.ts';

const SHORTEST_SILENCE = 0.2 * SAMPLE_RATE_HZ;

export interface Scripted extends Recogniser {
  /** Length of every call so far, in seconds. */
  readonly calls: number[];
}

export function scriptedRecogniser(change?: (heard: Recognition, seconds: number) => Recognition): Scripted {
  const calls: number[] = [];
  return {
    calls,
    recognise: async ({ samples }) => {
      const seconds = samples.length / SAMPLE_RATE_HZ;
      calls.push(seconds);
      const words = stretches(samples).flatMap(([from, to]) => wordsOfStretch(samples, from, to));
      const heard: Recognition = {
        words,
        outcome: words.length > 0 ? 'words' : 'nothing',
        noSpeechP: 0.01,
        meanLogP: -0.2,
      };
      return change ? change(heard, seconds) : heard;
    },
  };
}

/** A tone of whole hertz: what the scripted recogniser says, it says about this number. */
export function tone(hertz: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * SAMPLE_RATE_HZ) },
    (_, index) => 0.1 * Math.cos((2 * Math.PI * hertz * index) / SAMPLE_RATE_HZ),
  );
}

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * SAMPLE_RATE_HZ));
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function sound(id: string, role: Role, startMs: number, samples: Float32Array): SegmentSound {
  const endMs = startMs + Math.round((samples.length / SAMPLE_RATE_HZ) * 1000);
  return { segment: { id, role, roleP: 0.9, beam: 'microphone', startMs, endMs }, samples };
}

function stretches(samples: Float32Array): [number, number][] {
  const found: [number, number][] = [];
  let from = -1;
  let lastLoud = -1;
  samples.forEach((value, index) => {
    if (Math.abs(value) < 1e-6) return;
    if (from < 0) from = index;
    else if (index - lastLoud > SHORTEST_SILENCE) {
      found.push([from, lastLoud + 1]);
      from = index;
    }
    lastLoud = index;
  });
  if (from >= 0) found.push([from, lastLoud + 1]);
  return found;
}

function wordsOfStretch(samples: Float32Array, from: number, to: number): RecognisedWord[] {
  const step = SAMPLE_RATE_HZ / 2;
  const words: RecognisedWord[] = [];
  for (let at = from; at + step / 2 <= to; at += step) {
    const end = Math.min(to, at + step);
    const text = `w${pitchOf(samples.subarray(at, end))}`;
    words.push({ text, startS: at / SAMPLE_RATE_HZ, endS: end / SAMPLE_RATE_HZ, p: 0.9 });
  }
  return words;
}

/** Zero crossings to the nearest 50 Hz. */
function pitchOf(samples: Float32Array): number {
  let crossings = 0;
  for (let index = 1; index < samples.length; index++) if (samples[index]! > 0 !== samples[index - 1]! > 0) crossings++;
  return Math.round((crossings * SAMPLE_RATE_HZ) / (2 * samples.length) / 50) * 50;
}
