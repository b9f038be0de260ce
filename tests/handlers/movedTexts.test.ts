import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { ReviewState } from '../../src/shared/contract.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { transcriptPipeline } from '../support/dialoguePipeline.ts';
import { tone } from '../support/fakeParts.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { spokenLines } from '../support/spokenLines.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules(RESOURCES);
if (!rules.ok) throw new Error(rules.error.message);

const HEARD = spokenLines(
  ['therapist', 'Your toilet transfer was moderate assist today, with two verbal cues for hand placement.'],
  ['patient', 'My right shoulder hurts, three out of ten.'],
  ['patient', 'I want to cook for my family again.'],
  ['therapist', 'Twelve minutes of therapeutic activities, transfer training.'],
  ['therapist', 'Next visit we continue with transfers and try the reacher.'],
);

let app: TestCore;
let sessionId: string;
let state: ReviewState;
beforeEach(async () => {
  app = startTestCore({ pipeline: await transcriptPipeline([HEARD]), clinical: createClinicalRules(rules.value) });
  await app.must('security.setUp', PERSON);
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patient.id, tone(22));
  state = await app.must('review.get', { sessionId });
});
afterEach(() => app.remove());

const keep = (place: string, text: string) => app.must('typing.keep', { sessionId, place, text });
const texts = async () =>
  new Map((await app.must('typing.get', { sessionId })).map(({ place, text }) => [place, text]));
const sentence = (part: RegExp): string => {
  const found = state.note.sections.flatMap(({ statements }) => statements).find(({ text }) => part.test(text));
  if (found === undefined) throw new Error(`no sentence ${part}`);
  return found.id;
};
const give = async (utteranceId: string, speaker: 'patient' | 'other') => {
  const correction = { kind: 'speaker', utteranceId, speaker, reach: 'line' } as const;
  state = await app.must('review.correct', { sessionId, revision: state.revision, correction });
};

describe('a text in the middle of being typed, when the transcript is corrected', () => {
  it('stays with its sentence, whatever number that has then, also when the correction is taken back', async () => {
    const plan = sentence(/reacher/i);
    await keep(`sentence:${plan}`, 'Continue with the reacher and');
    await give('u1', 'other');
    const now = sentence(/reacher/i);
    expect(now).not.toBe(plan);
    expect(await texts()).toEqual(new Map([[`sentence:${now}`, 'Continue with the reacher and']]));
    state = await app.must('review.undo', { sessionId });
    expect(await texts()).toEqual(new Map([[`sentence:${plan}`, 'Continue with the reacher and']]));
    state = await app.must('review.redo', { sessionId });
    expect(await texts()).toEqual(new Map([[`sentence:${now}`, 'Continue with the reacher and']]));
  });

  it('becomes a sentence of its section where its question is not asked any more', async () => {
    await give('u4', 'other');
    const asked = state.note.questions.find(({ sectionId }) => sectionId === 'plan');
    await keep(`answer:${asked?.id}`, 'Three times a w');
    state = await app.must('review.undo', { sessionId });
    expect(state.note.questions.map(({ id }) => id)).not.toContain(asked?.id);
    expect(await texts()).toEqual(new Map([['new:plan', 'Three times a w']]));
  });

  it('becomes a new sentence of the section, still being typed, where its sentence is gone', async () => {
    await keep('new:subjective', 'Slept well.');
    await keep(`sentence:${sentence(/3\/10/)}`, 'Shoulder pain 4/10 at');
    await give('u1', 'other');
    expect(await texts()).toEqual(new Map([['new:subjective', 'Slept well. Shoulder pain 4/10 at']]));
  });

  it('stays where it is when something else was changed', async () => {
    await keep(`sentence:${sentence(/reacher/i)}`, 'Continue');
    const before = await texts();
    const edit = { kind: 'add', sectionId: 'plan', text: 'Bring the splint.' } as const;
    state = await app.must('review.edit', { sessionId, revision: state.revision, edit });
    await app.must('review.undo', { sessionId });
    expect(await texts()).toEqual(before);
  });
});
