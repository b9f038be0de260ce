/**
 * Puts a track's segments together: one sample clock, its holes and its marked moments. Segments that are
 * damaged keep their valid prefix; what was stored behind it and cannot be read any more becomes a `damaged` gap
 * that keeps its length, so that later sound stays where the record says it is.
 */
import { join } from 'node:path';
import type { Gap } from '../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { JournalFs } from './journalFs.ts';
import { SEGMENT_HEADER_BYTES } from './segmentHeader.ts';
import { segmentFileName, segmentNumbers } from './segmentNames.ts';
import { type ScannedSegment, scanSegment } from './segmentScan.ts';
import { storageError } from './storageError.ts';

export interface Marker {
  readonly atMs: number;
  readonly label: string;
}

export interface ScannedJournal {
  readonly trackId: string;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly startedAtMs: number;
  readonly sampleCount: number;
  readonly segments: readonly ScannedSegment[];
  readonly gaps: readonly Gap[];
  readonly markers: readonly Marker[];
  /** False when the recording was not closed: a crash, a kill, a power cut. */
  readonly isComplete: boolean;
  /** Segment files that do not open at all: damaged at the start, or under another key. */
  readonly unreadableSegments: readonly number[];
}

/** @returns a failure only when there is nothing to read: no journal, no access, another key or no sound header */
export function scanJournal(folder: string, sessionKey: Uint8Array, fs: JournalFs): Result<ScannedJournal> {
  let numbers: readonly number[];
  try {
    numbers = segmentNumbers(fs.list(folder));
  } catch (thrown) {
    return { ok: false, error: storageError(thrown, folder) };
  }
  numbers = numbers.filter((number) => holdsAnything(folder, number, fs));
  if (numbers.length === 0) return fail('not_found', 'There is no recording in this folder.', { at: folder });
  const segments: ScannedSegment[] = [];
  const unreadableSegments: number[] = [];
  for (const number of numbers) {
    const segment = scanSegment(folder, number, sessionKey, fs);
    if (segment && fits(segment, segments)) segments.push(segment);
    else unreadableSegments.push(number);
  }
  const [first] = segments;
  if (!first)
    return fail('unreadable_audio', 'The recording does not open: it is damaged or belongs to another key.', {
      at: folder,
    });
  const { trackId, channelCount, sampleRateHz, startedAtMs } = first.header;
  return ok({
    trackId,
    channelCount,
    sampleRateHz,
    startedAtMs,
    sampleCount: Math.max(...segments.map((segment) => segment.endSample)),
    segments,
    gaps: collectGaps(segments, sampleRateHz),
    markers: segments.flatMap((segment) =>
      segment.marks.map((mark) => ({ atMs: toMs(mark.atSample, sampleRateHz), label: mark.label })),
    ),
    isComplete: segments.at(-1)?.end === 'recordingEnd' && numbers.at(-1) === segments.at(-1)?.header.segmentNumber,
    unreadableSegments,
  });
}

/** A full disk or a power cut can leave a segment's name without a whole header: there was never sound in it. */
function holdsAnything(folder: string, segmentNumber: number, fs: JournalFs): boolean {
  try {
    const handle = fs.openForReading(join(folder, segmentFileName(segmentNumber)));
    try {
      return fs.size(handle) >= SEGMENT_HEADER_BYTES;
    } finally {
      fs.close(handle);
    }
  } catch {
    return true;
  }
}

/** A segment of another track or format, or one that would run back in time, is not part of this recording. */
function fits(segment: ScannedSegment, earlier: readonly ScannedSegment[]): boolean {
  const [first] = earlier;
  const last = earlier.at(-1);
  if (!first || !last) return true;
  return (
    segment.header.trackId === first.header.trackId &&
    segment.header.channelCount === first.header.channelCount &&
    segment.header.sampleRateHz === first.header.sampleRateHz &&
    segment.header.firstSample >= last.endSample
  );
}

function collectGaps(segments: readonly ScannedSegment[], sampleRateHz: number): readonly Gap[] {
  const gaps: Gap[] = [];
  const [first] = segments;
  if (first && first.header.firstSample > 0)
    gaps.push({ startMs: 0, lengthMs: toMs(first.header.firstSample, sampleRateHz), reason: 'damaged' });
  segments.forEach((segment, index) => {
    addNotedGaps(gaps, segment, sampleRateHz);
    const next = segments[index + 1];
    const gap = next && gapBetween(segment, next, sampleRateHz);
    if (gap) addGap(gaps, gap);
  });
  return gaps;
}

/** A hole is noted when it opens (so that a crash inside it is seen) and again, with its length, when it closes. */
function addNotedGaps(gaps: Gap[], segment: ScannedSegment, sampleRateHz: number): void {
  for (const note of segment.gaps) {
    const gap: Gap = { startMs: toMs(note.atSample, sampleRateHz), lengthMs: note.lengthMs, reason: note.reason };
    const open = gaps.findLastIndex(
      (known) => known.startMs === gap.startMs && known.reason === gap.reason && known.lengthMs === null,
    );
    if (open >= 0 && gap.lengthMs !== null) gaps[open] = gap;
    else gaps.push(gap);
  }
}

/** Starts that brought no sound between two that did are one hole. */
function addGap(gaps: Gap[], gap: Gap): void {
  const last = gaps.at(-1);
  if (gap.reason !== 'interrupted' || last?.reason !== 'interrupted' || last.startMs !== gap.startMs) {
    gaps.push(gap);
    return;
  }
  const lengthMs = last.lengthMs === null || gap.lengthMs === null ? null : last.lengthMs + gap.lengthMs;
  gaps[gaps.length - 1] = { ...gap, lengthMs };
}

function gapBetween(segment: ScannedSegment, next: ScannedSegment, sampleRateHz: number): Gap | null {
  const startMs = toMs(segment.endSample, sampleRateHz);
  const missing = next.header.firstSample - segment.endSample;
  if (missing > 0) return { startMs, lengthMs: toMs(missing, sampleRateHz), reason: 'damaged' };
  if (next.header.isContinuation || segment.endSample === 0) return null;
  const segmentMs = toMs(segment.endSample - segment.header.firstSample, sampleRateHz);
  const awayMs = next.header.startedAtMs - segment.header.startedAtMs - segmentMs;
  const reason = segment.end === 'recordingEnd' ? 'paused' : 'interrupted';
  return { startMs, lengthMs: awayMs > 0 ? awayMs : null, reason };
}

function toMs(samples: number, sampleRateHz: number): number {
  return Math.round((samples * 1000) / sampleRateHz);
}
