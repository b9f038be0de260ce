import { beforeEach, describe, expect, it } from 'vitest';
import { createCaptureSession } from '../../../src/audio/capture/captureSession.ts';
import { openJournalSource } from '../../../src/audio/journal/openJournalSource.ts';
import type { AppError } from '../../../src/shared/result.ts';
import { FakeClock, FakeMicrophone, settle, startedSession } from '../../support/fakeCapture.ts';
import { FakeDisk } from '../../support/fakeJournalFs.ts';
import { FOLDER, openedWriter, SESSION_KEY, soundBytes } from '../../support/journalFixture.ts';

const LOST: AppError = { code: 'device_lost', message: 'The microphone stopped.' };

let disk: FakeDisk;
beforeEach(() => {
  disk = new FakeDisk();
});

async function stored() {
  const opened = await openJournalSource(FOLDER, SESSION_KEY, disk.fs);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

describe('a capture session', () => {
  it('stores all sound in order, also the piece that fills no frame', async () => {
    const { session, microphone } = await startedSession(await openedWriter(disk));
    for (let chunk = 0; chunk < 50; chunk += 1) microphone.play(333);
    expect(await session.stop()).toEqual({ ok: true, value: { samples: microphone.position } });
    const source = await stored();
    expect(source.readPcm16(0, source.frameCount).equals(soundBytes(0, microphone.position, 2))).toBe(true);
    expect(source.isComplete).toBe(true);
  });

  it('reports the level of each microphone ten times a second, and what is safely stored', async () => {
    const { microphone, notices } = await startedSession(await openedWriter(disk));
    microphone.play(16000);
    const meters = notices.filter((notice) => notice.kind === 'meters');
    expect(meters).toHaveLength(11);
    expect(meters.at(-1)).toMatchObject({ storedSamples: 17600, verdicts: ['good', 'good'] });
    expect(meters.at(-1)!.rmsDbFs).toHaveLength(2);
  });

  it('does not start when no sound comes, and says what to do', async () => {
    const clock = new FakeClock();
    const session = createCaptureSession({
      source: new FakeMicrophone(2),
      sink: await openedWriter(disk),
      channelCount: 2,
      sampleRateHz: 16000,
      clock,
      freeBytes: null,
      emit: () => undefined,
    });
    const starting = session.start();
    await clock.pass(5000);
    expect(await starting).toMatchObject({ ok: false, error: { code: 'device_unavailable' } });
    expect(session.status().state).toBe('stopped');
  });

  it('does not start when the microphone is refused, and passes the reason on', async () => {
    const microphone = new FakeMicrophone(2);
    microphone.refusals = [LOST];
    const session = createCaptureSession({
      source: microphone,
      sink: await openedWriter(disk),
      channelCount: 2,
      sampleRateHz: 16000,
      clock: new FakeClock(),
      freeBytes: null,
      emit: () => undefined,
    });
    expect(await session.start()).toEqual({ ok: false, error: LOST });
  });
});

describe('a pause', () => {
  it('lets the microphone go, stores nothing, and has a length', async () => {
    const { session, microphone, clock } = await startedSession(await openedWriter(disk));
    microphone.play(800);
    await session.pause();
    expect(microphone.isRunning).toBe(false);
    expect(session.status()).toEqual({ state: 'paused', storedSamples: 2400 });
    microphone.tell({ kind: 'sound', pcm: soundBytes(0, 16000, 2) });
    await clock.pass(60_000);
    const resuming = session.resume();
    await settle();
    microphone.play(1600);
    expect(await resuming).toMatchObject({ ok: true });
    await session.stop();
    const source = await stored();
    expect(source.frameCount).toBe(4000);
    expect(source.gaps).toEqual([{ startMs: 150, lengthMs: 60_000, reason: 'paused' }]);
  });

  it('stays a pause when the microphone is missing at its end', async () => {
    const { session, microphone } = await startedSession(await openedWriter(disk));
    await session.pause();
    microphone.refusals = [LOST];
    expect(await session.resume()).toEqual({ ok: false, error: LOST });
    expect(session.status().state).toBe('paused');
    const again = session.resume();
    await settle();
    microphone.play(1600);
    expect(await again).toMatchObject({ ok: true });
    expect(session.status().state).toBe('recording');
  });

  it('is not possible after the end', async () => {
    const { session } = await startedSession(await openedWriter(disk));
    await session.stop();
    expect(await session.pause()).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await session.resume()).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(session.mark('moment')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

describe('a lost microphone', () => {
  it('is started again and leaves a marked hole', async () => {
    const { microphone, clock, kinds, session } = await startedSession(await openedWriter(disk));
    microphone.tell({ kind: 'ended', error: LOST });
    expect(session.status().state).toBe('interrupted');
    await clock.pass(500);
    microphone.play(1600);
    await settle();
    expect(kinds()).toEqual(['interrupted', 'restored']);
    await session.stop();
    expect((await stored()).gaps).toMatchObject([{ startMs: 100, lengthMs: 500, reason: 'device_lost' }]);
  });

  it('of a machine that slept is a hole as long as the sleep, also when its sound comes back before anybody looked', async () => {
    const { microphone, clock, kinds, session } = await startedSession(await openedWriter(disk));
    microphone.play(1600);
    clock.sleep(600_000);
    microphone.play(1600);
    expect(kinds()).toEqual(['restored']);
    await session.stop();
    const { gaps, frameCount } = await stored();
    expect(gaps).toEqual([{ startMs: 200, lengthMs: 600_000, reason: 'interrupted' }]);
    expect(frameCount).toBe(microphone.position);
  });

  it('is noticed within 2.5 s when it only falls silent on the line', async () => {
    const { clock, kinds } = await startedSession(await openedWriter(disk));
    await clock.pass(1900);
    expect(kinds()).toEqual([]);
    await clock.pass(600);
    expect(kinds()).toEqual(['interrupted']);
  });

  it('is given up after three restarts, and a person may try again', async () => {
    const { microphone, clock, kinds, session } = await startedSession(await openedWriter(disk));
    microphone.refusals = [LOST, LOST, LOST];
    microphone.tell({ kind: 'ended', error: LOST });
    await clock.pass(10_000);
    expect(microphone.starts).toBe(4);
    expect(kinds()).toEqual(['interrupted', 'gaveUp']);
    expect(session.status().state).toBe('interrupted');
    const resuming = session.resume();
    await settle();
    microphone.play(1600);
    expect(await resuming).toMatchObject({ ok: true });
    expect(kinds()).toEqual(['interrupted', 'gaveUp', 'restored']);
  });

  it('is not started again after the recording was stopped or paused meanwhile', async () => {
    const { microphone, clock, session } = await startedSession(await openedWriter(disk));
    microphone.tell({ kind: 'ended', error: LOST });
    await session.pause();
    await clock.pass(20_000);
    expect(microphone.starts).toBe(1);
    await session.stop();
    await clock.pass(20_000);
    expect(microphone.starts).toBe(1);
  });
});

describe('what else may happen', () => {
  it('an overrun becomes a gap with its length', async () => {
    const { microphone, session, kinds } = await startedSession(await openedWriter(disk));
    microphone.tell({ kind: 'overrun', lostMs: 31 });
    microphone.play(1600);
    await session.stop();
    expect(kinds()).toEqual(['overrun', 'stopped']);
    expect((await stored()).gaps).toEqual([{ startMs: 100, lengthMs: 31, reason: 'overrun' }]);
  });

  it('the end of a replayed file ends the recording without an error', async () => {
    const { microphone, notices } = await startedSession(await openedWriter(disk));
    microphone.tell({ kind: 'ended', error: null });
    await settle();
    expect(notices.at(-1)).toEqual({ kind: 'stopped', storedSamples: 1600, error: null });
  });

  it('a disk that cannot be written ends it with the reason, and keeps what is stored', async () => {
    const { microphone, notices, session } = await startedSession(await openedWriter(disk));
    disk.faults = { failCall: disk.calls + 1, failCode: 'EIO', forEver: true };
    microphone.play(16000);
    await settle();
    disk.faults = {};
    expect(notices.at(-1)).toMatchObject({ kind: 'stopped', storedSamples: 1600, error: { code: 'storage' } });
    expect(await session.stop()).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect((await stored()).frameCount).toBe(1600);
  });

  it('one failing write costs nothing: the frame goes to a new segment', async () => {
    const { microphone, session } = await startedSession(await openedWriter(disk));
    disk.faults = { failCall: disk.calls + 1, failCode: 'EIO' };
    microphone.play(3200);
    await session.stop();
    const source = await stored();
    expect(source.readPcm16(0, source.frameCount).equals(soundBytes(0, 4800, 2))).toBe(true);
    expect(disk.files.size).toBe(2);
  });

  it('little space is told once, none at all closes the recording in order', async () => {
    let freeBytes = 900_000_000;
    const { microphone, notices, kinds } = await startedSession(await openedWriter(disk), {
      freeBytes: () => freeBytes,
    });
    microphone.play(16000 * 11);
    expect(kinds()).toEqual(['lowSpace']);
    freeBytes = 100_000_000;
    microphone.play(16000 * 5);
    await settle();
    expect(notices.at(-1)).toMatchObject({ kind: 'stopped', error: { code: 'storage_full' } });
    expect((await stored()).isComplete).toBe(true);
  });
});
