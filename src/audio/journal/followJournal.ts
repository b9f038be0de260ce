/**
 * Reads a journal while it is being written: what has appeared since the last look, frame by frame, from the file
 * alone. The writer does not know of it, so whoever follows can neither hold up nor lose a sample of the recording.
 */
import { join } from 'node:path';
import { FRAME_HEADER_BYTES, type FrameHeader, frameBytes, openFrame, peekFrameHeader } from './frameCodec.ts';
import type { JournalFs } from './journalFs.ts';
import { openSegmentHeader, SEGMENT_HEADER_BYTES, type SegmentHeader } from './segmentHeader.ts';
import { segmentFileName, segmentNumbers } from './segmentNames.ts';

export type FollowedFrame =
  /** Interleaved S16LE. */
  | { readonly kind: 'sound'; readonly firstSample: number; readonly pcm: Buffer }
  /** A pause, a lost microphone, or the place where a new process took over: speech does not go on across it. */
  | { readonly kind: 'break'; readonly atSample: number };

export interface JournalFollower {
  /** Known once the first segment has a header. */
  readonly channelCount: number | null;
  /** What is new. A torn last frame is left for the next look. */
  next(): FollowedFrame[];
  close(): void;
}

interface OpenSegment {
  readonly number: number;
  readonly handle: number;
  readonly header: SegmentHeader;
  readonly key: Buffer;
  offset: number;
  sequence: number;
}

/** @param keptSamples how much of what is stored already is read too; the rest of it is passed over unopened */
export function followJournal(
  folder: string,
  sessionKey: Uint8Array,
  keptSamples: number,
  fs: JournalFs,
): JournalFollower {
  let segment: OpenSegment | null = null;

  function open(number: number): OpenSegment | null {
    const handle = fs.openForReading(join(folder, segmentFileName(number)));
    const bytes = new Uint8Array(SEGMENT_HEADER_BYTES);
    const opened = fs.read(handle, bytes, 0) === bytes.length ? openSegmentHeader(bytes, sessionKey) : null;
    if (opened) return { number, handle, ...opened, offset: SEGMENT_HEADER_BYTES, sequence: 1 };
    fs.close(handle);
    return null;
  }

  function leave(): void {
    if (!segment) return;
    fs.close(segment.handle);
    segment.key.fill(0);
    segment = null;
  }

  /** The newest segment at first, then each one that comes after. */
  function advance(frames: FollowedFrame[]): boolean {
    const numbers = segmentNumbers(fs.list(folder));
    const number = segment ? numbers.find((one) => one > segment!.number) : numbers.at(-1);
    const opened = number === undefined ? null : open(number);
    if (!opened) return false;
    // Once there is a next segment nothing more comes into this one, so what it holds now is all.
    if (segment) drain(segment, frames);
    const isFirst = segment === null;
    leave();
    segment = opened;
    if (isFirst) passOver(opened);
    const { isContinuation, firstSample } = opened.header;
    if (!isContinuation && firstSample > 0) frames.push({ kind: 'break', atSample: firstSample });
    return true;
  }

  function headerAt(from: OpenSegment): FrameHeader | null {
    const bytes = new Uint8Array(FRAME_HEADER_BYTES);
    return fs.read(from.handle, bytes, from.offset) === bytes.length ? peekFrameHeader(bytes) : null;
  }

  function passOver(target: OpenSegment): void {
    const places: { readonly offset: number; readonly sequence: number; readonly endSample: number }[] = [];
    const end = fs.size(target.handle);
    for (let header = headerAt(target); header; header = headerAt(target)) {
      const endOffset = target.offset + frameBytes(header);
      if (endOffset > end) break;
      places.push({
        offset: target.offset,
        sequence: target.sequence,
        endSample: header.firstSample + header.sampleCount,
      });
      target.offset = endOffset;
      target.sequence += 1;
    }
    const wanted = (places.at(-1)?.endSample ?? 0) - keptSamples;
    const first = places.find(({ endSample }) => endSample > wanted);
    if (!first) return;
    target.offset = first.offset;
    target.sequence = first.sequence;
  }

  /** `passed`: something of no interest here. */
  function readFrame(from: OpenSegment): FollowedFrame | 'passed' | null {
    const peeked = headerAt(from);
    if (!peeked) return null;
    const bytes = new Uint8Array(frameBytes(peeked));
    if (fs.read(from.handle, bytes, from.offset) < bytes.length) return null;
    const frame = openFrame(bytes, from.sequence, from.key);
    if (!frame) return null;
    from.offset += frame.totalBytes;
    from.sequence += 1;
    const { kind, firstSample } = frame.header;
    if (kind === 'audio') return { kind: 'sound', firstSample, pcm: frame.payload };
    return kind === 'gap' ? { kind: 'break', atSample: firstSample } : 'passed';
  }

  function drain(from: OpenSegment, into: FollowedFrame[]): void {
    for (let frame = readFrame(from); frame; frame = readFrame(from)) if (frame !== 'passed') into.push(frame);
  }

  return {
    get channelCount() {
      return segment?.header.channelCount ?? null;
    },
    next() {
      const frames: FollowedFrame[] = [];
      if (segment) drain(segment, frames);
      while (advance(frames)) drain(segment!, frames);
      return frames;
    },
    close: leave,
  };
}
