import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import type { DecisionInput } from '../../src/shared/contract.ts';
import { rules } from '../nlp/rules.ts';
import { draftedSession, facts, pipelineOf } from '../support/signedSessions.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const FACTS = facts({
  ...{ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 30, approximate: false, derived: false },
  ...{ timed: true, task: 'toilet transfers' },
});

let app: TestCore;
let sessionId: string;

beforeEach(async () => {
  app = startTestCore({ pipeline: pipelineOf([FACTS]), clinical: createClinicalRules(rules) });
  await app.must('security.setUp', PERSON);
  const { id } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, id);
});
afterEach(() => app.remove());

const state = () => app.must('review.get', { sessionId });
async function say(decision: DecisionInput) {
  const { revision } = await state();
  return app.must('review.decide', { sessionId, revision, decision });
}
const codes = async () => (await state()).record.charges.lines.map(({ code }) => code);
const GROUP = { kind: 'company', mode: 'group', patients: 3, minutes: null } as const;

describe('a session marked as a group', () => {
  it('is not signed before its timed minutes are settled, and is undone like any other change', async () => {
    const asked = await say(GROUP);
    expect(asked.record.reckoning?.company).toMatchObject({ patients: 3, askedMinutes: 30 });
    expect(asked.issues).toContainEqual(expect.objectContaining({ severity: 'blocker', code: 'company-minutes' }));
    const together = await say({ ...GROUP, minutes: 'together' });
    expect(together.issues.map(({ code }) => code)).not.toContain('company-minutes');
    expect(await codes()).toEqual(['97150']);
    await app.must('review.undo', { sessionId });
    expect(await codes()).toEqual(['97530']);
  });

  it('tells the minutes as group treatment in the note', async () => {
    const { note } = await say({ ...GROUP, minutes: 'together' });
    const words = note.sections.flatMap(({ statements }) => statements.map(({ text }) => text)).join(' ');

    expect(words).toContain('Group treatment (97150): 30 min (toilet transfers). Total timed code minutes: 0.');
  });

  it('has as many patients as a group can have', async () => {
    const { revision } = await state();
    const one = { ...GROUP, patients: 1 };
    expect(await app.refused('review.decide', { sessionId, revision, decision: one })).toBe('invalid_input');
  });
});
