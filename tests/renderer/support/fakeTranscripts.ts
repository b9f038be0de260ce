/** Corrections of the transcript in the core in memory: the lines change, the facts of a line given to another go with it. */
import { correctionOf } from '../../../src/main/core/session/correctionOf.ts';
import { createReadingShelf } from '../../../src/main/core/session/readingShelf.ts';
import { correctTranscript } from '../../../src/nlp/correctTranscript.ts';
import type { CallInput, ReviewState } from '../../../src/shared/contract.ts';
import type { Word } from '../../../src/shared/domain/utterance.ts';
import { isNonEmpty } from '../../../src/shared/nonEmpty.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOW } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

type Change = (sessionId: string, revision: number, next: (state: ReviewState) => ReviewState) => Result<ReviewState>;

/** What every recogniser hears otherwise than it stands in the sample. */
const HEARD_OTHERWISE: Readonly<Record<string, string>> = { wobbling: 'wobbly' };

export function transcriptHandlers(reviewOf: (sessionId: string) => ReviewState | null, change: Change) {
  let lastReading = 0;
  const shelf = createReadingShelf(() => `r${lastReading++}`);
  return {
    'review.hearAgain': ({ sessionId, utteranceId, recogniser }: CallInput<'review.hearAgain'>) => {
      const line = reviewOf(sessionId)?.record.transcript.utterances.find(({ id }) => id === utteranceId);
      if (line === undefined) return fail('not_found', 'This line does not exist any more.');
      const name = recogniser ?? 'whisper-base';
      const words = line.text.split(' ').map((token, at): Word => {
        const bare = token.replace(/[^a-z]/gi, '');
        const now = HEARD_OTHERWISE[bare];
        const span = line.words[at] ?? { startMs: line.startMs, endMs: line.endMs };
        return {
          ...span,
          text: now === undefined ? token : token.replace(bare, now),
          p: now === undefined ? 0.9 : 0.4,
        };
      });
      const agrees = words.map(({ text }) => text).join(' ') === line.text;
      if (agrees || !isNonEmpty(words)) return ok({ recogniser: name, agrees, readings: [] });
      const { id, text } = shelf.keep({ sessionId, utteranceId, recogniser: name, words });
      return ok({ recogniser: name, agrees, readings: [{ id, text, words }] });
    },
    'review.correct': ({ sessionId, revision, correction: given }: CallInput<'review.correct'>) => {
      const lines = reviewOf(sessionId)?.record.transcript ?? { utterances: [], gaps: [] };
      const who = { by: THERAPIST.id, at: NOW };
      const made = correctionOf(given, lines, who, (id) => shelf.find(sessionId, id));
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
