import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const MINUTE_MS = 60_000;

let app: TestCore;
let looks: (() => void)[];
beforeEach(async () => {
  looks = [];
  const every = (_milliseconds: number, look: () => void) => {
    looks.push(look);
    return () => undefined;
  };
  app = startTestCore({ every });
  await app.must('security.setUp', PERSON);
  await app.must('security.setAutoLock', { minutes: 60 });
});
afterEach(() => app.remove());

async function recording(frequency: string | null = null): Promise<string> {
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Ann', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null, frequency },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], certificationStart: null, certificationEnd: null },
  });
  const { id: sessionId } = await app.must('sessions.create', { patientId: patient.id });
  await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  await app.must('recording.start', { sessionId, deviceId: 'fake', channels: 2 });
  app.microphone.listener()?.previewState?.('on');
  return sessionId;
}

async function later(minutes: number) {
  app.advance(minutes * MINUTE_MS);
  for (const look of looks) look();
  return (await app.must('app.status', {})).recording;
}

const recorded = (elapsedMs: number) =>
  app.microphone.listener()?.meters({ elapsedMs, peakDbFs: [], rmsDbFs: [], verdicts: [] });
const said = (speaker: 'patient' | 'other') =>
  app.microphone.listener()?.preview?.({ startMs: 0, endMs: 500, speaker, text: 'good', words: [] });

describe('a recording that may have been forgotten', () => {
  it('is asked about after ten minutes without a word of patient or therapist, and goes on all the same', async () => {
    await recording();
    expect((await later(9))?.ask).toBeNull();
    said('other');
    const asked = await later(1.5);
    expect(asked).toMatchObject({ state: 'recording', ask: { reason: 'quiet', minutes: 10 } });
    expect((await later(60))?.state).toBe('recording');
  });

  it('is not asked about while somebody of the two speaks, nor where words are not understood while recording', async () => {
    await recording();
    for (let turn = 0; turn < 4; turn++) {
      said('patient');
      expect((await later(6))?.ask).toBeNull();
    }
    app.microphone.listener()?.previewState?.('off');
    expect((await later(30))?.ask).toBeNull();
  });

  it('is left alone for as long again once the therapist says the treatment goes on, from the lock too', async () => {
    await recording();
    expect((await later(11))?.ask).not.toBeNull();
    await app.must('security.lock', {});
    await app.must('recording.goOn', {});
    expect((await later(9))?.ask).toBeNull();
    expect((await later(2))?.ask).not.toBeNull();
    await app.must('security.unlock', { passphrase: PASSPHRASE });
  });

  it('is asked about when as much is recorded as the plan of care or the setting says', async () => {
    await recording('2x/week, 45 min');
    recorded(44 * MINUTE_MS);
    expect((await later(0.1))?.ask).toBeNull();
    recorded(45 * MINUTE_MS);
    expect((await later(0.1))?.ask).toEqual({ reason: 'overTime', minutes: 45 });
    await app.must('recording.goOn', {});
    recorded(59 * MINUTE_MS);
    expect((await later(0.1))?.ask).toBeNull();
    recorded(61 * MINUTE_MS);
    expect((await later(0.1))?.ask).toMatchObject({ reason: 'overTime' });
  });

  it('is asked about after ten minutes of pause', async () => {
    await recording();
    await app.must('recording.pause', {});
    expect((await later(9))?.ask).toBeNull();
    expect(await later(1.5)).toMatchObject({ state: 'paused', ask: { reason: 'paused', minutes: 10 } });
    await app.must('recording.resume', {});
    expect((await later(0.1))?.ask).toBeNull();
  });

  it('is never asked about where that was chosen', async () => {
    await app.must('recording.setGuard', { quietMinutes: null, plannedMinutes: null });
    await recording('2x/week, 45 min');
    recorded(200 * MINUTE_MS);
    expect((await later(50))?.ask).toBeNull();
    expect(await app.refused('recording.setGuard', { quietMinutes: 7, plannedMinutes: null })).toBe('invalid_input');
  });
});
