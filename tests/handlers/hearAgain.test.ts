import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { HeardAgain, ReviewState } from '../../src/shared/contract.ts';
import type { Word } from '../../src/shared/domain/utterance.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { transcriptPipeline } from '../support/dialoguePipeline.ts';
import { fakeHearAgain, tone } from '../support/fakeParts.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules(RESOURCES);
if (!rules.ok) throw new Error(rules.error.message);

const HEARD = spokenLines(
  ['therapist', 'Your toilet transfer was mowed assist today, with two verbal cues for hand placement.'],
  ['patient', 'My right shoulder hurts, three out of ten.'],
  ['therapist', 'Twelve minutes of therapeutic activities, transfer training.'],
  ['therapist', 'Next visit we continue with transfers and try the reacher.'],
);
const [LINE] = HEARD.utterances;

/** The first line with one word otherwise. */
function read(from: string, to: string, p: number): readonly Word[] {
  return LINE!.words.map((word) => (word.text === from ? { ...word, text: to, p } : word));
}

let app: TestCore;
let sessionId: string;
let state: ReviewState;
const asked: { recogniser: string | null; span: object; ownTerms: readonly string[] }[] = [];

async function start(...readings: readonly (readonly Word[])[]): Promise<void> {
  asked.length = 0;
  app = startTestCore({
    pipeline: await transcriptPipeline([HEARD]),
    clinical: createClinicalRules(rules.ok ? rules.value : (undefined as never)),
    hearAgain: fakeHearAgain(readings, asked),
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
beforeEach(() => start(read('mowed', 'mod', 0.9)));
afterEach(() => app.remove());

const hear = (recogniser: string | null = null, utteranceId = 'u0'): Promise<HeardAgain> =>
  app.must('review.hearAgain', { sessionId, utteranceId, recogniser });
const take = async (readingId: string, utteranceId = 'u0'): Promise<void> => {
  const correction = { kind: 'reading', utteranceId, readingId } as const;
  state = await app.must('review.correct', { sessionId, revision: state.revision, correction });
};
const levels = () =>
  state.record.facts.flatMap((fact) => (fact.kind === 'observation' && fact.assistLevel ? [fact.assistLevel] : []));
const line = () => state.record.transcript.utterances[0]!;

describe('a line heard again', () => {
  it('stands beside the line and changes nothing by itself', async () => {
    const heard = await hear();
    expect(heard).toMatchObject({ recogniser: 'whisper-base', agrees: false });
    expect(heard.readings.map(({ text }) => text)).toEqual([LINE!.text.replace('mowed', 'mod')]);
    expect(await app.must('review.get', { sessionId })).toEqual(state);
    expect(asked).toEqual([{ recogniser: null, span: { startMs: LINE!.startMs, endMs: LINE!.endMs }, ownTerms: [] }]);
  });

  it('is heard, not typed, once it is accepted: the facts follow, and undo takes it back', async () => {
    expect(levels()).not.toContain('ModA');
    const before = state;
    await take((await hear()).readings[0]!.id);
    expect(levels()).toEqual(['ModA']);
    expect(line()).toMatchObject({ text: LINE!.text.replace('mowed', 'mod'), speaker: 'therapist' });
    expect(line().heardAs).toEqual({ text: LINE!.text, reheardBy: 'whisper-base' });
    expect(line().words.every(({ typed }) => typed === undefined)).toBe(true);
    const sentence = state.note.sections.flatMap(({ statements }) => statements).find(({ text }) => /mod/i.test(text));
    expect(sentence?.kind).toBe('heard');
    state = await app.must('review.undo', { sessionId });
    expect(state.record.transcript).toEqual(before.record.transcript);
    expect(levels()).not.toContain('ModA');
  });

  it('asks for a level that the second hearing was not sure of either', async () => {
    await app.remove();
    await start(read('mowed', 'mod', 0.4));
    await take((await hear()).readings[0]!.id);
    expect(levels()).toEqual(['ModA']);
    expect(state.record.facts.some((fact) => fact.kind === 'observation' && fact.unsure)).toBe(true);
  });

  it('says that it agrees, or that it hears nothing it is sure of, and offers nothing then', async () => {
    await app.remove();
    await start(LINE!.words);
    expect(await hear()).toMatchObject({ agrees: true, readings: [] });
    await app.remove();
    await start([]);
    expect(await hear()).toMatchObject({ agrees: false, readings: [] });
  });

  it('can be heard by another recogniser, with the terms of now', async () => {
    await app.must('terms.keep', { term: 'NuStep' });
    expect((await hear('my-whisper')).recogniser).toBe('my-whisper');
    expect(asked).toMatchObject([{ recogniser: 'my-whisper', ownTerms: ['NuStep'] }]);
  });

  it('stands in the history as heard again, and in the audit trail', async () => {
    await take((await hear()).readings[0]!.id);
    const { changes, events } = await app.must('note.history', { sessionId });
    expect(changes).toMatchObject([{ what: 'heard-again', before: LINE!.text, by: PERSON.name }]);
    expect(events.map(({ event }) => event)).toContain('heard-again');
  });

  it('is accepted only where it was heard, and not after the lock', async () => {
    const [reading] = (await hear()).readings;
    const correction = { kind: 'reading', utteranceId: 'u1', readingId: reading!.id } as const;
    const revision = state.revision;
    expect(await app.refused('review.correct', { sessionId, revision, correction })).toBe('not_found');
    const invented = { kind: 'reading', utteranceId: 'u0', readingId: 'made-up' } as const;
    expect(await app.refused('review.correct', { sessionId, revision, correction: invented })).toBe('not_found');
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const late = { ...correction, utteranceId: 'u0' };
    expect(await app.refused('review.correct', { sessionId, revision, correction: late })).toBe('not_found');
  });

  it('is refused for a line that is not there', async () => {
    expect(await app.refused('review.hearAgain', { sessionId, utteranceId: 'u99', recogniser: null })).toBe(
      'not_found',
    );
  });
});
