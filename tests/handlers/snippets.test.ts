import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { draftedSession, facts, pipelineOf } from '../support/signedSessions.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const clinical = createClinicalRules(loaded.value);

let app: TestCore;
beforeEach(async () => {
  const treated = {
    ...({ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 12 } as const),
    ...{ approximate: false, derived: false, timed: true, task: 'toilet transfers' },
  };
  app = startTestCore({ pipeline: pipelineOf([facts(treated)]), clinical });
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

describe('a snippet', () => {
  it('is kept by its name, written anew under the same name, and dropped', async () => {
    await app.must('snippets.keep', { name: 'tub', text: 'Tub bench was ordered.' });
    await app.must('snippets.keep', { name: 'Brakes', text: 'Reminded of the brakes before ___.' });
    await app.must('snippets.keep', { name: 'tub', text: 'Tub bench is in place.' });
    expect(await app.must('snippets.list', {})).toEqual([
      { name: 'brakes', text: 'Reminded of the brakes before ___.' },
      { name: 'tub', text: 'Tub bench is in place.' },
    ]);
    expect(await app.must('snippets.drop', { name: 'tub' })).toHaveLength(1);
  });

  it.each([
    'Needed 2 cues.',
    'Needed two cues.',
    'Min A throughout.',
    'Reached with the left hand.',
    'Verbal cues given.',
  ])('holds no value of a session: "%s"', async (text) => {
    expect(await app.refused('snippets.keep', { name: 'x', text })).toBe('invalid_input');
    expect(await app.must('snippets.list', {})).toEqual([]);
  });
});

describe('a sentence with a blank in it', () => {
  it('stops the signature until it is filled in', async () => {
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
    const sessionId = await draftedSession(app, patientId);
    const now = () => app.must('review.get', { sessionId });
    const edit = { kind: 'add', sectionId: 'objective', text: 'Reminded of the brakes before ___.' } as const;
    const typed = await app.must('review.edit', { sessionId, revision: (await now()).revision, edit });
    const blank = typed.issues.find(({ code }) => code === 'blank-left');
    expect(blank?.severity).toBe('blocker');
    const sign = { sessionId, revision: typed.revision, passphrase: PASSPHRASE, attested: true } as const;
    expect(await app.refused('note.sign', sign)).toBe('blocked');
    const filled = {
      kind: 'replace',
      statementId: blank!.at!,
      text: 'Reminded of the brakes before standing.',
    } as const;
    const after = await app.must('review.edit', { sessionId, revision: typed.revision, edit: filled });
    expect(after.issues.map(({ code }) => code)).not.toContain('blank-left');
  });
});
