import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { draftedSession, facts, pipelineOf, sign } from '../support/signedSessions.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const rules = loaded.value;

const TREATED = {
  ...({ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 12 } as const),
  ...{ approximate: false, derived: false, timed: true, task: 'toilet transfers' },
};
const transfer = (assistLevel: 'MaxA' | 'ModA') =>
  ({ kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel }) as const;

let app: TestCore;
let patientId: string;

beforeEach(async () => {
  const sessions = [facts(TREATED, transfer('MaxA')), facts(TREATED, transfer('ModA'))];
  app = startTestCore({ pipeline: pipelineOf(sessions), clinical: createClinicalRules(rules) });
  await app.must('security.setUp', PERSON);
  ({ id: patientId } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  }));
});
afterEach(() => app.remove());

async function type(sessionId: string, text: string): Promise<void> {
  const { revision, note } = await app.must('review.get', { sessionId });
  const edit = { kind: 'add', sectionId: note.sections[0]!.id, text } as const;
  await app.must('review.edit', { sessionId, revision, edit });
}
const clonedIn = async (sessionId: string) =>
  (await app.must('review.get', { sessionId })).issues.filter(({ code }) => code === 'cloned-sentence');

describe('a note after a signed one', () => {
  it('is compared with it: levels of both visits, sentences of both, and a typed one asked about', async () => {
    const first = await draftedSession(app, patientId);
    expect(await app.must('note.lastVisit', { sessionId: first })).toBeNull();
    await type(first, 'Works hard at each transfer.');
    await sign(app, first);
    app.advance(60_000);
    const second = await draftedSession(app, patientId);
    await type(second, 'Works hard at each transfer.');
    await type(second, 'Asked for the commode to be moved.');
    expect(await clonedIn(second)).toHaveLength(1);
    const last = await app.must('note.lastVisit', { sessionId: second });
    expect(last).toMatchObject({
      sessionId: first,
      same: expect.arrayContaining([{ text: 'Works hard at each transfer.', isTyped: true }]),
    });
    expect(last?.onlyHere).toContain('Asked for the commode to be moved.');
    const toilet = last?.since.find(({ key }) => key === 'score.transferToilet');
    expect(toilet).toMatchObject({
      before: { sessionId: first, level: 'MaxA' },
      now: { sessionId: second, level: 'ModA' },
    });
  });

  it('is not asked about what stands in a draft that nobody signed, or in another patient’s note', async () => {
    const first = await draftedSession(app, patientId);
    await type(first, 'Works hard at each transfer.');
    const second = await draftedSession(app, patientId);
    await type(second, 'Works hard at each transfer.');
    expect(await clonedIn(second)).toEqual([]);
    expect(await app.must('note.lastVisit', { sessionId: second })).toBeNull();
  });
});
