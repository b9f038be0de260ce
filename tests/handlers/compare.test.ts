import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';
import { dialoguePipeline } from '../support/dialoguePipeline.ts';
import { draftedSession } from '../support/signedSessions.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const REAL = {
  ...{ id: null, name: 'Ada Real', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
  ...{ certificationStart: null, certificationEnd: null },
} as const;
/** Beside the draft of Rosa's newest session: another level, one thing more, the rest left away. */
const PASTED = `O: Toilet transfer Min A w/ 1 VC for hand placement. LB dressing: Mod A.
97530 x 2.`;
const ROSA = 'caseload-rosa-8';

describe('a note of one’s own beside the draft', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore({
      clinical: createClinicalRules(rules),
      documents: createDocuments(RESOURCES, rules.unitRules),
      pipeline: await dialoguePipeline(['dlg-01']),
    });
    await app.must('security.setUp', PERSON);
    await app.must('sample.fill', {});
  });
  afterEach(() => app.remove());

  const paste = () => app.must('compare.paste', { sessionId: ROSA, text: PASTED });
  const noteText = async () => JSON.stringify((await app.must('review.get', { sessionId: ROSA })).note);

  it('lists what differs, what one says and what both say, and changes nothing of the note', async () => {
    const before = await noteText();
    const { rows, open } = await paste();
    const standing = Object.fromEntries(rows.map(({ key, standing: how }) => [key, how]));
    expect(standing).toMatchObject({
      'level.transferToilet': 'differs',
      'level.dressingLower': 'onlyPasted',
      'level.grooming': 'onlyDraft',
      'cues.toilet-transfer.verbal': 'same',
      'units.97530': 'differs',
    });
    expect(open).toBe(rows.filter((row) => row.standing !== 'same').length);
    expect(await noteText()).toBe(before);
  });

  it('takes a chosen sentence into the note as typed, and only that one', async () => {
    await paste();
    const { revision } = await app.must('review.get', { sessionId: ROSA });
    const { note } = await app.must('compare.take', { sessionId: ROSA, revision, key: 'level.dressingLower' });
    const typed = note.sections.flatMap(({ statements }) => statements).filter(({ kind }) => kind === 'typed');
    expect(typed.map(({ text }) => text)).toEqual(['LB dressing: Mod A.']);
    expect(typed[0]?.evidence[0].kind).toBe('entered');
    const after = await app.must('compare.get', { sessionId: ROSA });
    expect(after?.rows.find(({ key }) => key === 'level.dressingLower')?.standing).toBe('same');
  });

  it('refuses to take over what follows from the minutes, and what is no difference', async () => {
    await paste();
    const { revision } = await app.must('review.get', { sessionId: ROSA });
    const take = (key: string) => app.refused('compare.take', { sessionId: ROSA, revision, key });
    expect(await take('units.97530')).toBe('invalid_input');
    expect(await take('cues.toilet-transfer.verbal')).toBe('not_found');
  });

  it('keeps why a difference is none, opens it again, and says how many are open', async () => {
    const { open } = await paste();
    const key = 'level.transferToilet';
    const settled = await app.must('compare.settle', { sessionId: ROSA, key, reason: 'paperWrong', note: '' });
    expect(settled.open).toBe(open - 1);
    expect(settled.rows.find((row) => row.key === key)?.settled).toMatchObject({ reason: 'paperWrong' });
    const again = await app.must('compare.settle', { sessionId: ROSA, key, reason: null, note: '' });
    expect(again.open).toBe(open);
  });

  it('counts sessions of real patients in the parallel run, none of the sample', async () => {
    await paste();
    expect(await app.must('compare.list', {})).toEqual([]);
    const { id: patientId } = await app.must('patients.save', REAL);
    const sessionId = await draftedSession(app, patientId);
    await app.must('compare.paste', { sessionId, text: PASTED });
    const [row] = await app.must('compare.list', {});
    expect(row).toMatchObject({ sessionId, patientName: 'Ada Real' });
    expect(row?.open).toBeGreaterThan(0);
  });

  it('forgets the pasted text when told to', async () => {
    await paste();
    await app.must('compare.drop', { sessionId: ROSA });
    expect(await app.must('compare.get', { sessionId: ROSA })).toBeNull();
  });
});
