/**
 * Appends sealed frames of sound to segment files: one write per frame, a sync for every second of sound and at
 * each rotation, pause and stop. What `appendAudio` accepted survives the death of the process; what a sync has
 * covered survives a power cut. A recording that is taken up again always starts a new segment, and so does one
 * whose last write failed: a frame number is never used twice under one key.
 */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { FRAME_TAG_BYTES, type FrameKind, MAX_PAYLOAD_BYTES, sealFrame } from './frameCodec.ts';
import { encodeEnd, encodeGap, encodeMark, type GapReason } from './frameNotes.ts';
import type { JournalFs } from './journalFs.ts';
import { scanJournal } from './journalScan.ts';
import {
  encodeSegmentHeader,
  peekSegmentHeader,
  SALT_BYTES,
  SEGMENT_HEADER_BYTES,
  SESSION_KEY_BYTES,
} from './segmentHeader.ts';
import { segmentFileName, segmentNumbers } from './segmentNames.ts';
import { storageError } from './storageError.ts';

export interface JournalOptions {
  /** Folder of this one track; made when it is not there. */
  readonly folder: string;
  readonly sessionKey: Uint8Array;
  readonly trackId: string;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly fs: JournalFs;
  readonly nowMs: () => number;
  readonly segmentSeconds?: number;
}

export interface JournalWriter {
  /** Samples per channel on disk, all segments together. */
  readonly storedSamples: number;
  /** Samples that a power cut could not take. */
  readonly syncedSamples: number;
  /** @param samples interleaved S16LE, whole sample frames, at most about a second */
  appendAudio(samples: Uint8Array): Result<null>;
  openGap(reason: GapReason): Result<null>;
  closeGap(reason: GapReason, lengthMs: number): Result<null>;
  mark(label: string): Result<null>;
  sync(): Promise<Result<null>>;
  /** Writes the closing frame; a journal without one counts as interrupted. */
  close(): Promise<Result<{ readonly samples: number }>>;
}

const SEGMENT_SECONDS = 600;
const SYNC_SECONDS = 1;
const BYTES_PER_SAMPLE = 2;

interface OpenSegment {
  readonly handle: number;
  readonly key: Buffer;
  readonly chain: Hash;
  readonly startSample: number;
  frameCount: number;
  length: number;
  isNameSynced: boolean;
}

export async function openJournal(options: JournalOptions): Promise<Result<JournalWriter>> {
  if (options.sessionKey.length !== SESSION_KEY_BYTES) return fail('internal', 'A session key must have 32 bytes.');
  try {
    options.fs.makeFolder(options.folder);
    const numbers = segmentNumbers(options.fs.list(options.folder));
    const earlier = scanJournal(options.folder, options.sessionKey, options.fs);
    if (!earlier.ok && numbers.some((number) => hasHeader(join(options.folder, segmentFileName(number)), options.fs)))
      return earlier;
    const storedSamples = earlier.ok ? earlier.value.sampleCount : 0;
    if (earlier.ok && earlier.value.channelCount !== options.channelCount)
      return fail('conflict', `This recording has ${earlier.value.channelCount} channels; go on with as many.`);
    const writer = createWriter(options, (numbers.at(-1) ?? 0) + 1, storedSamples);
    const first = writer.begin();
    if (!first.ok) return first;
    const synced = await writer.sync();
    return synced.ok ? ok(writer) : synced;
  } catch (thrown) {
    return { ok: false, error: storageError(thrown, options.folder) };
  }
}

/**
 * Only a segment with a header can hold sound. Without one (a power cut right after the start) nothing is lost by
 * going on behind it; with one that does not open, this is the wrong key or damage, and nothing may be added.
 */
function hasHeader(file: string, fs: JournalFs): boolean {
  const handle = fs.openForReading(file);
  try {
    const bytes = new Uint8Array(SEGMENT_HEADER_BYTES);
    return fs.read(handle, bytes, 0) === bytes.length && peekSegmentHeader(bytes) !== null;
  } finally {
    fs.close(handle);
  }
}

/** Errors of the file system have a code like ENOSPC; anything else is a bug and must stay one. */
function isFileSystemError(thrown: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(String((thrown as NodeJS.ErrnoException | null)?.code));
}

function createWriter(
  options: JournalOptions,
  firstSegment: number,
  earlierSamples: number,
): JournalWriter & { begin(): Result<null> } {
  const { fs, folder, channelCount, sampleRateHz } = options;
  const bytesPerSampleFrame = channelCount * BYTES_PER_SAMPLE;
  const segmentSamples = (options.segmentSeconds ?? SEGMENT_SECONDS) * sampleRateHz;
  let segment: OpenSegment | null = null;
  let nextSegment = firstSegment;
  let storedSamples = earlierSamples;
  let syncedSamples = earlierSamples;
  /** Syncs and closes, one after the other: none may overtake another or touch a closed file. */
  let background: Promise<unknown> = Promise.resolve();
  let isSyncQueued = false;
  /** Error of work in the background, told at the next call. */
  let lateError: Result<null> | null = null;
  let closed = false;

  function guard(action: () => Result<null>): Result<null> {
    if (closed) return fail('conflict', 'The recording has been closed.');
    try {
      return action();
    } catch (thrown) {
      if (!isFileSystemError(thrown)) throw thrown;
      abandonSegment();
      return { ok: false, error: storageError(thrown, folder) };
    }
  }

  function openSegment(): OpenSegment {
    const header = {
      trackId: options.trackId,
      segmentNumber: nextSegment,
      channelCount,
      sampleRateHz,
      firstSample: storedSamples,
      isContinuation: nextSegment > firstSegment,
      startedAtMs: options.nowMs(),
    };
    const { bytes, key } = encodeSegmentHeader(header, options.sessionKey, randomBytes(SALT_BYTES));
    const file = join(folder, segmentFileName(nextSegment));
    nextSegment += 1;
    const handle = fs.create(file);
    const opened: OpenSegment = {
      handle,
      key,
      chain: createHash('sha256'),
      startSample: storedSamples,
      frameCount: 0,
      length: 0,
      isNameSynced: false,
    };
    segment = opened;
    writeWhole(opened, bytes);
    return opened;
  }

  /** One write; a short count is tried again, since only the next call tells why. What stays torn is cut off. */
  function writeWhole(target: OpenSegment, bytes: Uint8Array): void {
    let done = 0;
    try {
      while (done < bytes.length) {
        const taken = fs.write(target.handle, done === 0 ? bytes : bytes.subarray(done));
        if (taken <= 0) throw Object.assign(new Error('write took nothing'), { code: 'ENOSPC' });
        done += taken;
      }
    } catch (thrown) {
      if (done > 0) fs.truncate(target.handle, target.length);
      throw thrown;
    }
    target.length += bytes.length;
  }

  function writeFrame(target: OpenSegment, kind: FrameKind, sampleCount: number, payload: Uint8Array): void {
    const sequence = target.frameCount + 1;
    const frame = sealFrame({ kind, sequence, firstSample: storedSamples, sampleCount }, payload, target.key);
    writeWhole(target, frame);
    target.frameCount = sequence;
    target.chain.update(frame.subarray(frame.length - FRAME_TAG_BYTES));
  }

  function writeEnd(target: OpenSegment, kind: 'segmentEnd' | 'recordingEnd'): void {
    const note = { frameCount: target.frameCount, chain: target.chain.copy().digest() };
    writeFrame(target, kind, 0, encodeEnd(note));
  }

  /** After a failure: its whole frames stay valid, so save and close what is there; the next write starts afresh. */
  function abandonSegment(): void {
    const failed = segment;
    segment = null;
    if (failed) void retire(failed);
  }

  function retire(target: OpenSegment): Promise<Result<null>> {
    target.key.fill(0);
    const upTo = storedSamples;
    return inBackground(async () => {
      const synced = await settle(target, upTo);
      try {
        fs.close(target.handle);
      } catch (thrown) {
        if (synced.ok) return { ok: false, error: storageError(thrown, folder) };
      }
      return synced;
    });
  }

  async function settle(target: OpenSegment, upTo: number): Promise<Result<null>> {
    try {
      await fs.sync(target.handle);
      if (!target.isNameSynced) await fs.syncFolder(folder);
      target.isNameSynced = true;
      syncedSamples = Math.max(syncedSamples, upTo);
      return ok(null);
    } catch (thrown) {
      return { ok: false, error: storageError(thrown, folder) };
    }
  }

  function inBackground(work: () => Promise<Result<null>>): Promise<Result<null>> {
    const result = background.then(work);
    background = result;
    return result;
  }

  function syncSoon(): void {
    const target = segment;
    if (isSyncQueued || !target || storedSamples - syncedSamples < SYNC_SECONDS * sampleRateHz) return;
    isSyncQueued = true;
    const upTo = storedSamples;
    void inBackground(() => settle(target, upTo)).then((result) => {
      isSyncQueued = false;
      if (result.ok) return;
      lateError = result;
      if (segment === target) abandonSegment();
    });
  }

  function takeLateError(): Result<null> {
    const error = lateError;
    lateError = null;
    return error ?? ok(null);
  }

  async function sync(): Promise<Result<null>> {
    await background;
    const late = takeLateError();
    const target = segment;
    if (!late.ok || !target) return late;
    const upTo = storedSamples;
    const result = await inBackground(() => settle(target, upTo));
    if (!result.ok && segment === target) abandonSegment();
    return result;
  }

  return {
    get storedSamples() {
      return storedSamples;
    },
    get syncedSamples() {
      return syncedSamples;
    },
    begin: () =>
      guard(() => {
        openSegment();
        return ok(null);
      }),
    appendAudio: (samples) =>
      guard(() => {
        const sampleCount = samples.length / bytesPerSampleFrame;
        if (!Number.isInteger(sampleCount) || sampleCount === 0 || samples.length > MAX_PAYLOAD_BYTES)
          return fail('internal', 'A frame of sound must hold whole samples of all channels.');
        const late = takeLateError();
        if (!late.ok) return late;
        let target = segment ?? openSegment();
        if (storedSamples - target.startSample + sampleCount > segmentSamples && target.frameCount > 0) {
          writeEnd(target, 'segmentEnd');
          segment = null;
          void retire(target).then((result) => {
            if (!result.ok) lateError = result;
          });
          target = openSegment();
        }
        writeFrame(target, 'audio', sampleCount, samples);
        storedSamples += sampleCount;
        syncSoon();
        return ok(null);
      }),
    openGap: (reason) =>
      guard(() => {
        writeFrame(segment ?? openSegment(), 'gap', 0, encodeGap({ reason, lengthMs: null }));
        return ok(null);
      }),
    closeGap: (reason, lengthMs) =>
      guard(() => {
        const note = { reason, lengthMs: Math.max(0, Math.round(lengthMs)) };
        writeFrame(segment ?? openSegment(), 'gap', 0, encodeGap(note));
        return ok(null);
      }),
    mark: (label) =>
      guard(() => {
        writeFrame(segment ?? openSegment(), 'mark', 0, encodeMark(label));
        return ok(null);
      }),
    sync,
    async close() {
      if (closed) return ok({ samples: storedSamples });
      const ended = guard(() => {
        writeEnd(segment ?? openSegment(), 'recordingEnd');
        return ok(null);
      });
      const synced = await sync();
      abandonSegment();
      closed = true;
      await background;
      if (!ended.ok) return ended;
      return synced.ok ? ok({ samples: storedSamples }) : synced;
    },
  };
}
