import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { releaseRecord } from '../../src/main/core/export/release.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { Issue } from '../../src/shared/domain/issue.ts';
import type { NoteDraft } from '../../src/shared/domain/note.ts';
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

  async function withForward() {
    const first = await draftedSession(app, patientId);
    await type(first, 'Works hard at each transfer.');
    await sign(app, first);
    app.advance(60_000);
    const sessionId = await draftedSession(app, patientId);
    const last = await app.must('note.lastVisit', { sessionId });
    const pull = async (text: RegExp) => {
      const { statementId } = last!.onlyThere.find((each) => text.test(each.text))!;
      const { revision } = await app.must('review.get', { sessionId });
      return app.must('review.pull', { sessionId, revision, statementId });
    };
    return { sessionId, pull };
  }
  const pulledIn = ({ note }: { note: NoteDraft }) =>
    note.sections.flatMap(({ statements }) => statements).find(({ pulledFrom }) => pulledFrom !== undefined);
  const stops = ({ issues }: { issues: readonly Issue[] }) =>
    issues.filter(({ code }) => code === 'pulled-forward' || code === 'blank-left').map(({ code }) => code);

  it('takes a sentence forward by one press only, marked with its day, and is not signed before that is accepted', async () => {
    const { sessionId, pull } = await withForward();
    const drafted = await app.must('review.get', { sessionId });
    expect(JSON.stringify(drafted.note)).not.toContain('Works hard');
    const pulled = await pull(/Works hard/);
    expect(pulledIn(pulled)).toMatchObject({ kind: 'typed', text: 'Works hard at each transfer.' });
    expect(stops(pulled)).toEqual(['pulled-forward']);
    const { revision } = pulled;
    const signing = { sessionId, revision, passphrase: PERSON.passphrase, attested: true } as const;
    expect(await app.refused('note.sign', signing)).toBe('blocked');
    const { id, text } = pulledIn(pulled)!;
    const accepted = await app.must('review.edit', {
      ...{ sessionId, revision, edit: { kind: 'replace', statementId: id, text } },
    });
    expect(stops(accepted)).toEqual([]);
    expect(pulledIn(accepted)).toBeUndefined();
  });

  it('brings no number, level or side of another day: they are blanks that stop the signature', async () => {
    const { pull } = await withForward();
    const pulled = await pull(/Max A/);
    expect(pulledIn(pulled)?.text).toContain('___');
    expect(pulledIn(pulled)?.text).not.toContain('Max A');
    expect(stops(pulled).toSorted()).toEqual(['blank-left', 'pulled-forward']);
  });

  it('says in a draft that leaves which sentence is from another day', async () => {
    const { sessionId, pull } = await withForward();
    await pull(/Works hard/);
    const { record } = await app.must('review.get', { sessionId });
    const left = releaseRecord(record, rules.unitRules);
    expect(JSON.stringify(left)).toContain('[From the note of 2026-03-02, not accepted for today] Works hard');
  });

  it('refuses what does not stand in the last note', async () => {
    const { sessionId } = await withForward();
    const { revision } = await app.must('review.get', { sessionId });
    expect(await app.refused('review.pull', { sessionId, revision, statementId: 'nothing' })).toBe('not_found');
  });
});
