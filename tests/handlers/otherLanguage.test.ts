import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { CorrectionInput, ReviewState } from '../../src/shared/contract.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { transcriptPipeline } from '../support/dialoguePipeline.ts';
import { tone } from '../support/fakeParts.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules(RESOURCES);
if (!rules.ok) throw new Error(rules.error.message);

/** Stored before lines were told apart by their language: nothing is marked. */
const UNMARKED = spokenLines(
  ['therapist', 'Your toilet transfer was moderate assist today.'],
  ['patient', 'No me duele la mano, un seis.'],
  ['therapist', 'The grooming at the sink was min assist.'],
);
const MARKED: Transcript = {
  ...UNMARKED,
  utterances: UNMARKED.utterances.map((line) => (line.id === 'u1' ? { ...line, language: 'es' } : line)),
};

let app: TestCore;
let sessionId: string;
let state: ReviewState;

async function start(heard: Transcript): Promise<void> {
  app = startTestCore({
    pipeline: await transcriptPipeline([heard]),
    clinical: createClinicalRules(rules.ok ? rules.value : (undefined as never)),
  });
  await app.must('security.setUp', PERSON);
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patient.id, tone(22));
  state = await app.must('review.get', { sessionId });
}
afterEach(() => app.remove());

const correct = async (correction: CorrectionInput) => {
  state = await app.must('review.correct', { sessionId, revision: state.revision, correction });
};
const language = () => state.record.transcript.utterances[1]?.language;
const flagged = () => state.issues.filter(({ code }) => code === 'other-language').map(({ at }) => at);
const kinds = () => state.record.facts.map(({ kind }) => kind);

describe('a line in another language of an older transcript', () => {
  beforeEach(() => start(UNMARKED));

  it('is marked and told when the facts are made again without it', async () => {
    expect(flagged()).toEqual([]);
    await correct({ kind: 'words', utteranceId: 'u0', text: 'Your toilet transfer was max assist today.' });
    expect(language()).toBe('es');
    expect(flagged()).toEqual(['u1']);
  });

  it('is read and told no more once it was typed over, also by what looks foreign', async () => {
    await correct({ kind: 'words', utteranceId: 'u1', text: 'No me duele la mano, pain is six out of ten.' });
    expect(language()).toBeUndefined();
    expect(flagged()).toEqual([]);
    expect(kinds()).toContain('pain');
  });
});

describe('a line the recogniser heard in another language', () => {
  beforeEach(() => start(MARKED));

  it('is read once its meaning was typed, also where that begins with the same word', async () => {
    expect(flagged()).toEqual(['u1']);
    await correct({ kind: 'words', utteranceId: 'u1', text: 'No pain at rest, pain is six out of ten with use.' });
    expect(language()).toBeUndefined();
    expect(flagged()).toEqual([]);
    expect(kinds()).toContain('pain');
  });

  it('is read as it stands when the therapist types the very words that were written', async () => {
    await correct({ kind: 'words', utteranceId: 'u1', text: UNMARKED.utterances[1]!.text });
    expect(language()).toBeUndefined();
  });
});
