/** How long sound stays, deletions and their proof, legal hold, and the patient's own copy. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDatabase } from '../support/rawDatabase.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const DAY_MS = 86_400_000;
const PATIENT = {
  ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
  ...{ certificationStart: null, certificationEnd: null },
};

let app: TestCore;
let patientId: string;
let sessionId: string;

beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
  patientId = (await app.must('patients.save', PATIENT)).id;
  sessionId = await recordedSession();
});
afterEach(() => app.remove());

async function recordedSession(): Promise<string> {
  const { id } = await app.must('sessions.create', { patientId });
  await app.must('sessions.consent', { sessionId: id, given: true, by: 'patient', method: 'verbal' });
  await app.must('recording.start', { sessionId: id, deviceId: 'fake', channels: 2 });
  await app.must('recording.stop', {});
  return id;
}

async function sign(id = sessionId): Promise<void> {
  app.events.length = 0;
  await app.must('pipeline.run', { sessionId: id });
  await app.until('processed');
  const edit = { kind: 'answer', questionId: 'q0', text: 'Nothing new.' } as const;
  const { revision } = await app.must('review.get', { sessionId: id });
  const after = await app.must('review.edit', { sessionId: id, revision, edit });
  const change = { kind: 'confirm', entryId: 'm0' } as const;
  const last = await app.must('review.ledger', { sessionId: id, revision: after.revision, change });
  await app.must('note.sign', { sessionId: id, revision: last.revision, passphrase: PASSPHRASE, attested: true });
}

async function nextDay(days = 1): Promise<void> {
  await app.must('security.lock', {});
  app.advance(days * DAY_MS);
  await app.must('security.unlock', { passphrase: PASSPHRASE });
}

const keeping = (id = sessionId) => app.must('sessions.keeping', { sessionId: id });
const soundFolder = (id = sessionId) => join(app.folder, 'sessions', id);

describe('the sound of a signed note', () => {
  it('is deleted by itself when its time is over, and the deletion stands on record', async () => {
    await sign();
    expect(await keeping()).toMatchObject({ state: 'kept', dueOn: expect.stringMatching(/^2026-03-09/) });
    await nextDay(6);
    expect((await keeping()).state).toBe('kept');
    await nextDay(2);
    await expect.poll(async () => (await keeping()).state).toBe('deleted');
    expect(existsSync(soundFolder())).toBe(false);
    expect((await keeping()).deletion).toMatchObject({ reason: 'retention', kind: 'sound', files: 1 });
    expect(await app.refused('review.play', { sessionId, startMs: 0, endMs: 100, heard: [] })).toBe('not_found');
    expect((await app.must('review.get', { sessionId })).signature).not.toBeNull();
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
  });

  it('stays for the time chosen, also for good', async () => {
    await sign();
    expect(await app.refused('retention.set', { soundDays: 8 })).toBe('invalid_input');
    await app.must('retention.set', { soundDays: null });
    await nextDay(40);
    expect(await keeping()).toMatchObject({ state: 'kept', dueOn: null });
    await app.must('retention.set', { soundDays: 30 });
    expect((await app.must('retention.state', {})).due).toMatchObject([{ sessionId }]);
  });

  it('is not deleted by a clock that leapt: it is shown as due, and goes when somebody says so', async () => {
    await sign();
    await nextDay(3650);
    await nextDay(0);
    expect((await keeping()).state).toBe('kept');
    expect((await app.must('retention.state', {})).due).toMatchObject([{ sessionId }]);
    expect((await app.must('retention.apply', { confirm: 'DELETE' })).deletions).toMatchObject([
      { subject: sessionId },
    ]);
    expect((await keeping()).state).toBe('deleted');
  });

  it('stays while the patient is on legal hold, whoever asks', async () => {
    await sign();
    await app.must('retention.hold', { patientId, reason: 'Request of a court.' });
    await nextDay(20);
    expect(await app.refused('sessions.deleteSound', { sessionId, confirm: 'DELETE' })).toBe('blocked');
    expect(await app.refused('patients.delete', { patientId, confirm: 'DELETE' })).toBe('blocked');
    expect(await keeping()).toMatchObject({ state: 'kept', isOnHold: true });
    expect((await app.must('retention.release', { patientId })).holds).toEqual([]);
    await app.must('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
  });
});

describe('sound of a note that is not signed', () => {
  it('never goes by itself, whatever the date or a failure', async () => {
    const other = await recordedSession();
    for (let month = 0; month < 5; month++) await nextDay(40);
    for (const id of [sessionId, other]) expect(await keeping(id)).toMatchObject({ state: 'kept', dueOn: null });
  });
});

describe('a deletion', () => {
  it('leaves sound that no key opens, also in a copy of the files made before', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'ot-scribe-copy-'));
    cpSync(soundFolder(), copy, { recursive: true });
    await app.must('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
    cpSync(copy, soundFolder(), { recursive: true });
    expect(await app.refused('review.play', { sessionId, startMs: 0, endMs: 100, heard: [] })).toBe('not_found');
    await nextDay();
    expect(existsSync(soundFolder())).toBe(false);
    rmSync(copy, { recursive: true });
  });

  it('takes the key out of the backups the app made, and names those it cannot reach', async () => {
    const drive = mkdtempSync(join(tmpdir(), 'ot-scribe-drive-'));
    await nextDay();
    const auto = async () => ((await app.must('backup.state', {})).files ?? []).filter((file) => file.isAutomatic);
    await expect.poll(async () => (await auto()).length).toBe(1);
    const [before] = await auto();
    await app.must('backup.setFolder', { folder: drive });
    const byHand = await app.must('backup.make', { withSound: true });
    const { olderBackups } = await app.must('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
    expect(olderBackups.map(({ name }) => name)).toEqual([byHand.name]);
    const own = await app.must('backup.setFolder', { folder: null });
    expect(own.files).toHaveLength(1);
    expect(own.files?.[0]?.createdAt).not.toBe(before?.createdAt);
    rmSync(drive, { recursive: true });
  });

  it('of a consent that is taken back says so', async () => {
    await app.must('sessions.withdraw', { sessionId, confirm: 'WITHDRAW' });
    expect((await keeping()).deletion).toMatchObject({ reason: 'consent-withdrawn' });
    const events = (await app.must('security.audit', { limit: 5 })).map(({ event }) => event);
    expect(events).toContain('consent-withdrawn');
    expect(events).toContain('deleted-sound');
  });

  it('is refused during a recording, for a signed note, and without the word', async () => {
    const { id } = await app.must('sessions.create', { patientId });
    await app.must('sessions.consent', { sessionId: id, given: true, by: 'patient', method: 'verbal' });
    await app.must('recording.start', { sessionId: id, deviceId: 'fake', channels: 2 });
    expect(await app.refused('sessions.delete', { sessionId: id, confirm: 'DELETE' })).toBe('conflict');
    expect(await app.refused('patients.delete', { patientId, confirm: 'DELETE' })).toBe('conflict');
    await app.must('recording.stop', {});
    expect(await app.refused('sessions.delete', { sessionId, confirm: 'yes' })).toBe('invalid_input');
    await sign();
    expect(await app.refused('sessions.delete', { sessionId, confirm: 'DELETE' })).toBe('blocked');
    expect(await app.refused('patients.delete', { patientId, confirm: 'DELETE' })).toBe('blocked');
  });

  it('of a patient takes every session, and each is on record', async () => {
    const other = await recordedSession();
    const { deletions } = await app.must('patients.delete', { patientId, confirm: 'DELETE' });
    expect(deletions.map(({ kind }) => kind).toSorted()).toEqual(['patient', 'session', 'session']);
    expect(new Set(deletions.map(({ subject }) => subject))).toEqual(new Set([patientId, sessionId, other]));
    expect(await app.must('patients.list', {})).toEqual([]);
    expect(readdirSync(join(app.folder, 'sessions'))).toEqual([]);
    expect(await app.must('deletions.list', {})).toHaveLength(3);
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
  });

  it.each([
    ['altered', 'UPDATE deletion SET files = 9'],
    [
      'made up',
      "INSERT INTO deletion SELECT 'made-up', at, user_id, kind, 'other', patient_id, reason, 0, 0, '' FROM deletion",
    ],
    ['pretended: the key is still there', "INSERT INTO session_key SELECT subject, x'00' FROM deletion"],
  ])('that was %s is found by the check', async (_what, sql) => {
    await app.must('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      db.exec('DROP TRIGGER deletion_is_final; DROP TRIGGER deletion_stays');
      db.exec(sql);
    });
    app = startTestCore({}, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const report = await app.must('security.verify', {});
    expect(report.checked.find(({ what }) => what === 'Deletions')).toMatchObject({ ok: false });
  });
});

describe("the patient's own copy", () => {
  it('holds every session with note, signature and what became of the sound', async () => {
    await sign();
    await app.must('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
    await recordedSession();
    const { jsonBase64, fileName } = await app.must('patients.export', { patientId });
    expect(fileName).not.toContain('Pat');
    const copy = JSON.parse(Buffer.from(jsonBase64, 'base64').toString('utf8'));
    expect(copy.patient.name).toBe('Pat Example');
    expect(copy.sessions).toHaveLength(2);
    const signed = copy.sessions.find((each: { signature: unknown }) => each.signature !== null);
    expect(signed.record.note.sections.length).toBeGreaterThan(0);
    expect(signed.soundDeletedAt).toMatch(/^2026/);
    expect((await app.must('security.audit', { limit: 1 }))[0]).toMatchObject({ event: 'patient-exported' });
  });
});
