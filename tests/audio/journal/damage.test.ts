/** Every truncation point and every flipped bit of a small segment: exactly the valid prefix, nothing else. */
import { describe, expect, it } from 'vitest';
import { scanJournal } from '../../../src/audio/journal/journalScan.ts';
import { openJournalSource } from '../../../src/audio/journal/openJournalSource.ts';
import { SEGMENT_HEADER_BYTES } from '../../../src/audio/journal/segmentHeader.ts';
import { FakeDisk } from '../../support/fakeJournalFs.ts';
import { report, times } from '../../support/faultTable.ts';
import { appendFrames, FOLDER, openedWriter, SESSION_KEY, soundBytes } from '../../support/journalFixture.ts';

const CHANNELS = 1;
/** The small frame in every run; that of a recording, 100 ms, in the full one. */
const SAMPLES = times(160, 1600);
const FRAMES = 3;
const FRAME_BYTES = 24 + SAMPLES * 2 + 16;
const FILE = `${FOLDER}/000001.seg`;

async function smallSegment(): Promise<Buffer> {
  const disk = new FakeDisk();
  const writer = await openedWriter(disk, { channelCount: CHANNELS });
  appendFrames(writer, FRAMES, CHANNELS, SAMPLES);
  await writer.close();
  return disk.files.get(FILE)!.bytes;
}

function diskWith(bytes: Buffer): FakeDisk {
  const disk = new FakeDisk();
  disk.files.set(FILE, { bytes, syncedBytes: bytes, isNameSynced: true });
  return disk;
}

/** Valid frames in front of a byte; -1 inside the header, where nothing opens. */
function framesBefore(offset: number): number {
  return offset < SEGMENT_HEADER_BYTES
    ? -1
    : Math.min(FRAMES, Math.floor((offset - SEGMENT_HEADER_BYTES) / FRAME_BYTES));
}

async function expectPrefix(bytes: Buffer, frames: number): Promise<void> {
  const opened = await openJournalSource(FOLDER, SESSION_KEY, diskWith(bytes).fs);
  expect(opened.ok).toBe(frames >= 0);
  if (!opened.ok) return;
  expect(opened.value.frameCount).toBe(frames * SAMPLES);
  expect(opened.value.isComplete).toBe(false);
  const sound = opened.value.readPcm16(0, opened.value.frameCount);
  expect(sound.equals(soundBytes(0, frames * SAMPLES, CHANNELS))).toBe(true);
}

describe('a damaged segment', () => {
  it('cut at any byte gives exactly the whole frames in front of the cut', async () => {
    const whole = await smallSegment();
    for (let length = 0; length < whole.length; length += 1)
      await expectPrefix(Buffer.from(whole.subarray(0, length)), framesBefore(length));
    report('a segment cut at every byte', whole.length, 'exactly the whole frames in front of the cut');
  }, 600_000);

  it('with any bit of any byte flipped gives exactly the frames in front of it', async () => {
    const whole = await smallSegment();
    for (let offset = 0; offset < whole.length; offset += 1) {
      const flipped = Buffer.from(whole);
      flipped[offset]! ^= 1 << (offset % 8);
      await expectPrefix(flipped, framesBefore(offset));
    }
    report(
      'a segment with a bit of every byte flipped',
      whole.length,
      'exactly the frames in front of it, no altered sound',
    );
  }, 600_000);

  it('followed by foreign bytes still gives all its own', async () => {
    const whole = await smallSegment();
    const scanned = scanJournal(FOLDER, SESSION_KEY, diskWith(Buffer.concat([whole, Buffer.alloc(999, 0x4f)])).fs);
    expect(scanned.ok && scanned.value.sampleCount).toBe(FRAMES * SAMPLES);
    expect(scanned.ok && scanned.value.segments[0]!.lostBytes).toBe(999);
  });

  it('renamed to another place in the order is refused', async () => {
    const whole = await smallSegment();
    const disk = diskWith(whole);
    disk.files.set(`${FOLDER}/000002.seg`, { bytes: whole, syncedBytes: whole, isNameSynced: true });
    const scanned = scanJournal(FOLDER, SESSION_KEY, disk.fs);
    expect(scanned.ok && scanned.value.unreadableSegments).toEqual([2]);
    expect(scanned.ok && scanned.value.sampleCount).toBe(FRAMES * SAMPLES);
  });

  it('with two frames exchanged stops at the first of them', async () => {
    const whole = await smallSegment();
    const [a, b] = [SEGMENT_HEADER_BYTES + FRAME_BYTES, SEGMENT_HEADER_BYTES + 2 * FRAME_BYTES];
    const swapped = Buffer.concat([
      whole.subarray(0, a),
      whole.subarray(b, b + FRAME_BYTES),
      whole.subarray(a, b),
      whole.subarray(b + FRAME_BYTES),
    ]);
    await expectPrefix(swapped, 1);
  });
});
