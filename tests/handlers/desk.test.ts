import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules('resources');
if (!rules.ok) throw new Error(rules.error.message);
const clinical = createClinicalRules(rules.value);

const PATIENT = {
  ...{ id: null, name: 'Ada Brandt', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: '3 times a week' },
  ...{ certificationStart: '2026-01-01', certificationEnd: '2026-03-10' },
} as const;

describe('today over all patients', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore({ clinical });
    await app.must('security.setUp', PERSON);
  });
  afterEach(() => app.remove());

  it('lists what presses, the most pressing first, and nothing that is in time', async () => {
    const soon = await app.must('patients.save', PATIENT);
    const over = await app.must('patients.save', { ...PATIENT, name: 'Bo Late', certificationEnd: '2026-02-20' });
    await app.must('patients.save', {
      ...PATIENT,
      name: 'Cy Fine',
      certificationStart: '2026-03-01',
      certificationEnd: '2026-05-29',
    });
    const { date, due } = await app.must('desk.today', {});
    expect(date).toBe('2026-03-02');
    const certification = due.filter(({ what }) => what === 'certification');
    expect(certification.map(({ patientId, status }) => [patientId, status])).toEqual([
      [over.id, 'overdue'],
      [soon.id, 'warning'],
    ]);
  });

  it('tells of a year near its threshold', async () => {
    const patient = await app.must('patients.save', PATIENT);
    const amount = { kind: 'yearToDate', discipline: 'OT', date: '2026-03-01', source: 'portal' } as const;
    await app.must('episode.addAmount', { patientId: patient.id, ...amount, amountCents: 240_000 });
    const { due } = await app.must('desk.today', {});
    expect(due.find(({ what }) => what === 'threshold')).toMatchObject({
      label: 'KX threshold 2026',
      status: 'warning',
    });
  });

  it('offers the items of self-care and mobility as what a goal is judged by, and keeps a typed target', async () => {
    const series = await app.must('desk.series', { patientId: null });
    expect(series).toContainEqual({
      key: 'score.transferToilet',
      label: expect.any(String),
      kind: 'level',
      unit: null,
    });
    const target = {
      follows: 'score.transferToilet',
      level: 'Supervision',
      value: null,
      unit: null,
      better: 'higher',
    } as const;
    const goals = [{ id: null, term: 'short', text: 'Toilet transfer', target } as const];
    const saved = await app.must('patients.save', { ...PATIENT, goals });
    expect((await app.must('patients.list', {}))[0]?.patient.planOfCare.goals).toEqual(saved.planOfCare.goals);
    expect((await app.must('episode.progress', { patientId: saved.id })).goals).toMatchObject([{ status: null }]);
  });

  it.each([
    [{ follows: 'anything', level: null, value: 1, unit: null, better: 'higher' }],
    [{ follows: 'score.grooming', level: 'Great', value: null, unit: null, better: 'higher' }],
    [{ follows: 'cues.x', level: null, value: -1, unit: null, better: 'lower' }],
  ])('refuses a target that nothing can be held against: %j', async (target) => {
    const goals = [{ id: null, term: 'short', text: 'Goal', target }];
    expect(await app.refused('patients.save', { ...PATIENT, goals })).toBe('invalid_input');
  });

  it('reads a patient’s sessions as a reviewer would, with what is missing in each', async () => {
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    const [walter] = await app.must('patients.list', {});
    const view = await app.must('episode.reviewer', { patientId: walter?.patient.id ?? '' });
    expect(view.notLookedAt).toBe(0);
    expect(view.sessions).toMatchObject([{ sessionId, isSigned: false }]);
    const { record } = await app.must('review.get', { sessionId });
    const open = record.reckoning?.claimChecks.flatMap(({ parts }) => parts.filter(({ isMet }) => !isMet)) ?? [];
    expect(open.length).toBeGreaterThan(0);
    expect(view.sessions[0]?.gaps.map(({ detail }) => detail)).toEqual(open.map(({ detail }) => detail));
    expect(await app.refused('episode.reviewer', { patientId: 'nobody' })).toBe('not_found');
  });

  it('refuses the progress of a patient who is not there', async () => {
    expect(await app.refused('episode.progress', { patientId: 'nobody' })).toBe('not_found');
  });
});
