/**
 * Reads one segment from its start and keeps what is proven by the tags: exactly the valid prefix. Damage of any
 * kind (torn tail, flipped bit, foreign bytes) ends the scan and is reported; it never throws and never lets
 * through a byte that was not sealed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FRAME_HEADER_BYTES, frameBytes, openFrame, peekFrameHeader } from './frameCodec.ts';
import { decodeEnd, decodeGap, decodeMark, type GapNote } from './frameNotes.ts';
import type { JournalFs } from './journalFs.ts';
import { openSegmentHeader, SEGMENT_HEADER_BYTES, type SegmentHeader } from './segmentHeader.ts';
import { segmentFileName } from './segmentNames.ts';

export interface AudioFrameRef {
  readonly offset: number;
  readonly sequence: number;
  readonly firstSample: number;
  readonly sampleCount: number;
}

export interface ScannedSegment {
  readonly file: string;
  readonly header: SegmentHeader;
  readonly key: Buffer;
  readonly frames: readonly AudioFrameRef[];
  readonly gaps: readonly (GapNote & { readonly atSample: number })[];
  readonly marks: readonly { readonly label: string; readonly atSample: number }[];
  /** First sample after the last valid frame. */
  readonly endSample: number;
  readonly end: 'none' | 'segmentEnd' | 'recordingEnd';
  /** Bytes behind the valid prefix. */
  readonly lostBytes: number;
}

const BLOCK_BYTES = 1 << 18;
const BYTES_PER_SAMPLE = 2;

/** Null when the header is damaged, of another place, or the key is another one. */
export function scanSegment(
  folder: string,
  segmentNumber: number,
  sessionKey: Uint8Array,
  fs: JournalFs,
): ScannedSegment | null {
  const file = join(folder, segmentFileName(segmentNumber));
  let handle: number;
  try {
    handle = fs.openForReading(file);
  } catch {
    return null;
  }
  try {
    return scanOpenSegment(file, handle, segmentNumber, sessionKey, fs);
  } catch {
    return null;
  } finally {
    try {
      fs.close(handle);
    } catch {
      // Only reading was done through it.
    }
  }
}

function scanOpenSegment(
  file: string,
  handle: number,
  segmentNumber: number,
  sessionKey: Uint8Array,
  fs: JournalFs,
): ScannedSegment | null {
  const blocks = blockReader(handle, fs);
  const opened = openSegmentHeader(blocks.at(0, SEGMENT_HEADER_BYTES), sessionKey);
  if (!opened || opened.header.segmentNumber !== segmentNumber) return null;
  const { header, key } = opened;
  const frames: AudioFrameRef[] = [];
  const gaps: (GapNote & { atSample: number })[] = [];
  const marks: { label: string; atSample: number }[] = [];
  const chain = createHash('sha256');
  let end: ScannedSegment['end'] = 'none';
  let offset = SEGMENT_HEADER_BYTES;
  let sequence = 1;
  let nextSample = header.firstSample;

  while (end === 'none') {
    const peeked = peekFrameHeader(blocks.at(offset, FRAME_HEADER_BYTES));
    if (!peeked) break;
    const frame = openFrame(blocks.at(offset, frameBytes(peeked)), sequence, key);
    if (!frame || frame.header.firstSample !== nextSample) break;
    const { kind, sampleCount, firstSample } = frame.header;
    if (kind === 'audio') {
      if (frame.payload.length !== sampleCount * header.channelCount * BYTES_PER_SAMPLE) break;
      frames.push({ offset, sequence, firstSample, sampleCount });
      nextSample += sampleCount;
    } else if (kind === 'gap') {
      const note = decodeGap(frame.payload);
      if (!note) break;
      gaps.push({ ...note, atSample: firstSample });
    } else if (kind === 'mark') {
      const label = decodeMark(frame.payload);
      if (label === null) break;
      marks.push({ label, atSample: firstSample });
    } else {
      const note = decodeEnd(frame.payload);
      if (!note || note.frameCount !== sequence - 1 || !note.chain.equals(chain.digest())) break;
      end = kind;
    }
    if (end === 'none') chain.update(frame.tag);
    offset += frame.totalBytes;
    sequence += 1;
  }
  const lostBytes = Math.max(0, fs.size(handle) - offset);
  return { file, header, key, frames, gaps, marks, endSample: nextSample, end, lostBytes };
}

/** Serves small neighbouring reads from large ones; a read past the end of the file comes back short. */
function blockReader(handle: number, fs: JournalFs): { at(position: number, length: number): Uint8Array } {
  let block = Buffer.alloc(0);
  let blockStart = 0;
  return {
    at(position, length) {
      if (position < blockStart || position + length > blockStart + block.length) {
        const fresh = Buffer.alloc(Math.max(BLOCK_BYTES, length));
        let filled = 0;
        while (filled < fresh.length) {
          const count = fs.read(handle, fresh.subarray(filled), position + filled);
          if (count <= 0) break;
          filled += count;
        }
        block = fresh.subarray(0, filled);
        blockStart = position;
      }
      return block.subarray(position - blockStart, Math.min(position - blockStart + length, block.length));
    },
  };
}
