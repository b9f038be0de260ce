/** Putting the transcript right: who spoke and what was said. The first hearing stays, and the facts follow. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ReviewState } from './contractViews.ts';
import type { Word } from './domain/utterance.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

const correctionInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('speaker'),
    utteranceId: id,
    speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']),
    /** This line alone, or also every later line that stands under the same speaker now. */
    reach: z.enum(['line', 'voice']),
  }),
  /** The whole line as it should read; words that stay keep their sound and their confidence. */
  z.strictObject({ kind: z.literal('words'), utteranceId: id, text: z.string().trim().min(1).max(2000) }),
  /** A reading that `review.hearAgain` gave of this line. */
  z.strictObject({ kind: z.literal('reading'), utteranceId: id, readingId: id }),
]);
/** What a recogniser makes of a line when it hears it again; nothing of it counts before it is accepted. */
export interface HeardAgain {
  readonly recogniser: string;
  /** One of its readings is the line as it stands. */
  readonly agrees: boolean;
  /** The other readings; none where it hears no words, or only the line as it stands. */
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly id: string;
  readonly text: string;
  readonly words: readonly Word[];
}

export type CorrectionInput = z.infer<typeof correctionInput>;

export const transcriptCalls = {
  /** The sound of a line once more, from its raw channels; by the chosen recogniser unless another is named. */
  'review.hearAgain': call<HeardAgain>()({
    in: z.strictObject({ sessionId: id, utteranceId: id, recogniser: z.string().min(1).max(64).nullable() }),
    needs: 'unlocked',
    audit: 'heard-again',
  }),
  'review.correct': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), correction: correctionInput }),
    needs: 'unlocked',
    audit: 'transcript-corrected',
  }),
  /** Puts a change that lost its place back into the note as a sentence, or drops it. */
  'review.settle': call<ReviewState>()({
    in: z.strictObject({
      sessionId: id,
      revision: z.number().int(),
      position: z.number().int().min(0),
      keep: z.boolean(),
    }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
} as const;
