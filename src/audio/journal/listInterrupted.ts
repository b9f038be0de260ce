/**
 * Finds recordings that were not closed, without any key: kinds of frames are in clear, sound is not. What is
 * listed is a claim; only opening the journal with its key proves it.
 */
import { join } from 'node:path';
import { FRAME_HEADER_BYTES, FRAME_TAG_BYTES, frameBytes, peekFrameHeader } from './frameCodec.ts';
import { END_NOTE_BYTES } from './frameNotes.ts';
import type { JournalFs } from './journalFs.ts';
import { nodeJournalFs } from './nodeJournalFs.ts';
import { peekSegmentHeader, SEGMENT_HEADER_BYTES } from './segmentHeader.ts';
import { segmentFileName, segmentNumbers } from './segmentNames.ts';

export interface InterruptedJournal {
  readonly folder: string;
  readonly trackId: string;
  /** Start of the newest segment. */
  readonly startedAtMs: number;
  readonly durationMs: number;
}

const END_FRAME_BYTES = FRAME_HEADER_BYTES + END_NOTE_BYTES + FRAME_TAG_BYTES;

/** Looks at `folder` itself and two levels below it (a session's folder holds a folder for each track). */
export function listInterrupted(
  folder: string,
  fs: JournalFs = nodeJournalFs,
  depth = 2,
): readonly InterruptedJournal[] {
  const names = namesIn(folder, fs);
  const numbers = segmentNumbers(names);
  const own = numbers.length > 0 ? inspect(folder, numbers, fs) : null;
  const below =
    depth === 0
      ? []
      : names
          .filter((name) => !name.includes('.'))
          .flatMap((name) => listInterrupted(join(folder, name), fs, depth - 1));
  return own ? [own, ...below] : below;
}

function namesIn(folder: string, fs: JournalFs): readonly string[] {
  try {
    return fs.list(folder);
  } catch {
    return [];
  }
}

function inspect(folder: string, numbers: readonly number[], fs: JournalFs): InterruptedJournal | null {
  const last = walkSegment(join(folder, segmentFileName(numbers.at(-1) as number)), fs);
  if (last === 'ended') return null;
  const readable = last ?? walkLastReadable(folder, numbers, fs);
  return readable && { folder, ...readable };
}

/** The newest segment may be empty (a power cut at its start): the one before it tells what there is. */
function walkLastReadable(folder: string, numbers: readonly number[], fs: JournalFs) {
  for (const number of numbers.toReversed()) {
    const walked = walkSegment(join(folder, segmentFileName(number)), fs);
    if (walked !== null && walked !== 'ended') return walked;
  }
  return null;
}

function walkSegment(file: string, fs: JournalFs): 'ended' | Omit<InterruptedJournal, 'folder'> | null {
  let handle: number | undefined;
  try {
    handle = fs.openForReading(file);
    const start = new Uint8Array(SEGMENT_HEADER_BYTES);
    const header = fs.read(handle, start, 0) === start.length ? peekSegmentHeader(start) : null;
    if (!header) return null;
    const size = fs.size(handle);
    const bytes = new Uint8Array(FRAME_HEADER_BYTES);
    if (fs.read(handle, bytes, size - END_FRAME_BYTES) === bytes.length) {
      if (peekFrameHeader(bytes)?.kind === 'recordingEnd') return 'ended';
    }
    let offset = SEGMENT_HEADER_BYTES;
    let endSample = header.firstSample;
    while (fs.read(handle, bytes, offset) === bytes.length) {
      const frame = peekFrameHeader(bytes);
      if (!frame || offset + frameBytes(frame) > size) break;
      endSample = frame.firstSample + frame.sampleCount;
      offset += frameBytes(frame);
    }
    return {
      trackId: header.trackId,
      startedAtMs: header.startedAtMs,
      durationMs: Math.round((endSample * 1000) / header.sampleRateHz),
    };
  } catch {
    return null;
  } finally {
    if (handle !== undefined) fs.close(handle);
  }
}
