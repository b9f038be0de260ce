import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PipelineInput, PipelinePort } from '../../src/main/core/ports.ts';
import { draftedSession, pipelineOf } from '../support/signedSessions.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
const heard: PipelineInput[] = [];
beforeEach(async () => {
  heard.length = 0;
  const pipeline = pipelineOf([[]]);
  const listening: PipelinePort = {
    process: (input) => {
      heard.push(input);
      return pipeline.process(input);
    },
  };
  app = startTestCore({ pipeline: listening });
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

describe("the therapist's own terms", () => {
  it('are kept by the alphabet, once each whatever their case, and dropped', async () => {
    await app.must('terms.keep', { term: 'Saebo glove' });
    await app.must('terms.keep', { term: 'nustep' });
    expect(await app.must('terms.keep', { term: 'NuStep' })).toEqual(['NuStep', 'Saebo glove']);
    expect(await app.must('terms.drop', { term: 'saebo glove' })).toEqual(['NuStep']);
    expect(await app.must('terms.list', {})).toEqual(['NuStep']);
  });

  it.each(['left splint', 'mod lift', 'two wheeler', 'arm'])(
    'hold nothing that decides or is too short: "%s"',
    async (term) => {
      expect(await app.refused('terms.keep', { term })).toBe('invalid_input');
      expect(await app.must('terms.list', {})).toEqual([]);
    },
  );

  it('reach the recogniser with the next session', async () => {
    await app.must('terms.keep', { term: 'NuStep' });
    const { id: patientId } = await app.must('patients.save', {
      ...{
        id: null,
        name: 'Pat Example',
        birthDate: null,
        recordNumber: null,
        diagnosis: 'Stroke',
        affectedSide: null,
      },
      ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
      ...{ certificationStart: null, certificationEnd: null },
    });
    await draftedSession(app, patientId);
    expect(heard.map(({ ownTerms }) => ownTerms)).toEqual([['NuStep']]);
  });
});
