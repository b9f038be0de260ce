import type { IsoInstant, Span } from '../time.ts';
import type { Role } from './audio.ts';

/** A word less probable than this decides nothing by itself: it is marked, and the review has to ask. */
export const DOUBTFUL_WORD_P = 0.5;

export interface Word extends Span {
  /** As written by the recogniser, punctuation attached, no leading space. */
  readonly text: string;
  /** Probability of the word, 0 to 1. */
  readonly p: number;
  /** Typed over what was heard; the time is that of the words it stands for. */
  readonly typed?: Typed;
}

/** A line as its words stand. */
export function textOf(words: readonly Pick<Word, 'text'>[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** By whom, the person's id, and when. */
export interface Typed {
  readonly by: string;
  readonly at: IsoInstant;
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
  /** Another language than English (ISO 639-1, "und" where only that is known); nothing is taken from such a line. */
  readonly language?: string;
  /** What stood here before it was corrected. */
  readonly heardAs?: HeardAs;
}

/** The first hearing of a line that was corrected: its speaker, its text, or both. */
export interface HeardAs {
  readonly speaker?: Role;
  readonly text?: string;
  /** By whom words were typed last. */
  readonly typed?: Typed;
  /** The recogniser whose second reading was accepted last. */
  readonly reheardBy?: string;
}

/** Speech that was heard but could not be written down safely (loops, no words): shown as a gap, never hidden. */
export interface TranscriptGap extends Span {
  readonly reason: 'loop' | 'no_words' | 'stock_phrase' | 'engine_failed';
}

export interface Transcript {
  readonly utterances: readonly Utterance[];
  readonly gaps: readonly TranscriptGap[];
}
