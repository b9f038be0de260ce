/** Sound that tells where it comes from: every sample of every channel is a function of its place. */
import { type JournalOptions, type JournalWriter, openJournal } from '../../src/audio/journal/journalWriter.ts';
import { SAMPLE_RATE_HZ } from '../../src/shared/domain/audio.ts';
import type { FakeDisk } from './fakeJournalFs.ts';

export const FOLDER = '/sessions/s1/track';
export const SESSION_KEY = Buffer.alloc(32, 7);
export const FRAME_SAMPLES = 1600;

export function soundAt(sample: number, channel: number): number {
  return ((sample * 31 + channel * 7919) % 65521) - 32760;
}

/** Interleaved S16LE of [first, first + count). */
export function soundBytes(first: number, count: number, channels: number): Buffer {
  const bytes = Buffer.alloc(count * channels * 2);
  for (let sample = 0; sample < count; sample += 1)
    for (let channel = 0; channel < channels; channel += 1)
      bytes.writeInt16LE(soundAt(first + sample, channel), (sample * channels + channel) * 2);
  return bytes;
}

export function journalOptions(disk: FakeDisk, more: Partial<JournalOptions> = {}): JournalOptions {
  return {
    folder: FOLDER,
    sessionKey: SESSION_KEY,
    trackId: 'track-1',
    channelCount: 2,
    sampleRateHz: SAMPLE_RATE_HZ,
    fs: disk.fs,
    nowMs: () => 1_700_000_000_000,
    ...more,
  };
}

export async function openedWriter(disk: FakeDisk, more: Partial<JournalOptions> = {}): Promise<JournalWriter> {
  const opened = await openJournal(journalOptions(disk, more));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Appends the next `count` frames of the sound that the writer has not seen yet. */
export function appendFrames(writer: JournalWriter, count: number, channels = 2, samples = FRAME_SAMPLES): void {
  for (let index = 0; index < count; index += 1) {
    const result = writer.appendAudio(soundBytes(writer.storedSamples, samples, channels));
    if (!result.ok) throw new Error(result.error.message);
  }
}
