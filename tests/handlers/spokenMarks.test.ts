import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transcriptPipeline } from '../support/dialoguePipeline.ts';
import { tone } from '../support/fakeParts.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const HEARD = spokenLines(
  ['therapist', 'Toilet transfer was moderate assist.'],
  ['therapist', 'Mark this.'],
  ['patient', 'Note that.'],
);

let app: TestCore;
let sessionId: string;
beforeEach(async () => {
  app = startTestCore({ pipeline: await transcriptPipeline([HEARD]) });
  await app.must('security.setUp', PERSON);
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patient.id, tone(22));
}, 60_000);
afterEach(() => app.remove());

describe('a moment marked by saying so', () => {
  it('stands in the record at the time of the therapist’s words, not of the patient’s', async () => {
    const { record } = await app.must('review.get', { sessionId });
    expect(record.marksMs).toEqual([record.transcript.utterances[1]!.startMs]);
  });

  it('is gone once the line is the patient’s', async () => {
    const { revision, record } = await app.must('review.get', { sessionId });
    const utteranceId = record.transcript.utterances[1]!.id;
    const correction = { kind: 'speaker', utteranceId, speaker: 'patient', reach: 'line' } as const;
    const after = await app.must('review.correct', { sessionId, revision, correction });
    expect('marksMs' in after.record).toBe(false);
  });
});
