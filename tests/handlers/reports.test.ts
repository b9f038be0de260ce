import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportDraft, ReportState } from '../../src/shared/contract.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { draftedSession, facts, pipelineOf, sign } from '../support/signedSessions.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const DAY = 24 * 60 * 60 * 1000;
const PATIENT = {
  ...{ id: null, name: 'Pat Example', birthDate: '1950-05-02', recordNumber: 'R-1', diagnosis: 'Stroke' },
  ...({ affectedSide: 'right', precautions: 'Fall risk', payerId: 'medicare-part-b', frequency: '3x/week' } as const),
  ...{ certificationStart: '2026-03-01', certificationEnd: '2026-05-30' },
  goals: [
    { id: null, term: 'long', text: 'Patient will complete toilet transfers with SBA' },
    { id: null, term: 'long', text: 'Patient will reach the upper cabinet, right shoulder flexion 130 degrees' },
    { id: null, term: 'short', text: 'Patient will button a shirt' },
  ],
} as const;

const transfer = (assistLevel: 'ModA' | 'MinA' | 'MaxA') =>
  ({ kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel }) as const;
const flexion = (value: number) =>
  ({
    ...({ kind: 'measure', measure: 'AROM', motion: 'flexion', bodyPart: 'shoulder', side: 'right' } as const),
    ...{ value, unit: 'deg' },
  }) as const;
const pain = (score: number) =>
  ({ kind: 'pain', score, when: 'activity', bodyPart: 'shoulder', side: 'right' }) as const;
const cues = (count: number) =>
  ({ kind: 'cue', type: 'verbal', count, intensity: null, task: 'toilet transfer' }) as const;

const FIRST = facts(transfer('ModA'), flexion(95), pain(6), cues(5));
const SECOND = facts(
  ...[transfer('MaxA'), transfer('MinA'), flexion(128), pain(3), cues(2)],
  { kind: 'subjective', who: 'caregiver', gist: 'he stands up alone at home', source: 'caregiver' },
  { kind: 'education', who: 'caregiver', gist: 'guarding on the weak side' },
);
const THIRD = facts(transfer('ModA'));

let app: TestCore;
let patientId: string;
beforeEach(async () => {
  app = startTestCore({ pipeline: pipelineOf([FIRST, SECOND, THIRD]) });
  await app.must('security.setUp', PERSON);
  patientId = (await app.must('patients.save', { ...PATIENT, goals: [...PATIENT.goals] })).id;
});
afterEach(() => app.remove());

async function twoSignedSessions(): Promise<readonly string[]> {
  const first = await draftedSession(app, patientId);
  await sign(app, first);
  app.advance(7 * DAY);
  const second = await draftedSession(app, patientId);
  await sign(app, second);
  return [first, second];
}

const begin = (document: 'progress' | 'plan' | 'discharge' | 'home' = 'progress') =>
  app.must('reports.create', { patientId, document });
const save = ({ id, revision, draft }: ReportState, change: Partial<ReportDraft>) =>
  app.must('reports.save', { reportId: id, revision, draft: { ...draft, ...change } });
const signBody = ({ id, revision }: ReportState, passphrase: string = PASSPHRASE) => ({
  ...{ reportId: id, revision, passphrase, attested: true as const },
});

/** What only the therapist can know. */
const finish = (state: ReportState) =>
  save(state, {
    reason: 'recertification',
    goals: state.draft.goals.map((goal) => ({ ...goal, comment: 'Seen in clinic' })),
    reasoning: ['Balance in turning holds the transfer back'],
    limitations: ['Turns still need a hand at the hips'],
    necessity: ['grading of the transfer on the weak side, where balance is lost in turning'],
    plan: { frequency: '2x/week for 4 weeks', steps: ['Turn toward the weak side next, at home height'], goals: [] },
  });

describe('a new progress report', () => {
  it('is filled in from the signed sessions, and says of each value where it is from', async () => {
    const [first, second] = await twoSignedSessions();
    const { draft, carried } = await begin();
    expect(draft.attendance).toEqual({ attended: 2, scheduled: null, missed: '' });
    expect(draft.delivery).toMatchObject({ frequency: '3x/week', asPlanned: null });
    expect(draft.delivery.interventions).toEqual(['Therapeutic activities (toilet transfers)']);
    const [transferGoal, reach, shirt] = draft.goals;
    expect(transferGoal).toMatchObject({
      ...{ id: 'LTG 1', area: 'Toilet transfer', target: { level: 'SBA' }, status: null },
      ...{ initial: { text: 'Mod A', level: 'ModA' }, current: { text: 'Min A', level: 'MinA' } },
    });
    expect(reach).toMatchObject({
      ...{ id: 'LTG 2', target: { value: 130, unit: 'degrees', better: 'higher' } },
      ...{ initial: { value: 95, unit: 'degrees' }, current: { value: 128, unit: 'degrees' } },
    });
    expect(shirt).toMatchObject({ id: 'STG 1', initial: { text: '' }, current: { text: '' } });
    expect(draft.gains).toEqual([
      'Right shoulder pain with activity: 6/10 on March 2, 2026, 3/10 on March 9, 2026',
      'Verbal cues for toilet transfer: 5 on March 2, 2026, 2 on March 9, 2026',
    ]);
    expect(draft.reports).toEqual([{ who: 'caregiver', where: null, text: 'He stands up alone at home' }]);
    expect(draft.education).toEqual(['Guarding on the weak side']);
    const of = (field: string) => carried.find((value) => value.field === field)?.sources;
    expect(of('goals.LTG 1.initial')).toEqual([{ kind: 'session', sessionId: first, date: '2026-03-02' }]);
    expect(of('goals.LTG 1.current')).toEqual([{ kind: 'session', sessionId: second, date: '2026-03-09' }]);
    expect(of('attendance.attended')).toHaveLength(2);
    expect(of('patient.diagnosis')).toEqual([{ kind: 'patient' }]);
  });

  it('has a table of the levels and measures of the period, each value with its day and session', async () => {
    const [first, second] = await twoSignedSessions();
    const state = await begin();
    expect(state.draft.scores).toMatchObject([
      {
        ...{ name: 'Toilet transfer', between: [] },
        first: { text: 'Mod A', date: '2026-03-02', sessionId: first },
        latest: { text: 'Min A', date: '2026-03-09', sessionId: second },
      },
      { name: 'Right shoulder flexion AROM', first: { text: '95°' }, latest: { text: '128°' } },
      { name: 'Right shoulder pain with activity', first: { text: '6/10' }, latest: { text: '3/10' } },
      { name: 'Verbal cues for toilet transfer', first: { text: '5' }, latest: { text: '2' } },
    ]);
    const tableOf = ({ note }: ReportState) => note.sections.find(({ id }) => id === 'gains')?.table;
    expect(tableOf(state)?.rows[0]?.map((cell) => cell?.text ?? null)).toEqual([
      ...['Toilet transfer', 'Mod A (March 2, 2026)', 'Min A (March 9, 2026)'],
    ]);
    expect(tableOf(state)?.columns.map(({ heading }) => heading)).toEqual(['Over the period', 'First', 'Latest']);
    const { text } = await app.must('reports.text', { reportId: state.id, sectionId: null });
    expect(text).toContain('Toilet transfer\n  First: Mod A (March 2, 2026)\n  Latest: Min A (March 9, 2026)');
    const without = await save(state, { scores: [] });
    expect(tableOf(without)).toBeUndefined();
  });

  it('has no table where every level and measure was taken once', async () => {
    await sign(app, await draftedSession(app, patientId));
    const { draft, note } = await begin();
    expect(draft.scores).toEqual([]);
    expect(note.sections.some(({ id, table }) => id === 'gains' && table !== undefined)).toBe(false);
  });

  it('leaves blank what nobody knows, and asks for it where it can be entered', async () => {
    await twoSignedSessions();
    const { draft, issues } = await begin();
    expect(draft).toMatchObject({ reason: null, necessity: [], plan: { frequency: '', steps: [] }, reasoning: [] });
    const asked = issues.filter(({ severity }) => severity === 'blocker').map(({ field }) => field);
    expect(asked).toEqual(expect.arrayContaining(['reason', 'necessity', 'plan.frequency', 'plan.steps', 'reasoning']));
    expect(issues.find(({ field }) => field === 'goals.0.comment')?.message).toContain('LTG 1');
  });

  it('takes nothing from a sentence that was retyped, taken out, or from a note that is not signed', async () => {
    const sessionId = await draftedSession(app, patientId);
    let { revision } = await app.must('review.get', { sessionId });
    const retype = { kind: 'replace', statementId: 's0', text: 'Transfers went well.' } as const;
    ({ revision } = await app.must('review.edit', { sessionId, revision, edit: retype }));
    await app.must('review.edit', { sessionId, revision, edit: { kind: 'remove', statementId: 's2' } });
    await sign(app, sessionId);
    app.advance(DAY);
    await draftedSession(app, patientId);
    const { draft } = await begin();
    expect(draft.attendance.attended).toBe(1);
    expect(draft.goals[0]?.current.text).toBe('');
    expect(draft.limitations.join()).not.toContain('pain');
  });

  it('of a patient without sessions has what the patient page has, and no attendance', async () => {
    const { draft } = await begin();
    expect(draft.attendance.attended).toBeNull();
    expect(draft.goals.map(({ id }) => id)).toEqual(['LTG 1', 'LTG 2', 'STG 1']);
    expect(draft.patient).toMatchObject({ diagnosis: 'Stroke', precautions: 'Fall risk' });
  });

  it('that lies open is opened again instead of begun twice', async () => {
    const { id } = await begin();
    expect((await begin()).id).toBe(id);
    expect((await begin('home')).id).not.toBe(id);
    expect(await app.must('reports.list', { patientId })).toHaveLength(2);
  });
});

describe('filling in', () => {
  it('is kept at each step, over a lock too, and refuses a change based on an old state', async () => {
    const begun = await begin();
    const saved = await save(begun, { limitations: ['Half a sentence', ''] });
    expect(saved.revision).toBe(1);
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const again = await app.must('reports.get', { reportId: begun.id });
    expect(again.draft.limitations).toEqual(['Half a sentence', '']);
    expect(again.note.sections.find(({ id }) => id === 'limitations')?.statements).toHaveLength(1);
    const old = { reportId: begun.id, revision: 0, draft: begun.draft };
    expect(await app.refused('reports.save', old)).toBe('conflict');
  });

  it('can be thrown away as long as it is not signed', async () => {
    const { id } = await begin();
    expect(await app.refused('reports.discard', { reportId: id, confirm: 'yes' })).toBe('invalid_input');
    await app.must('reports.discard', { reportId: id, confirm: 'DISCARD' });
    expect(await app.must('reports.list', { patientId })).toEqual([]);
    expect(await app.refused('reports.get', { reportId: id })).toBe('not_found');
  });

  it('cannot call a goal met that is measured below its target', async () => {
    await twoSignedSessions();
    const begun = await begin();
    const goals = begun.draft.goals.map((goal) => (goal.id === 'LTG 1' ? { ...goal, status: 'MET' as const } : goal));
    const { issues } = await save(begun, { goals });
    expect(issues).toContainEqual(
      expect.objectContaining({ severity: 'blocker', code: 'met-below-target', field: 'goals.0.status' }),
    );
  });
});

describe('the signature of a report', () => {
  it('waits for every blocker and the passphrase, then locks the report and ends the period of the plan', async () => {
    await twoSignedSessions();
    const begun = await begin();
    expect(await app.refused('reports.sign', signBody(begun))).toBe('blocked');
    const state = await finish(begun);
    expect(state.issues.filter(({ severity }) => severity === 'blocker')).toEqual([]);
    expect(await app.refused('reports.sign', signBody(state, 'wrong passphrase'))).toBe('wrong_passphrase');
    app.advance(2000);
    const signed = await app.must('reports.sign', signBody(state));
    expect(signed).toMatchObject({ state: 'signed', signature: { by: 'Dana Example', credentials: 'OTR/L' } });
    const change = { reportId: signed.id, revision: signed.revision, draft: signed.draft };
    expect(await app.refused('reports.save', change)).toBe('conflict');
    expect(await app.refused('reports.discard', { reportId: signed.id, confirm: 'DISCARD' })).toBe('conflict');
    expect(await app.refused('reports.sign', signBody(signed))).toBe('conflict');
    const { events } = await app.must('episode.get', { patientId });
    expect(events).toMatchObject([{ kind: 'progressReport', date: '2026-03-09', byAssistant: false }]);
    expect((await app.must('security.verify', {})).ok).toBe(true);
  });

  it('keeps the report as it was signed, whatever is changed about the patient later', async () => {
    await twoSignedSessions();
    const signed = await app.must('reports.sign', signBody(await finish(await begin())));
    await app.must('patients.save', { ...PATIENT, id: patientId, name: 'Other Name', goals: [] });
    const later = await app.must('reports.get', { reportId: signed.id });
    expect(later.note).toEqual(signed.note);
    expect(later.header).toContainEqual({ label: 'Patient', value: 'Pat Example' });
  });

  it('shows as broken when the report was altered behind the app', async () => {
    await twoSignedSessions();
    const signed = await app.must('reports.sign', signBody(await finish(await begin())));
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      expect(() => db.exec("UPDATE report SET draft = '{}'")).toThrow('read-only');
      expect(() => db.exec('DELETE FROM report')).toThrow('read-only');
      expect(() => db.exec('DELETE FROM report_signature')).toThrow('read-only');
      db.exec('DROP TRIGGER report_signature_is_final');
      db.exec("UPDATE report_signature SET canonical = replace(canonical, 'Min A', 'Mod I')");
    });
    const again = startTestCore({}, app.folder);
    await again.must('security.unlock', { passphrase: PASSPHRASE });
    const { ok, checked } = await again.must('security.verify', {});
    expect(ok).toBe(false);
    expect(checked.find(({ what }) => what === 'Signed reports')?.detail).toContain(signed.id);
    await again.remove();
  });

  it('is missing from the copied text and the PDF of a draft, which say so', async () => {
    const { id: reportId } = await begin();
    const draft = await app.must('reports.text', { reportId, sectionId: null });
    expect(draft.text).toMatch(/^DRAFT - not signed/);
    const section = await app.must('reports.text', { reportId, sectionId: 'goals' });
    expect(section.text).toContain('LTG 1');
    const pdf = await app.must('reports.pdf', { reportId });
    expect(pdf.fileName).toBe('progress-2026-03-02.pdf');
    expect(Buffer.from(pdf.pdfBase64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('an assistant who uses the app', () => {
  it('cannot sign a progress report: a therapist does, with a passphrase of their own', async () => {
    await app.remove();
    app = startTestCore({ pipeline: pipelineOf([FIRST, SECOND, THIRD]) });
    await app.must('security.setUp', { ...PERSON, name: 'Sam Rivera', credentials: 'COTA/L' });
    patientId = (await app.must('patients.save', { ...PATIENT, goals: [...PATIENT.goals] })).id;
    const state = await finish(await begin());
    expect(await app.refused('reports.sign', signBody(state))).toBe('blocked');
    const own = 'pepper window staple cloud';
    const person = { name: 'Dana Example', credentials: 'OTR/L', licence: null, passphrase: own };
    const { id: personId } = await app.must('people.add', person);
    const signed = await app.must('reports.sign', { ...signBody(state, own), personId });
    expect(signed.signature).toMatchObject({ by: 'Dana Example', credentials: 'OTR/L' });
  });
});

describe('the report after a signed one', () => {
  it('takes over goals with targets and first values, counts from the last report, and is compared with it', async () => {
    await twoSignedSessions();
    const first = await app.must('reports.sign', signBody(await finish(await begin())));
    app.advance(7 * DAY);
    await sign(app, await draftedSession(app, patientId));
    const next = await begin();
    expect(next.previous).toEqual({ reportId: first.id, date: '2026-03-09' });
    expect(next.draft.attendance.attended).toBe(1);
    expect(next.draft.goals[0]).toMatchObject({
      ...{ id: 'LTG 1', target: { level: 'SBA' }, initial: { text: 'Mod A' }, current: { text: 'Mod A' } },
    });
    const clash = next.issues.find(({ code }) => code === 'clash-with-last-report');
    expect(clash).toMatchObject({ severity: 'warning', field: 'goals.0.current' });
    const same = await save(next, { plan: { ...next.draft.plan, steps: [...first.draft.plan.steps] } });
    expect(same.issues.map(({ code }) => code)).toContain('unchanged-plan');
    const explained = await save(same, { explanation: 'Flu in the week before' });
    expect(explained.issues.map(({ code }) => code)).not.toContain('clash-with-last-report');
  });

  it('drops no goal silently', async () => {
    await twoSignedSessions();
    await app.must('reports.sign', signBody(await finish(await begin())));
    const next = await begin();
    const without = await save(next, { goals: next.draft.goals.slice(1) });
    expect(without.issues.map(({ code }) => code)).toContain('goal-dropped');
  });
});

describe('a patient', () => {
  it('goes with the drafts of reports, and stays once a report is signed', async () => {
    const home = await begin('home');
    const homeProgramme = [{ name: 'Towel slides', dose: '10 times', steps: ['Sit', 'Slide'], stopIf: 'it hurts' }];
    await app.must('reports.sign', signBody(await save(home, { homeProgramme })));
    expect(await app.refused('patients.delete', { patientId, confirm: 'DELETE' })).toBe('blocked');
    const other = await app.must('patients.save', { ...PATIENT, goals: [] });
    await app.must('reports.create', { patientId: other.id, document: 'home' });
    await app.must('patients.delete', { patientId: other.id, confirm: 'DELETE' });
    expect((await app.must('patients.list', {})).map(({ patient }) => patient.id)).toEqual([patientId]);
  });

  it('whose goals have typed targets has them judged by what they follow', async () => {
    await twoSignedSessions();
    const target = {
      follows: 'score.transferToilet',
      level: 'Supervision',
      value: null,
      unit: null,
      better: 'higher',
    } as const;
    const goals = [{ id: null, term: 'long', text: 'Patient will use the bathroom alone at night', target }] as const;
    await app.must('patients.save', { ...PATIENT, id: patientId, goals: [...goals] });
    const { draft } = await begin();
    expect(draft.goals).toMatchObject([
      { target: { level: 'Supervision' }, initial: { text: 'Mod A' }, current: { text: 'Min A' } },
    ]);
  });
});

describe('the sample', () => {
  it('can be removed with a signed report of its own', async () => {
    await app.remove();
    app = startTestCore();
    await app.must('security.setUp', PERSON);
    await app.must('sample.open', {});
    await app.until('processed');
    const [walter] = await app.must('patients.list', {});
    const home = await app.must('reports.create', { patientId: walter?.patient.id ?? '', document: 'home' });
    const homeProgramme = [{ name: 'Towel slides', dose: '10 times', steps: ['Sit', 'Slide'], stopIf: 'it hurts' }];
    const state = await save(home, { homeProgramme });
    await app.must('reports.sign', signBody(state));
    await app.must('sample.remove', {});
    expect(await app.must('patients.list', {})).toEqual([]);
    expect((await app.must('security.verify', {})).ok).toBe(true);
  });
});
