import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tone } from '../support/fakeParts.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

async function newSession(consent = true): Promise<string> {
  const { id: patientId } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  if (consent) await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  return sessionId;
}

/** Speech-like: loud for two thirds of a second, quiet for one third. */
function voice(): Float32Array {
  return tone(10).map((value, i) => (i % 16_000 < 11_000 ? value : value * 0.003));
}

async function enrolled(): Promise<string> {
  const sessionId = await newSession();
  app.microphone.setTake([voice(), voice()]);
  const result = await app.must('enrolment.record', { sessionId, deviceId: 'array', channels: 2 });
  expect(result).toMatchObject({ accepted: true });
  return sessionId;
}

const folders = (...path: string[]): string[] => {
  const folder = join(app.folder, ...path);
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('the therapist’s voice for later sessions', () => {
  it('is kept only when asked to, and serves another session after a restart of the app', async () => {
    const first = await enrolled();
    expect(await app.must('voice.list', {})).toEqual([]);
    const kept = await app.must('voice.keep', { sessionId: first });
    expect(kept).toMatchObject({ channels: 2, deviceId: 'array', arrayId: null });
    await app.close();
    app = startTestCore({}, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('voice.list', {})).toEqual([kept]);
    const second = await newSession();
    await app.must('voice.use', { sessionId: second, voiceId: kept.id });
    expect(folders('sessions', second)).toHaveLength(1);
  });

  it('still knows its microphones when a session that uses it keeps it again', async () => {
    const { id: voiceId } = await app.must('voice.keep', { sessionId: await enrolled() });
    const second = await newSession();
    await app.must('voice.use', { sessionId: second, voiceId });
    expect(await app.must('voice.keep', { sessionId: second })).toMatchObject({ deviceId: 'array', arrayId: null });
  });

  it('is used only under consent, and only while it is there', async () => {
    const kept = await app.must('voice.keep', { sessionId: await enrolled() });
    const without = await newSession(false);
    expect(await app.refused('voice.use', { sessionId: without, voiceId: kept.id })).toBe('consent_required');
    expect(await app.refused('voice.use', { sessionId: await newSession(), voiceId: 'none' })).toBe('not_found');
    expect(await app.refused('voice.keep', { sessionId: await newSession() })).toBe('not_found');
  });

  it('is deleted alone, with its sound on the disk; the sessions that used it and the other voices keep theirs', async () => {
    const first = await enrolled();
    const { id: voiceId } = await app.must('voice.keep', { sessionId: first });
    const other = await app.must('voice.keep', { sessionId: first });
    expect(await app.must('voice.delete', { voiceId, confirm: 'DELETE' })).toBeNull();
    expect(await app.must('voice.list', {})).toEqual([other]);
    expect(folders('voices')).toEqual([other.id]);
    expect(folders('sessions', first)).toHaveLength(1);
    expect(await app.refused('voice.delete', { voiceId, confirm: 'DELETE' })).toBe('not_found');
    const trail = await app.must('security.audit', { limit: 50 });
    expect(trail.map(({ event }) => event)).toContain('kept-voice-deleted');
  });

  it('is deleted everywhere at once: kept, in sessions, on the disk, and the deletion is logged', async () => {
    const first = await enrolled();
    const { id: voiceId } = await app.must('voice.keep', { sessionId: first });
    const second = await newSession();
    await app.must('voice.use', { sessionId: second, voiceId });
    expect(folders('voices')).toHaveLength(1);
    expect(await app.must('voice.forget', { confirm: 'DELETE' })).toEqual({ deleted: 3 });
    expect(folders('voices')).toEqual([]);
    expect(folders('sessions', first)).toEqual([]);
    expect(folders('sessions', second)).toEqual([]);
    expect(await app.must('voice.list', {})).toEqual([]);
    expect(await app.refused('voice.use', { sessionId: second, voiceId })).toBe('not_found');
    const trail = await app.must('security.audit', { limit: 50 });
    expect(trail.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['voice-kept', 'voice-used', 'voice-deleted']),
    );
  });

  it('is not deleted under a recording that needs it, nor without the word', async () => {
    const sessionId = await enrolled();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 2 });
    expect(await app.refused('voice.forget', { confirm: 'DELETE' })).toBe('conflict');
    expect(await app.refused('voice.forget', { confirm: 'yes' })).toBe('invalid_input');
    await app.must('recording.stop', {});
    expect(await app.must('voice.forget', { confirm: 'DELETE' })).toEqual({ deleted: 1 });
  });
});
