import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const THEIRS = 'seven quiet herons';
const PATIENT = {
  ...{ id: null, name: 'Pat', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
  ...{ certificationStart: null, certificationEnd: null },
} as const;

let app: TestCore;
beforeEach(async () => {
  // Nobody waits here for the lock of an untouched app: the clock jumps by hours.
  app = startTestCore({ every: () => () => undefined });
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

async function letIn(credentials: string, isFrontDesk = false): Promise<string> {
  const written = { name: 'Sam', credentials, licence: null, passphrase: THEIRS, isFrontDesk };
  const { id } = await app.must('people.add', written);
  await app.must('people.letIn', { personId: id, passphrase: THEIRS, ownPassphrase: PASSPHRASE });
  return id;
}
async function openAs(passphrase: string): Promise<void> {
  await app.must('security.lock', {});
  app.advance(3_600_000);
  await app.must('security.unlock', { passphrase });
}
const status = () => app.must('app.status', {});

describe('somebody who was let in', () => {
  it('opens the app with a passphrase of their own, and the record says who it was', async () => {
    const personId = await letIn('OTR/L');
    await openAs(THEIRS);
    expect(await status()).toMatchObject({ therapist: { id: personId }, access: { role: 'therapist' } });
    await openAs(PASSPHRASE);
    expect(await status()).toMatchObject({ therapist: { name: PERSON.name }, access: { role: 'inCharge' } });
    const rows = await app.must('security.audit', { limit: 50 });
    expect(rows.filter(({ event }) => event === 'unlock').map(({ user }) => user)).toEqual([PERSON.name, 'Sam']);
    expect(rows).toContainEqual(expect.objectContaining({ event: 'person-let-in', subject: personId }));
  });

  it('was let in by both passphrases, and by no other', async () => {
    const { id: personId } = await app.must('people.add', {
      ...{ name: 'Sam', credentials: 'OTR/L', licence: null, passphrase: THEIRS },
    });
    const body = { personId, passphrase: THEIRS, ownPassphrase: PASSPHRASE };
    expect(await app.refused('people.letIn', { ...body, ownPassphrase: THEIRS })).toBe('wrong_passphrase');
    app.advance(3_600_000);
    expect(await app.refused('people.letIn', { ...body, passphrase: PASSPHRASE })).toBe('wrong_passphrase');
    await app.must('security.lock', {});
    app.advance(3_600_000);
    expect(await app.refused('security.unlock', { passphrase: THEIRS })).toBe('wrong_passphrase');
  });

  it('cannot have the passphrase of another: who comes in is told by it alone', async () => {
    const { id: personId } = await app.must('people.add', { ...PERSON, name: 'Sam' });
    const same = { personId, passphrase: PASSPHRASE, ownPassphrase: PASSPHRASE };
    expect(await app.refused('people.letIn', same)).toBe('conflict');
    app.advance(2000);
    await letIn('COTA/L');
    const [user] = await app.must('people.list', {});
    const { name, credentials, licence } = PERSON;
    const own = { personId: user!.id, name, credentials, licence, passphrase: PASSPHRASE };
    expect(await app.refused('people.change', { ...own, newPassphrase: THEIRS })).toBe('conflict');
  });

  it('is added and let in in one step, or not at all', async () => {
    const body = { name: 'Sam', credentials: 'OTR/L', licence: null, role: 'therapist', passphrase: THEIRS } as const;
    const refusals = [
      [{ ...body, ownPassphrase: 'not yours at all' }, 'wrong_passphrase'],
      [{ ...body, passphrase: PASSPHRASE, ownPassphrase: PASSPHRASE }, 'conflict'],
      [{ ...body, credentials: 'COTA/L', ownPassphrase: PASSPHRASE }, 'invalid_input'],
      [{ ...body, credentials: 'Office manager', ownPassphrase: PASSPHRASE }, 'invalid_input'],
    ] as const;
    for (const [refused, code] of refusals) {
      expect(await app.refused('people.letInNew', refused)).toBe(code);
      app.advance(3_600_000);
      expect(await app.must('people.here', {})).toHaveLength(1);
    }
    const { id } = await app.must('people.letInNew', { ...body, ownPassphrase: PASSPHRASE });
    await openAs(THEIRS);
    expect(await status()).toMatchObject({ therapist: { id }, access: { role: 'therapist' } });
  });

  it('signs nothing with credentials that nobody knows', async () => {
    await letIn('Office manager');
    await openAs(THEIRS);
    const { access } = await status();
    expect(access?.role).toBe('student');
    expect(access?.areas).not.toContain('signing');
  });

  it('does not find out another’s passphrase by asking for it: a hit and a miss both cost a wait', async () => {
    const personId = await letIn('OTR/L');
    await openAs(THEIRS);
    const same = { personId, name: 'Sam', credentials: 'OTR/L', licence: null };
    await app.must('people.change', { ...same, passphrase: THEIRS, newPassphrase: 'a first guess' });
    const early = await app.core.call('people.change', {
      ...{ ...same, passphrase: 'a first guess', newPassphrase: PASSPHRASE },
    });
    expect(early).toMatchObject({ ok: false, error: { code: 'wrong_passphrase', waitMs: expect.any(Number) } });
    app.advance(1000);
    const taken = await app.core.call('people.change', {
      ...{ ...same, passphrase: 'a first guess', newPassphrase: PASSPHRASE },
    });
    expect(taken).toMatchObject({ ok: false, error: { code: 'conflict', waitMs: expect.any(Number) } });
    expect((await status()).unlockWaitSeconds).toBe(2);
    await openAs('a first guess');
    expect((await status()).therapist?.id).toBe(personId);
    await openAs(PASSPHRASE);
    const rows = await app.must('security.audit', { limit: 50 });
    expect(rows).toContainEqual(
      expect.objectContaining({ event: 'new-passphrase-refused', user: 'Sam', subject: personId }),
    );
    expect(rows.filter(({ event }) => event === 'unlock-refused').map(({ subject }) => subject)).toEqual(['1-times']);
  });

  it('is let in without a wait for whoever comes next', async () => {
    await letIn('OTR/L');
    expect((await status()).unlockWaitSeconds).toBe(0);
  });

  it('is kept out again at once, with the recovery code and the other passphrase as they were', async () => {
    const personId = await letIn('OTR/L');
    await app.must('people.keepOut', { personId });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: THEIRS })).toBe('wrong_passphrase');
    app.advance(3_600_000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('people.here', {})).toMatchObject([{ mayOpen: true }, { id: personId, mayOpen: false }]);
  });

  it('who leaves opens nothing any more', async () => {
    const personId = await letIn('OTR/L');
    await app.must('people.leave', { personId });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: THEIRS })).toBe('wrong_passphrase');
  });

  it('takes a new passphrase that opens and signs, and the old one does neither', async () => {
    const personId = await letIn('OTR/L');
    await openAs(THEIRS);
    const change = { personId, name: 'Sam Reyes', credentials: 'OTR/L', licence: 'OT-4' };
    await app.must('people.change', { ...change, passphrase: THEIRS, newPassphrase: 'nine loud magpies' });
    expect((await status()).therapist).toMatchObject({ name: 'Sam Reyes', licence: 'OT-4' });
    await openAs('nine loud magpies');
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: THEIRS })).toBe('wrong_passphrase');
  });

  it('cannot give themselves other rights by other credentials, nor change anybody else', async () => {
    const personId = await letIn('COTA/L');
    await openAs(THEIRS);
    const change = { personId, name: 'Sam', credentials: 'OTR/L', licence: null, passphrase: THEIRS };
    expect(await app.refused('people.change', { ...change, newPassphrase: null })).toBe('blocked');
    const head = (await app.must('people.here', {})).find(({ role }) => role === 'inCharge')!;
    const other = { ...change, personId: head.id, passphrase: PASSPHRASE, newPassphrase: null };
    expect(await app.refused('people.change', other)).toBe('blocked');
  });

  it('treats, and leaves backups and people to whoever is in charge', async () => {
    await letIn('OTR/L');
    await openAs(THEIRS);
    const { id } = await app.must('patients.save', PATIENT);
    const { id: sessionId } = await app.must('sessions.create', { patientId: id });
    expect((await app.must('sessions.get', { sessionId })).id).toBe(sessionId);
    expect(await app.refused('backup.make', { withSound: false })).toBe('blocked');
    expect(await app.refused('people.leave', { personId: 'x' })).toBe('blocked');
  });

  it('does not restore a backup over the records at an open desk', async () => {
    await letIn('OTR/L');
    await openAs(THEIRS);
    const secret = { kind: 'passphrase', text: THEIRS };
    const body = { folder: '/tmp', name: 'x.otsbackup', secret, confirm: 'RESTORE' };
    expect(await app.refused('backup.restore', body)).toBe('blocked');
  });
});

describe('what is done while the app is locked', () => {
  it('stands in the trail as nobody’s, never as done by whoever opens next', async () => {
    const { id: patientId } = await app.must('patients.save', PATIENT);
    const { id: sessionId } = await app.must('sessions.create', { patientId });
    await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
    await letIn('Front desk', true);
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    await app.must('recording.mark', {});
    await app.must('security.lock', {});
    await app.must('recording.mark', {});
    await app.must('recording.stop', {});
    expect(await app.refused('security.unlock', { passphrase: 'a guess' })).toBe('wrong_passphrase');
    await openAs(THEIRS);
    await openAs(PASSPHRASE);
    const rows = await app.must('security.audit', { limit: 50 });
    const by = (wanted: string) => rows.filter(({ event }) => event === wanted).map(({ user }) => user);
    expect(by('moment-marked')).toEqual(['nobody', PERSON.name]);
    expect(by('recording-stopped')).toEqual(['nobody']);
    expect(by('unlock-refused')).toEqual(['nobody']);
    expect(by('lock')).toEqual(['Sam', PERSON.name]);
  });
});

describe('the front desk', () => {
  it('sees patients and what is due, and no note, sound or search', async () => {
    const { id: patientId } = await app.must('patients.save', PATIENT);
    const { id: sessionId } = await app.must('sessions.create', { patientId });
    await letIn('Front desk', true);
    await openAs(THEIRS);
    expect((await app.must('patients.list', {})).map(({ patient }) => patient.name)).toEqual(['Pat']);
    await app.must('desk.today', {});
    for (const [name, body] of [
      ['sessions.get', { sessionId }],
      ['review.get', { sessionId }],
      ['desk.search', { query: 'toilet', patientId: null }],
      ['sessions.create', { patientId }],
      ['export.text', { sessionId, sectionId: null }],
    ] as const) {
      expect(await app.refused(name, body), name).toBe('blocked');
    }
  });

  it('sees and changes who pays and what is certified, and neither diagnosis, side, precautions nor goals', async () => {
    const goals = [{ id: null, term: 'short' as const, text: 'Toilet transfer with supervision' }];
    const plan = {
      diagnosis: 'Stroke',
      affectedSide: 'left',
      precautions: 'Falls',
      goals,
      frequency: '3 a week',
    } as const;
    const before = await app.must('patients.save', { ...PATIENT, ...plan });
    await letIn('Front desk', true);
    await openAs(THEIRS);
    const [seen] = await app.must('patients.list', {});
    expect(JSON.stringify(seen)).not.toMatch(/Stroke|left|Falls|Toilet/);
    const own = {
      ...PATIENT,
      id: before.id,
      name: 'Pat Lee',
      certificationEnd: '2026-12-31',
      diagnosis: 'Cold',
      frequency: 'daily',
    };
    const saved = await app.must('patients.save', own);
    expect(saved).toMatchObject({ name: 'Pat Lee', diagnosis: null });
    await openAs(PASSPHRASE);
    const [after] = await app.must('patients.list', {});
    const planOfCare = { ...before.planOfCare, certificationEnd: '2026-12-31' };
    expect(after?.patient).toEqual({ ...before, name: 'Pat Lee', planOfCare });
  });

  it('is told no word, level or minute of a session whose recording goes on', async () => {
    const { id: patientId } = await app.must('patients.save', PATIENT);
    const { id: sessionId } = await app.must('sessions.create', { patientId });
    await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
    await letIn('Front desk', true);
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    const heard = () => {
      app.events.length = 0;
      const line = { startMs: 0, endMs: 900, speaker: 'patient', text: 'Quokka transfer', words: [] } as const;
      app.microphone.listener()?.preview?.(line);
      app.microphone.listener()?.meters({ elapsedMs: 900, peakDbFs: [], rmsDbFs: [], verdicts: [] });
      return app.events.map(({ kind }) => kind);
    };
    expect(heard()).toEqual(['preview', 'meters']);
    await openAs(THEIRS);
    expect(heard()).toEqual([]);
    expect((await status()).recording?.state).toBe('recording');
    await openAs(PASSPHRASE);
    expect(heard()).toEqual(['preview', 'meters']);
    await app.must('recording.stop', {});
  });

  it('is not offered as somebody who signs', async () => {
    await letIn('Front desk', true);
    expect((await app.must('people.list', {})).map(({ name }) => name)).toEqual([PERSON.name]);
    expect((await app.must('people.here', {})).map(({ role }) => role)).toEqual(['inCharge', 'frontDesk']);
  });
});

describe('a student who opens the app', () => {
  it('writes notes, and signs, copies and deletes none', async () => {
    const { id: patientId } = await app.must('patients.save', PATIENT);
    await letIn('OTS');
    await openAs(THEIRS);
    const { id: sessionId } = await app.must('sessions.create', { patientId });
    const sign = { sessionId, revision: 0, personId: null, passphrase: THEIRS, attested: true };
    expect(await app.refused('note.sign', sign)).toBe('blocked');
    expect(await app.refused('export.text', { sessionId, sectionId: null })).toBe('blocked');
    expect(await app.refused('sessions.delete', { sessionId, confirm: 'DELETE' })).toBe('blocked');
  });
});

describe('whoever is in charge', () => {
  it('changes name, credentials, licence and passphrase, each by the passphrase', async () => {
    const [user] = await app.must('people.list', {});
    const change = { personId: user!.id, name: 'Dana Hill', credentials: 'OTD, OTR/L', licence: 'OT-9' };
    expect(await app.refused('people.change', { ...change, passphrase: 'x', newPassphrase: null })).toBe(
      'wrong_passphrase',
    );
    app.advance(3_600_000);
    await app.must('people.change', { ...change, passphrase: PASSPHRASE, newPassphrase: 'nine loud magpies' });
    expect((await status()).therapist).toEqual({
      id: user!.id,
      name: 'Dana Hill',
      credentials: 'OTD, OTR/L',
      licence: 'OT-9',
    });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: PASSPHRASE })).toBe('wrong_passphrase');
    app.advance(3_600_000);
    await app.must('security.unlock', { passphrase: 'nine loud magpies' });
  });

  it('cannot be taken out or kept out', async () => {
    const [user] = await app.must('people.list', {});
    expect(await app.refused('people.leave', { personId: user!.id })).toBe('invalid_input');
    expect(await app.refused('people.keepOut', { personId: user!.id })).toBe('invalid_input');
  });
});
