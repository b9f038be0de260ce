/** Corrections of the transcript in the core in memory: the lines change, the facts of a line given to another go with it. */
import { correctionOf } from '../../../src/main/core/session/correctionOf.ts';
import { correctTranscript } from '../../../src/nlp/correctTranscript.ts';
import type { CallInput, ReviewState } from '../../../src/shared/contract.ts';
import type { Result } from '../../../src/shared/result.ts';
import { NOW } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

type Change = (sessionId: string, revision: number, next: (state: ReviewState) => ReviewState) => Result<ReviewState>;

export function transcriptHandlers(reviewOf: (sessionId: string) => ReviewState | null, change: Change) {
  return {
    'review.correct': ({ sessionId, revision, correction: given }: CallInput<'review.correct'>) => {
      const lines = reviewOf(sessionId)?.record.transcript ?? { utterances: [], gaps: [] };
      const made = correctionOf(given, lines, { by: THERAPIST.id, at: NOW });
      if (!made.ok) return made;
      return change(sessionId, revision, (state) => ({
        ...state,
        record: { ...state.record, transcript: correctTranscript(state.record.transcript, [made.value]) },
      }));
    },
    'review.settle': ({ sessionId, revision, position }: CallInput<'review.settle'>) =>
      change(sessionId, revision, (state) => ({
        ...state,
        setAside: state.setAside.filter((each) => each.position !== position),
      })),
  };
}
