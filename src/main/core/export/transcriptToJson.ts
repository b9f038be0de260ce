/** The exchange form of a transcript: seconds from the start of the session, words with times and probabilities. */
import type { Transcript } from '../../../shared/domain/utterance.ts';

export interface TranscriptJson {
  readonly utterances: readonly {
    readonly t0: number;
    readonly t1: number;
    readonly speaker: string;
    readonly text: string;
    /** Where it is not English. */
    readonly language?: string;
    readonly words: readonly { readonly t0: number; readonly t1: number; readonly text: string; readonly p: number }[];
  }[];
}

export function transcriptToJson(transcript: Transcript): TranscriptJson {
  return {
    utterances: transcript.utterances.map((utterance) => ({
      t0: utterance.startMs / 1000,
      t1: utterance.endMs / 1000,
      speaker: utterance.speaker,
      text: utterance.text,
      ...(utterance.language === undefined ? {} : { language: utterance.language }),
      words: utterance.words.map((word) => ({
        t0: word.startMs / 1000,
        t1: word.endMs / 1000,
        text: word.text,
        p: Math.round(word.p * 1000) / 1000,
      })),
    })),
  };
}
