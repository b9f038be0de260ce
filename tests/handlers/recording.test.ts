import { existsSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import type { SoundPort } from '../../src/main/core/ports.ts';
import type { CallInput } from '../../src/shared/contract.ts';
import { ok } from '../../src/shared/result.ts';
import { sealedSounds, tone } from '../support/fakeParts.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const PATIENT: CallInput<'patients.save'> = {
  id: null,
  name: 'Pat Example',
  birthDate: null,
  recordNumber: null,
  diagnosis: null,
  affectedSide: null,
  precautions: null,
  payerId: 'medicare-part-b',
  goals: [{ id: null, term: 'short', text: 'Sit to stand.' }],
  frequency: null,
  certificationStart: null,
  certificationEnd: null,
};

let app: TestCore;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

async function newSession(consent = true): Promise<string> {
  const { id: patientId } = await app.must('patients.save', PATIENT);
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  if (consent) await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  return sessionId;
}

/** The sound port, with marks in the sound as a recorder leaves them. */
const soundWith = (marksMs: readonly number[]): SoundPort => ({
  ...sealedSounds,
  inspect: async (sealed) => {
    const found = await sealedSounds.inspect(sealed);
    return found.ok ? ok({ ...found.value, marksMs }) : found;
  },
});

const onArray = (sessionId: string) => ({ sessionId, deviceId: 'array', channels: 4 });
const soundFolders = (sessionId: string) => {
  const folder = join(app.folder, 'sessions', sessionId);
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('before the first second', () => {
  it('there has to be consent, for the recording, the voice sample and a file alike', async () => {
    const sessionId = await newSession(false);
    expect(await app.refused('recording.start', onArray(sessionId))).toBe('consent_required');
    expect(await app.refused('enrolment.record', onArray(sessionId))).toBe('consent_required');
    expect(await app.refused('sessions.importWav', { sessionId, wavBase64: 'AAAA' })).toBe('consent_required');
    await app.must('sessions.consent', { sessionId, given: false, by: 'patient', method: 'verbal' });
    expect(await app.refused('recording.start', onArray(sessionId))).toBe('consent_required');
    expect(soundFolders(sessionId)).toEqual([]);
  });

  it('the date is the one at the clinic', async () => {
    app.advance(Date.parse('2026-03-03T03:30:00Z') - Date.parse('2026-03-02T14:00:00Z'));
    const sessionId = await newSession();
    const session = await app.must('sessions.get', { sessionId });
    expect(session).toMatchObject({ dateOfService: '2026-03-02', timeZone: 'America/Chicago' });
  });

  it('a missing microphone leaves the session as it was', async () => {
    const sessionId = await newSession();
    const missing = { sessionId, deviceId: 'missing', channels: 4 };
    expect(await app.refused('recording.start', missing)).toBe('device_unavailable');
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'planned', startedAt: null });
    await app.must('recording.start', onArray(sessionId));
  });
});

describe('a voice sample', () => {
  const silence = (seconds: number) => new Float32Array(seconds * 16_000).fill(0.0005);
  const speech = (level: number) => {
    // Half a second of voice, a short pause, and so on: ten seconds.
    const pattern = [...tone(0.8, level), ...silence(0.2)];
    return Float32Array.from({ length: 160_000 }, (_, i) => pattern[i % pattern.length] ?? 0);
  };

  const inNoise = (voice: Float32Array, level: number) => voice.map((sample, i) => sample + level * Math.sin(i * 0.7));

  it.each([
    ['a clear voice', [speech(0.2)], true, /known/],
    ['a voice that is too loud', [speech(0.2), speech(4).map((x) => Math.max(-1, Math.min(1, x)))], false, /^Too loud/],
    ['two seconds of voice', [Float32Array.from([...tone(2, 0.2), ...silence(8)])], false, /^Too short/],
    ['a voice in loud noise', [inNoise(speech(0.2), 0.12)], false, /^Too noisy/],
    ['nothing', [silence(10)], false, /^Too short/],
    ['an empty take', [], false, /^Too short/],
  ])('with %s', async (_what, channels, accepted, message) => {
    const sessionId = await newSession();
    app.microphone.setTake(channels);
    const result = await app.must('enrolment.record', onArray(sessionId));
    expect(result).toMatchObject({ accepted, message: expect.stringMatching(message) });
    expect(soundFolders(sessionId)).toHaveLength(accepted ? 1 : 0);
  });

  it('replaces the one before it', async () => {
    const sessionId = await newSession();
    app.microphone.setTake([speech(0.2)]);
    await app.must('enrolment.record', onArray(sessionId));
    const [first] = soundFolders(sessionId);
    await app.must('enrolment.record', onArray(sessionId));
    expect(soundFolders(sessionId)).toHaveLength(1);
    expect(soundFolders(sessionId)).not.toContain(first);
  });
});

describe('a recording', () => {
  it('pauses, goes on, takes marks and timers, and ends as sound of its length', async () => {
    const sessionId = await newSession();
    expect(await app.must('recording.start', onArray(sessionId))).toMatchObject({ state: 'recording', channels: 4 });
    expect(await app.refused('recording.start', onArray(sessionId))).toBe('conflict');
    expect(await app.must('recording.pause', {})).toMatchObject({ state: 'paused' });
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'paused' });
    expect(await app.must('recording.resume', {})).toMatchObject({ state: 'recording' });
    await app.must('recording.timer', { cpt: '97530', task: 'transfers' });
    app.microphone.setElapsedMs(1500);
    await app.must('recording.mark', {});
    await app.must('recording.timer', { cpt: null, task: '' });
    expect(await app.refused('recording.timer', { cpt: '00000', task: 'x' })).toBe('invalid_input');
    expect(await app.must('recording.stop', {})).toEqual({ sessionId });
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'stopped', durationMs: 2000 });
    expect((await app.must('app.status', {})).recording).toBeNull();
    expect(await app.refused('recording.stop', {})).toBe('conflict');
    expect(await app.refused('recording.start', onArray(sessionId))).toBe('conflict');
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    expect(await app.must('review.get', { sessionId })).toMatchObject({ record: { tracks: [{ channelCount: 4 }] } });
  });

  it('goes on while the app is locked, can be stopped there, and is in the book after the unlock', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', onArray(sessionId));
    await app.must('security.lock', {});
    expect((await app.must('app.status', {})).recording).toMatchObject({ sessionId, state: 'recording' });
    expect(await app.refused('recording.pause', {})).toBe('locked');
    await app.must('recording.mark', {});
    await app.must('recording.stop', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'stopped', durationMs: 2000 });
    const events = (await app.must('security.audit', { limit: 10 })).map(({ event }) => event);
    expect(events.slice(0, 4)).toEqual(['unlock', 'recording-stopped', 'moment-marked', 'lock']);
  });

  it('goes on over a lock and an unlock', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', onArray(sessionId));
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'recording' });
    expect(await app.must('recovery.list', {})).toEqual([]);
  });

  it('says so when the microphone is lost, and again when it is back', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', onArray(sessionId));
    app.microphone.listener()?.state('interrupted', 'The microphone is gone.');
    expect((await app.must('app.status', {})).recording).toMatchObject({ state: 'interrupted' });
    expect(app.events.at(-1)).toMatchObject({ kind: 'status', status: { recording: { state: 'interrupted' } } });
    app.microphone.listener()?.state('recording', null);
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'recording' });
  });
});

describe('a recording that was cut off with the app', () => {
  /** As a kill leaves it: the sound is stored, the row still says "recording". */
  async function cutOff(
    marks: { readonly stored: readonly number[]; readonly inSound: readonly number[] } | null = null,
  ) {
    const sessionId = await newSession();
    await app.must('recording.start', onArray(sessionId));
    await app.must('recording.stop', {});
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      db.prepare("UPDATE session SET state = 'recording', duration_ms = 0 WHERE id = ?").run(sessionId);
      db.prepare('UPDATE track SET frame_count = 0 WHERE session_id = ?').run(sessionId);
      const addMark = db.prepare('INSERT INTO mark (session_id, at_ms) VALUES (?, ?)');
      for (const atMs of marks?.stored ?? []) addMark.run(sessionId, atMs);
    });
    app = startTestCore({ sound: soundWith(marks?.inSound ?? []) }, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    return sessionId;
  }

  it('is listed with what there is of it, and taken as it is', async () => {
    const sessionId = await cutOff();
    expect(await app.must('recovery.list', {})).toMatchObject([{ sessionId, durationMs: 2000 }]);
    expect(await app.refused('pipeline.run', { sessionId })).toBe('conflict');
    expect(await app.must('recovery.recover', { sessionId })).toMatchObject({ state: 'stopped', durationMs: 2000 });
    expect(await app.must('recovery.list', {})).toEqual([]);
    expect(await app.refused('recovery.recover', { sessionId })).toBe('conflict');
  });

  it('keeps the marks that were made while the app was locked: the sound alone knows them', async () => {
    const sessionId = await cutOff({ stored: [200], inSound: [260, 1900] });
    await app.must('recovery.recover', { sessionId });
    await app.close();
    let marks: unknown = null;
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      marks = db.prepare('SELECT at_ms FROM mark WHERE session_id = ? ORDER BY at_ms').pluck().all(sessionId);
    });
    expect(marks).toEqual([200, 1900]);
  });

  it('is thrown away for good, with its key and its files, only when that was confirmed', async () => {
    const sessionId = await cutOff();
    expect(await app.refused('recovery.discard', { sessionId, confirm: 'yes' })).toBe('invalid_input');
    await app.must('recovery.discard', { sessionId, confirm: 'DISCARD' });
    expect(soundFolders(sessionId)).toEqual([]);
    expect(await app.refused('sessions.get', { sessionId })).toBe('not_found');
    expect((await app.must('security.audit', { limit: 1 }))[0]).toMatchObject({
      event: 'session-discarded',
      subject: sessionId,
    });
  });
});

describe('a file', () => {
  it('becomes the sound of a session, sealed', async () => {
    const sessionId = await newSession();
    const wavBase64 = Buffer.from(wavBytes([tone(3), tone(3)])).toString('base64');
    const session = await app.must('sessions.importWav', { sessionId, wavBase64 });
    expect(session).toMatchObject({ state: 'stopped', durationMs: 3000 });
    expect(await app.refused('sessions.importWav', { sessionId, wavBase64 })).toBe('conflict');
    expect((await app.must('security.verify', {})).ok).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['text', Buffer.from('this is no sound at all, only words').toString('base64')],
    ['a header alone', Buffer.from(wavBytes([tone(1)]).subarray(0, 40)).toString('base64')],
  ])('that is %s is refused and leaves nothing', async (_what, wavBase64) => {
    const sessionId = await newSession();
    expect(await app.refused('sessions.importWav', { sessionId, wavBase64 })).toMatch(/unreadable_audio|invalid_input/);
    expect(soundFolders(sessionId)).toEqual([]);
    expect(await app.must('sessions.get', { sessionId })).toMatchObject({ state: 'planned' });
  });
});

describe('a patient', () => {
  it('keeps goals and identity over a change, and cannot take those of another', async () => {
    const first = await app.must('patients.save', PATIENT);
    const goal = first.planOfCare.goals[0];
    const changed = await app.must('patients.save', {
      ...PATIENT,
      id: first.id,
      name: 'New',
      goals: [{ ...goal!, text: 'Other' }],
    });
    expect(changed).toMatchObject({
      id: first.id,
      name: 'New',
      planOfCare: { goals: [{ id: goal?.id, text: 'Other' }] },
    });
    expect(await app.refused('patients.save', { ...PATIENT, goals: [goal] })).toBe('invalid_input');
    expect(await app.refused('patients.save', { ...PATIENT, id: 'nobody' })).toBe('not_found');
    expect(await app.refused('patients.save', { ...PATIENT, payerId: 'unknown' })).toBe('invalid_input');
    expect(await app.must('patients.list', {})).toHaveLength(1);
  });
});

describe('verify', () => {
  it('names a recording of which a part was taken away', async () => {
    const sessionId = await newSession();
    const wavBase64 = Buffer.from(wavBytes([tone(3)])).toString('base64');
    await app.must('sessions.importWav', { sessionId, wavBase64 });
    const folder = join(app.folder, 'sessions', sessionId);
    const segment = readdirSync(folder, { recursive: true, withFileTypes: true }).find((entry) => entry.isFile());
    if (segment === undefined) throw new Error('no segment');
    const file = join(segment.parentPath, segment.name);
    truncateSync(file, statSync(file).size / 2);
    const report = await app.must('security.verify', {});
    expect(report.ok).toBe(false);
    expect(report.checked.find(({ what }) => what === 'Recordings')?.detail).toContain(sessionId);
    expect((await app.must('security.audit', { limit: 1 }))[0]).toMatchObject({ event: 'integrity-failure' });
  });
});
