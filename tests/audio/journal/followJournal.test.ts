import { describe, expect, it } from 'vitest';
import { type FollowedFrame, followJournal } from '../../../src/audio/journal/followJournal.ts';
import { FakeDisk } from '../../support/fakeJournalFs.ts';
import {
  appendFrames,
  FOLDER,
  FRAME_SAMPLES,
  openedWriter,
  SESSION_KEY,
  soundBytes,
} from '../../support/journalFixture.ts';

const ALL = Number.MAX_SAFE_INTEGER;

function heard(frames: readonly FollowedFrame[]): Buffer {
  return Buffer.concat(frames.map((frame) => (frame.kind === 'sound' ? frame.pcm : Buffer.alloc(0))));
}

describe('a journal that is read while it is written', () => {
  it('gives each frame once, as soon as it is stored', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    const follower = followJournal(FOLDER, SESSION_KEY, ALL, disk.fs);
    expect(follower.next()).toEqual([]);
    appendFrames(writer, 3);
    expect(heard(follower.next())).toEqual(soundBytes(0, 3 * FRAME_SAMPLES, 2));
    expect(follower.next()).toEqual([]);
    appendFrames(writer, 2);
    const frames = follower.next();
    expect(frames.map((frame) => frame.kind === 'sound' && frame.firstSample)).toEqual([4800, 6400]);
    expect(heard(frames)).toEqual(soundBytes(3 * FRAME_SAMPLES, 2 * FRAME_SAMPLES, 2));
    expect(follower.channelCount).toBe(2);
  });

  it('waits for a journal that does not exist yet', async () => {
    const disk = new FakeDisk();
    const follower = followJournal(FOLDER, SESSION_KEY, ALL, disk.fs);
    expect(follower.next()).toEqual([]);
    expect(follower.channelCount).toBeNull();
    appendFrames(await openedWriter(disk), 1);
    expect(follower.next()).toHaveLength(1);
  });

  it('goes on from segment to segment without losing a frame', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk, { segmentSeconds: 0.3 });
    const follower = followJournal(FOLDER, SESSION_KEY, ALL, disk.fs);
    const pieces: Buffer[] = [];
    for (const count of [2, 3, 4, 5]) {
      appendFrames(writer, count);
      const frames = follower.next();
      expect(frames.every(({ kind }) => kind === 'sound')).toBe(true);
      pieces.push(heard(frames));
    }
    expect(Buffer.concat(pieces)).toEqual(soundBytes(0, 14 * FRAME_SAMPLES, 2));
  });

  it('names a pause, and the place where a new process took over, as a break', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    const follower = followJournal(FOLDER, SESSION_KEY, ALL, disk.fs);
    appendFrames(writer, 1);
    writer.openGap('paused');
    expect(follower.next().map(({ kind }) => kind)).toEqual(['sound', 'break']);
    const second = await openedWriter(disk);
    appendFrames(second, 1);
    expect(follower.next().map(({ kind }) => kind)).toEqual(['break', 'sound']);
  });

  it('passes over marks and old sound', async () => {
    const disk = new FakeDisk();
    const writer = await openedWriter(disk);
    appendFrames(writer, 20);
    writer.mark('moment');
    appendFrames(writer, 1);
    const follower = followJournal(FOLDER, SESSION_KEY, 2 * FRAME_SAMPLES, disk.fs);
    const frames = follower.next();
    expect(frames.map((frame) => frame.kind === 'sound' && frame.firstSample)).toEqual([
      19 * FRAME_SAMPLES,
      20 * FRAME_SAMPLES,
    ]);
  });

  it('gives nothing under another key', async () => {
    const disk = new FakeDisk();
    appendFrames(await openedWriter(disk), 2);
    expect(followJournal(FOLDER, Buffer.alloc(32, 9), ALL, disk.fs).next()).toEqual([]);
  });
});
