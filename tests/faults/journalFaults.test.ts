/** Disk trouble while recording: failing calls, full disks and power cuts, all simulated and repeatable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JournalWriter, openJournal } from '../../src/audio/journal/journalWriter.ts';
import { openJournalSource } from '../../src/audio/journal/openJournalSource.ts';
import { FakeDisk } from '../support/fakeJournalFs.ts';
import { report, times } from '../support/faultTable.ts';
import { FOLDER, journalOptions, SESSION_KEY, soundBytes } from '../support/journalFixture.ts';

const SAMPLE_RATE_HZ = 16000;
/** A power cut may take the second that is not synced yet and the frames of a sync under way. */
const MAX_POWER_LOSS_SAMPLES = 1.2 * SAMPLE_RATE_HZ;
const SCHEDULES = times(200, 5000);

async function recovered(disk: FakeDisk) {
  const opened = await openJournalSource(FOLDER, SESSION_KEY, disk.fs);
  if (!opened.ok) return { frameCount: 0, pcm: Buffer.alloc(0) };
  return { frameCount: opened.value.frameCount, pcm: opened.value.readPcm16(0, opened.value.frameCount) };
}

/** Like the capture process: a frame that was not taken is offered once more, then the error stands. */
function appendNext(writer: JournalWriter, samples = 1600): boolean {
  const frame = soundBytes(writer.storedSamples, samples, 2);
  return writer.appendAudio(frame).ok || writer.appendAudio(frame).ok;
}

describe('when the n-th call to the disk fails', () => {
  it.each(['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EMFILE'])(
    'with %s, every acknowledged frame is read back',
    async (failCode) => {
      const clean = new FakeDisk();
      await recordWith(clean);
      for (let failCall = 1; failCall <= clean.calls; failCall += 1)
        for (const forEver of [false, true]) {
          const disk = new FakeDisk({ failCall, failCode, forEver });
          const acknowledged = await recordWith(disk);
          disk.faults = {};
          const { frameCount, pcm } = await recovered(disk);
          expect(frameCount, `${failCode} at call ${failCall}`).toBe(acknowledged);
          expect(pcm.equals(soundBytes(0, acknowledged, 2))).toBe(true);
        }
      report(
        `n-th call of the recording fails with ${failCode}`,
        2 * clean.calls,
        'every acknowledged frame read back',
      );
    },
  );

  async function recordWith(disk: FakeDisk): Promise<number> {
    const opened = await openJournal(journalOptions(disk, { segmentSeconds: 0.5 }));
    if (!opened.ok) {
      expect(opened.error.message).toMatch(/\w+/);
      return 0;
    }
    for (let index = 0; index < 12; index += 1) {
      appendNext(opened.value);
      await Promise.resolve();
    }
    await opened.value.close();
    return opened.value.storedSamples;
  }
});

describe('when the disk runs full', () => {
  it('keeps all whole frames, says so, and goes on once there is room again', async () => {
    const disk = new FakeDisk({ capacityBytes: 40_000 });
    const opened = await openJournal(journalOptions(disk));
    if (!opened.ok) throw new Error(opened.error.message);
    const writer = opened.value;
    while (appendNext(writer)) expect(writer.storedSamples).toBeLessThan(40_000);
    const refused = writer.appendAudio(soundBytes(writer.storedSamples, 1600, 2));
    expect(refused).toMatchObject({ ok: false, error: { code: 'storage_full' } });
    const atFull = writer.storedSamples;
    expect(atFull).toBeGreaterThan(0);
    expect((await recovered(disk)).frameCount).toBe(atFull);
    disk.faults = {};
    expect(appendNext(writer)).toBe(true);
    await writer.close();
    const whole = await openJournalSource(FOLDER, SESSION_KEY, disk.fs);
    expect(whole).toMatchObject({ ok: true, value: { isComplete: true, unreadableSegments: [], gaps: [] } });
    const after = await recovered(disk);
    expect(after.pcm.equals(soundBytes(0, atFull + 1600, 2))).toBe(true);
  });
});

describe('when the power is cut', () => {
  it('all sound but the last second is there, unaltered, and a new recording can follow', async () => {
    let mostLost = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 45 }),
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 5, max: 30 }),
        async (frames, keeps, segmentTenths) => {
          const disk = new FakeDisk();
          const opened = await openJournal(journalOptions(disk, { segmentSeconds: segmentTenths / 10 }));
          if (!opened.ok) throw new Error(opened.error.message);
          for (let index = 0; index < frames; index += 1) {
            appendNext(opened.value);
            // A second of sound leaves the disk far more time than its sync takes.
            for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
          }
          const stored = opened.value.storedSamples;
          const after = disk.afterPowerCut(() => keeps.next().value as boolean);
          const { frameCount, pcm } = await recovered(after);
          expect(frameCount).toBeGreaterThanOrEqual(opened.value.syncedSamples);
          mostLost = Math.max(mostLost, stored - frameCount);
          expect(stored - frameCount).toBeLessThanOrEqual(MAX_POWER_LOSS_SAMPLES);
          expect(pcm.equals(soundBytes(0, frameCount, 2))).toBe(true);
          const again = await openJournal(journalOptions(after));
          expect(again.ok && again.value.storedSamples).toBe(frameCount);
        },
      ),
      { numRuns: SCHEDULES },
    );
    report(
      'power cut while recording',
      SCHEDULES,
      `loss at most ${((1000 * mostLost) / SAMPLE_RATE_HZ).toFixed(0)} ms, no altered sample, a new recording follows`,
    );
  });
});
