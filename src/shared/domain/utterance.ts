import type { Span } from '../time.ts';
import type { Role } from './audio.ts';

export interface Word extends Span {
  /** As written by the recogniser, punctuation attached, no leading space. */
  readonly text: string;
  /** Probability of the word, 0 to 1. */
  readonly p: number;
}

export interface Utterance extends Span {
  /** "u0", "u1", … in order of time; facts point at it. */
  readonly id: string;
  readonly speaker: Role;
  readonly speakerP: number;
  readonly setBy: 'model' | 'user' | 'file';
  readonly text: string;
  /** Empty for a typed or imported transcript without word times. */
  readonly words: readonly Word[];
  readonly beam?: 'therapist' | 'patient' | 'microphone';
}

/** Speech that was heard but could not be written down safely (loops, no words): shown as a gap, never hidden. */
export interface TranscriptGap extends Span {
  readonly reason: 'loop' | 'no_words' | 'stock_phrase' | 'engine_failed';
}

export interface Transcript {
  readonly utterances: readonly Utterance[];
  readonly gaps: readonly TranscriptGap[];
}
