import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const REAL = {
  ...{ id: null, name: 'Ada Real', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
  ...{ certificationStart: null, certificationEnd: null },
} as const;

describe('the sample caseload', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore({
      clinical: createClinicalRules(rules),
      documents: createDocuments(RESOURCES, rules.unitRules),
    });
    await app.must('security.setUp', PERSON);
  });
  afterEach(() => app.remove());

  const sessionsIn = async (state: string) =>
    (await app.must('patients.list', {})).flatMap(({ sessions }) => sessions).filter((each) => each.state === state);

  it('is eight invented patients, each marked as one, with signed sessions and drafts', async () => {
    await app.must('sample.fill', {});
    const patients = (await app.must('patients.list', {})).map(({ patient }) => patient);
    expect(patients).toHaveLength(8);
    expect(patients.every(({ isSample, name }) => isSample && name.endsWith('(sample)'))).toBe(true);
    expect((await sessionsIn('signed')).length).toBeGreaterThan(15);
    expect((await sessionsIn('review')).length).toBeGreaterThanOrEqual(3);
  });

  it('is signed by an invented person, never by the user of the app', async () => {
    await app.must('sample.fill', {});
    for (const { id } of await sessionsIn('signed')) {
      const { signature, record } = await app.must('review.get', { sessionId: id });
      expect(signature?.by).toBe('Sam (sample)');
      expect(record.therapist?.name).toBe('Sam (sample)');
    }
  });

  it('shows deadlines of each kind, a year near its threshold, and goals that move', async () => {
    await app.must('sample.fill', {});
    const { due } = await app.must('desk.today', {});
    expect(new Set(due.map(({ what }) => what))).toEqual(
      new Set(['progressReport', 'certification', 'planSignature', 'threshold']),
    );
    const { trends, goals } = await app.must('episode.progress', { patientId: 'caseload-rosa' });
    const transfer = trends.find(({ key }) => key === 'score.transferToilet');
    expect(transfer?.points.length).toBeGreaterThan(5);
    expect(goals.some(({ status }) => status === 'MET')).toBe(true);
  });

  it('stays out of the chain of signatures, of the figures of the therapist, and of the year of real patients', async () => {
    const real = await app.must('patients.save', REAL);
    const before = await app.must('episode.get', { patientId: real.id });
    await app.must('sample.fill', {});
    expect((await app.must('desk.figures', {})).notes).toBe(0);
    expect(await app.must('episode.get', { patientId: real.id })).toEqual(before);
    const verified = await app.must('security.verify', {});
    expect(verified.ok).toBe(true);
  });

  it('is there once, however often it is asked for', async () => {
    await app.must('sample.fill', {});
    await app.must('sample.fill', {});
    expect(await app.must('patients.list', {})).toHaveLength(8);
  });

  it('goes completely with one call, and leaves real patients alone', async () => {
    await app.must('patients.save', REAL);
    await app.must('sample.fill', {});
    const { sessionId } = await app.must('sample.open', {});
    expect(sessionId).not.toMatch(/^caseload-/);
    await expect.poll(async () => (await app.must('sessions.get', { sessionId })).state).toBe('review');
    await app.must('sample.remove', {});
    expect((await app.must('patients.list', {})).map(({ patient }) => patient.name)).toEqual(['Ada Real']);
    const found = await app.must('desk.search', { query: 'toilet transfer', patientId: null });
    expect([...found.facts, ...found.notes, ...found.said]).toEqual([]);
    expect((await app.must('security.verify', {})).ok).toBe(true);
    expect((await app.must('desk.today', {})).due.some(({ patientId }) => patientId.startsWith('caseload-'))).toBe(
      false,
    );
  });

  it('says that its sessions are words without sound', async () => {
    await app.must('sample.fill', {});
    const refused = await app.core.call('review.play', {
      ...{ sessionId: 'caseload-rosa-0', startMs: 0, endMs: 1000, heard: [] },
    });
    expect(refused.ok ? '' : refused.error.message).toContain('written words without sound');
  });
});
