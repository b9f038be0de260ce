/**
 * A recorded track as sound: block-wise, 16 kHz, every stretch opened and proven again when it is read. Works on
 * a finished recording, on one that was torn off, and on the part so far of one that is still being written.
 */
import { type PcmSource, SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import type { Gap } from '../../shared/domain/record.ts';
import { fail, failure, ok, type Result } from '../../shared/result.ts';
import { FRAME_HEADER_BYTES, FRAME_TAG_BYTES, openFrame } from './frameCodec.ts';
import type { JournalFs } from './journalFs.ts';
import { type Marker, type ScannedJournal, scanJournal } from './journalScan.ts';
import { nodeJournalFs } from './nodeJournalFs.ts';
import type { AudioFrameRef, ScannedSegment } from './segmentScan.ts';

export interface JournalSource extends PcmSource {
  readonly trackId: string;
  readonly startedAtMs: number;
  readonly gaps: readonly Gap[];
  readonly markers: readonly Marker[];
  readonly isComplete: boolean;
  readonly unreadableSegments: readonly number[];
  /** The same stretch as stored: interleaved S16LE. */
  readPcm16(startFrame: number, count: number): Buffer;
  close(): Promise<void>;
}

const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 32768;

export async function openJournalSource(
  folder: string,
  sessionKey: Uint8Array,
  fs: JournalFs = nodeJournalFs,
): Promise<Result<JournalSource>> {
  const scanned = scanJournal(folder, sessionKey, fs);
  if (!scanned.ok) return scanned;
  if (scanned.value.sampleRateHz !== SAMPLE_RATE_HZ)
    return fail('unreadable_audio', `The recording has ${scanned.value.sampleRateHz} Hz instead of 16000 Hz.`);
  return ok(journalSource(scanned.value, fs));
}

function journalSource(journal: ScannedJournal, fs: JournalFs): JournalSource {
  const { channelCount, sampleCount: frameCount } = journal;
  const bytesPerSampleFrame = channelCount * BYTES_PER_SAMPLE;
  const handles = new Map<ScannedSegment, number>();
  let closed = false;

  function handleOf(segment: ScannedSegment): number {
    const known = handles.get(segment);
    if (known !== undefined) return known;
    const handle = fs.openForReading(segment.file);
    handles.set(segment, handle);
    return handle;
  }

  function openAudio(segment: ScannedSegment, frame: AudioFrameRef): Buffer {
    const bytes = Buffer.alloc(FRAME_HEADER_BYTES + frame.sampleCount * bytesPerSampleFrame + FRAME_TAG_BYTES);
    const count = fs.read(handleOf(segment), bytes, frame.offset);
    const opened = openFrame(bytes.subarray(0, count), frame.sequence, segment.key);
    if (!opened) throw failure('unreadable_audio', 'The recording was changed on the disk while it was open.');
    return opened.payload;
  }

  function readPcm16(startFrame: number, count: number): Buffer {
    if (closed) throw failure('conflict', 'The recording has been closed.');
    const start = Math.min(Math.max(0, startFrame), frameCount);
    const end = Math.min(Math.max(start, startFrame + count), frameCount);
    const out = Buffer.alloc((end - start) * bytesPerSampleFrame);
    for (const segment of journal.segments) {
      if (segment.endSample <= start || segment.header.firstSample >= end) continue;
      for (let index = frameAt(segment.frames, start); index < segment.frames.length; index += 1) {
        const frame = segment.frames[index] as AudioFrameRef;
        if (frame.firstSample >= end) break;
        const from = Math.max(start, frame.firstSample);
        const to = Math.min(end, frame.firstSample + frame.sampleCount);
        openAudio(segment, frame).copy(
          out,
          (from - start) * bytesPerSampleFrame,
          (from - frame.firstSample) * bytesPerSampleFrame,
          (to - frame.firstSample) * bytesPerSampleFrame,
        );
      }
    }
    return out;
  }

  return {
    sampleRateHz: SAMPLE_RATE_HZ,
    channelCount,
    frameCount,
    trackId: journal.trackId,
    startedAtMs: journal.startedAtMs,
    gaps: journal.gaps,
    markers: journal.markers,
    isComplete: journal.isComplete,
    unreadableSegments: journal.unreadableSegments,
    readPcm16,
    read: async (startFrame, count) => deinterleave(readPcm16(startFrame, count), channelCount),
    close: async () => {
      closed = true;
      for (const handle of handles.values()) fs.close(handle);
      handles.clear();
      for (const segment of journal.segments) segment.key.fill(0);
    },
  };
}

/** Index of the frame that holds a sample, or of the first frame behind it. */
function frameAt(frames: readonly AudioFrameRef[], sample: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const frame = frames[middle] as AudioFrameRef;
    if (frame.firstSample + frame.sampleCount <= sample) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** S16LE interleaved to ±1 per channel. */
export function deinterleave(bytes: Buffer, channelCount: number): Float32Array[] {
  const frames = bytes.length / (channelCount * BYTES_PER_SAMPLE);
  const channels = Array.from({ length: channelCount }, () => new Float32Array(frames));
  let offset = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    for (const channel of channels) {
      channel[frame] = bytes.readInt16LE(offset) / FULL_SCALE;
      offset += BYTES_PER_SAMPLE;
    }
  }
  return channels;
}
