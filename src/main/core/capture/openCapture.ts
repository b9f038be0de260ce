/** Builds a capture session as asked for: source by adapter, sink by destination, with the checks that come before sound. */
import { type CaptureClock, systemClock } from '../../../audio/capture/captureClock.ts';
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import { type CaptureSession, createCaptureSession } from '../../../audio/capture/captureSession.ts';
import { BYTES_PER_SAMPLE } from '../../../audio/capture/captureSource.ts';
import { createCaptureSource } from '../../../audio/capture/chooseSource.ts';
import { createMemorySink } from '../../../audio/capture/memorySink.ts';
import type { SoundSink } from '../../../audio/capture/soundSink.ts';
import { checkSpaceFor } from '../../../audio/journal/diskSpace.ts';
import { lockJournal } from '../../../audio/journal/journalLock.ts';
import { openJournal } from '../../../audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../../audio/journal/nodeJournalFs.ts';
import { storageError } from '../../../audio/journal/storageError.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { CaptureRequest } from './captureProtocol.ts';

export interface OpenedCapture {
  readonly session: CaptureSession;
  /** Sound of a recording to memory. */
  readonly sound: () => Uint8Array | null;
  /** Takes sound that a page hears; nothing where the sound comes from elsewhere. */
  readonly feed: (pcm: Uint8Array, lostMs: number) => void;
  /** Lets go of the journal; after the session has stopped. */
  readonly release: () => void;
}

export async function openCapture(
  request: CaptureRequest,
  emit: (notice: CaptureNotice) => void,
  clock: CaptureClock = systemClock,
): Promise<Result<OpenedCapture>> {
  const format = { deviceId: request.deviceId, channelCount: request.channels, sampleRateHz: SAMPLE_RATE_HZ };
  const source = createCaptureSource(request.adapter, format);
  if (!source.ok) return source;
  const place = await openPlace(request);
  if (!place.ok) return place;
  const { sink, sound, release, freeBytes } = place.value;
  const session = createCaptureSession({ ...format, source: source.value, sink, clock, freeBytes, emit });
  const feed = source.value.feed ?? (() => undefined);
  return ok({ session, sound, feed, release });
}

interface Place {
  readonly sink: SoundSink;
  readonly sound: () => Uint8Array | null;
  readonly release: () => void;
  readonly freeBytes: (() => number) | null;
}

async function openPlace(request: CaptureRequest): Promise<Result<Place>> {
  const { destination, channels } = request;
  if (destination.kind === 'memory') {
    const sink = createMemorySink(channels * BYTES_PER_SAMPLE, destination.maxSeconds * SAMPLE_RATE_HZ);
    return ok({ sink, sound: sink.sound, release: () => undefined, freeBytes: null });
  }
  const { folder, sessionKey, trackId, plannedSeconds } = destination;
  const lock = await lockJournal(folder);
  if (!lock.ok) return lock;
  const journal = await openChecked();
  if (!journal.ok) {
    lock.value();
    return journal;
  }
  return ok({
    sink: journal.value,
    sound: () => null,
    release: lock.value,
    freeBytes: () => nodeJournalFs.freeBytes(folder),
  });

  async function openChecked() {
    const planned = { channelCount: channels, sampleRateHz: SAMPLE_RATE_HZ, seconds: plannedSeconds };
    try {
      const space = checkSpaceFor(planned, nodeJournalFs.freeBytes(folder));
      if (!space.ok) return space;
    } catch (thrown) {
      return { ok: false as const, error: storageError(thrown, folder) };
    }
    return openJournal({
      folder,
      sessionKey,
      trackId,
      channelCount: channels,
      sampleRateHz: SAMPLE_RATE_HZ,
      fs: nodeJournalFs,
      nowMs: Date.now,
    });
  }
}
