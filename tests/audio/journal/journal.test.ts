import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/audio/journal/journalWriter.ts';
import { listInterrupted } from '../../../src/audio/journal/listInterrupted.ts';
import { openJournalSource } from '../../../src/audio/journal/openJournalSource.ts';
import { FakeDisk } from '../../support/fakeJournalFs.ts';
import {
  appendFrames,
  FOLDER,
  FRAME_SAMPLES,
  journalOptions,
  openedWriter,
  SESSION_KEY,
  soundAt,
  soundBytes,
} from '../../support/journalFixture.ts';

async function openSource(disk: FakeDisk, key = SESSION_KEY) {
  const opened = await openJournalSource(FOLDER, key, disk.fs);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

describe('a journal', () => {
  it('gives back every sample of every channel, from any stretch', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk, { channelCount: 8 });
    appendFrames(writer, 7, 8);
    await writer.close();
    const source = await openSource(disk);
    expect(source.frameCount).toBe(7 * FRAME_SAMPLES);
    expect(source.isComplete).toBe(true);
    const channels = await source.read(1500, 3300);
    expect(channels).toHaveLength(8);
    channels.forEach((samples, channel) => {
      expect(Array.from(samples, (value) => value * 32768)).toEqual(
        Array.from({ length: 3300 }, (_, index) => soundAt(1500 + index, channel)),
      );
    });
    expect((await source.read(7 * FRAME_SAMPLES - 10, 100))[0]).toHaveLength(10);
  });

  it('can be read while it is being written', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    appendFrames(writer, 3);
    const source = await openSource(disk);
    expect(source.frameCount).toBe(3 * FRAME_SAMPLES);
    expect(source.isComplete).toBe(false);
  });

  it('goes over to a new segment and keeps one sample clock', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk, { segmentSeconds: 0.5 });
    appendFrames(writer, 12);
    await writer.close();
    expect([...disk.files.keys()].map((name) => name.slice(-10))).toEqual(['000001.seg', '000002.seg', '000003.seg']);
    const source = await openSource(disk);
    expect(source.readPcm16(0, source.frameCount).equals(soundBytes(0, 12 * FRAME_SAMPLES, 2))).toBe(true);
    expect(source.gaps).toEqual([]);
    expect(disk.handles.size).toBe(3);
    await source.close();
    expect(disk.handles.size).toBe(0);
  });

  it('does not hold a sample, a name or the key in clear', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    writer.appendAudio(Buffer.from('CANARY!!'.repeat(800)));
    writer.mark('CANARY-MARK');
    await writer.close();
    const stored = Buffer.concat([...disk.files.values()].map((file) => file.bytes));
    expect(stored.includes('CANARY')).toBe(false);
    expect(stored.includes(SESSION_KEY)).toBe(false);
  });

  it('marks a pause when it begins and gives it its length when it ends', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    appendFrames(writer, 5);
    writer.openGap('paused');
    expect((await openSource(disk)).gaps).toEqual([{ startMs: 500, lengthMs: null, reason: 'paused' }]);
    writer.closeGap('paused', 90_000.4);
    appendFrames(writer, 5);
    writer.mark('moment');
    await writer.close();
    const source = await openSource(disk);
    expect(source.gaps).toEqual([{ startMs: 500, lengthMs: 90_000, reason: 'paused' }]);
    expect(source.markers).toEqual([{ atMs: 1000, label: 'moment' }]);
    expect(source.frameCount).toBe(10 * FRAME_SAMPLES);
  });

  it('starts a new segment after an interruption, never adds to a torn one, and shows the hole', async () => {
    const disk = new FakeDisk();
    let nowMs = 1_000_000;
    const torn = await openedWriter(disk, { nowMs: () => nowMs });
    appendFrames(torn, 4);
    const file = [...disk.files.values()][0]!;
    file.bytes = file.bytes.subarray(0, file.bytes.length - 1);
    nowMs += 10_000;
    const writer = await openedWriter(disk, { nowMs: () => nowMs });
    expect(writer.storedSamples).toBe(3 * FRAME_SAMPLES);
    appendFrames(writer, 2);
    await writer.close();
    const source = await openSource(disk);
    expect(source.gaps).toEqual([{ startMs: 300, lengthMs: 9700, reason: 'interrupted' }]);
    expect(source.readPcm16(0, source.frameCount).equals(soundBytes(0, 5 * FRAME_SAMPLES, 2))).toBe(true);
  });

  it('shows one hole when starts in between brought no sound', async () => {
    const disk = new FakeDisk();
    let nowMs = 1_000_000;
    appendFrames(await openedWriter(disk, { nowMs: () => nowMs }), 4);
    nowMs += 1400;
    await openedWriter(disk, { nowMs: () => nowMs });
    nowMs += 2000;
    const writer = await openedWriter(disk, { nowMs: () => nowMs });
    appendFrames(writer, 2);
    await writer.close();
    expect((await openSource(disk)).gaps).toEqual([{ startMs: 400, lengthMs: 3000, reason: 'interrupted' }]);
  });

  it('keeps later sound in its place when earlier sound was damaged after it was stored', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk, { segmentSeconds: 0.5 });
    appendFrames(writer, 10);
    await writer.close();
    const first = [...disk.files.values()][0]!;
    first.bytes[first.bytes.length - 3 * FRAME_SAMPLES * 4]! ^= 1;
    const source = await openSource(disk);
    const [gap] = source.gaps;
    expect(gap).toMatchObject({ reason: 'damaged' });
    expect(gap!.startMs + gap!.lengthMs!).toBe(500);
    const tail = source.readPcm16(5 * FRAME_SAMPLES, 5 * FRAME_SAMPLES);
    expect(tail.equals(soundBytes(5 * FRAME_SAMPLES, 5 * FRAME_SAMPLES, 2))).toBe(true);
  });

  it('does not open with another key, and nothing can be added with one', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    appendFrames(writer, 2);
    await writer.close();
    const before = disk.files.size;
    const wrong = Buffer.alloc(32, 8);
    expect(await openJournalSource(FOLDER, wrong, disk.fs)).toMatchObject({ ok: false });
    expect(await openJournal(journalOptions(disk, { sessionKey: wrong }))).toMatchObject({ ok: false });
    expect(disk.files.size).toBe(before);
  });

  it('takes up a recording with the same number of channels only', async () => {
    const disk = new FakeDisk();
    await (await openedWriter(disk)).close();
    const other = await openJournal(journalOptions(disk, { channelCount: 4 }));
    expect(other).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('refuses half samples and anything after its end', async () => {
    const writer = await openedWriter(new FakeDisk());
    expect(writer.appendAudio(Buffer.alloc(3))).toMatchObject({ ok: false });
    await writer.close();
    expect(writer.appendAudio(Buffer.alloc(4))).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(writer.storedSamples).toBe(0);
  });

  it('says that there is no recording in an empty folder', async () => {
    const opened = await openJournalSource(FOLDER, SESSION_KEY, new FakeDisk().fs);
    expect(opened).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});

describe('interrupted recordings', () => {
  it('are listed without a key, and finished ones are not', async () => {
    const disk = new FakeDisk();
    const open = await openedWriter(disk, { folder: '/sessions/a/t', trackId: 'torn' });
    appendFrames(open, 13);
    const done = await openedWriter(disk, { folder: '/sessions/b/t', trackId: 'done' });
    appendFrames(done, 3);
    await done.close();
    expect(listInterrupted('/sessions/a/t', disk.fs)).toEqual([
      { folder: '/sessions/a/t', trackId: 'torn', startedAtMs: 1_700_000_000_000, durationMs: 1300 },
    ]);
    expect(listInterrupted('/sessions/b/t', disk.fs)).toEqual([]);
  });

  it('count as one when a power cut left a new segment without a header', async () => {
    const disk = new FakeDisk();
    appendFrames(await openedWriter(disk), 5);
    disk.files.set(`${FOLDER}/000002.seg`, {
      bytes: Buffer.alloc(0),
      syncedBytes: Buffer.alloc(0),
      isNameSynced: true,
    });
    expect(listInterrupted(FOLDER, disk.fs)).toMatchObject([{ durationMs: 500 }]);
    const writer = await openedWriter(disk);
    expect(writer.storedSamples).toBe(5 * FRAME_SAMPLES);
  });
});
