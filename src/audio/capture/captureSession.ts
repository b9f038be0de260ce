/**
 * One recording: frames from the source go to the sink at once, and everything that can go wrong on the way
 * becomes a gap, a notice or an end with a reason. It measures levels and watches the stream, nothing more:
 * whatever is clever happens elsewhere, after the sound is safe.
 */
import { type AppError, fail, ok, type Result } from '../../shared/result.ts';
import { spaceLeft } from '../journal/diskSpace.ts';
import type { GapReason } from '../journal/frameNotes.ts';
import type { CaptureClock } from './captureClock.ts';
import type { CaptureNotice, CaptureState, CaptureStatus } from './captureNotice.ts';
import { BYTES_PER_SAMPLE, type CaptureSource, type CaptureSourceEvent } from './captureSource.ts';
import { createChannelWatch } from './channelWatch.ts';
import { measureLevels } from './levelMeter.ts';
import { createSoundFramer, FRAME_MS } from './soundFramer.ts';
import type { SoundSink } from './soundSink.ts';

export interface CaptureSessionOptions {
  readonly source: CaptureSource;
  readonly sink: SoundSink;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly clock: CaptureClock;
  /** Null for sound that goes nowhere near a disk. */
  readonly freeBytes: (() => number) | null;
  readonly emit: (notice: CaptureNotice) => void;
}

export interface CaptureSession {
  /** Resolves when the first sound is there, or with why it will not come. */
  start(): Promise<Result<null>>;
  pause(): Promise<Result<null>>;
  resume(): Promise<Result<null>>;
  mark(label: string): Result<null>;
  stop(): Promise<Result<{ readonly samples: number }>>;
  status(): CaptureStatus;
}

/** A null sink of a sound server needs two seconds to wake; a USB microphone less than one. */
const FIRST_SOUND_WITHIN_MS = 4000;
const NO_SOUND_MS = 2000;
/** Longer than any driver keeps sound for a reader that is late: what comes after it does not follow what came before. */
const HOLE_MS = 4000;
const WATCH_EVERY_MS = 250;
const RESTART_WAITS_MS = [100, 1000, 3000];
/** After this much sound a restart counts as a success and the next trouble gets all its attempts again. */
const HEALTHY_AFTER_MS = 30_000;
const SPACE_CHECK_FRAMES = 50;

export function createCaptureSession(options: CaptureSessionOptions): CaptureSession {
  const { source, sink, clock, emit, channelCount } = options;
  const framer = createSoundFramer((options.sampleRateHz * FRAME_MS * channelCount * BYTES_PER_SAMPLE) / 1000);
  const watch = createChannelWatch(channelCount);
  let state: CaptureState = 'starting';
  let gap: { readonly reason: GapReason; readonly openedAtMs: number } | null = null;
  let lastSoundAtMs = clock.nowMs();
  let healthySinceMs = lastSoundAtMs;
  let restartsUsed = 0;
  let frames = 0;
  let isSpaceLow = false;
  let hasStorageFailed = false;
  /** Counts commands of the user: a restart that was under way gives up when it changes. */
  let command = 0;
  let stopped: Promise<Result<{ readonly samples: number }>> | null = null;
  let endWatch: () => void = () => undefined;
  /** Who waits for the first sound, or for the news that there will be none. */
  let awaiting: ((error: AppError | null) => void) | null = null;

  function onSourceEvent(event: CaptureSourceEvent): void {
    if (state === 'stopped' || state === 'paused') return;
    if (event.kind === 'sound') hear(event.pcm);
    else if (event.kind === 'overrun') noteOverrun(event.lostMs);
    else if (awaiting) awaiting(event.error ?? noSound());
    else if (event.error === null) void finish(null);
    else interrupt('device_lost', event.error);
  }

  function hear(pcm: Uint8Array): void {
    const silentMs = clock.nowMs() - lastSoundAtMs;
    lastSoundAtMs += silentMs;
    if (state === 'recording' && silentMs >= HOLE_MS) noteHole(silentMs);
    if (state !== 'recording') {
      closeGap(true);
      state = 'recording';
      healthySinceMs = lastSoundAtMs;
    }
    awaiting?.(null);
    for (const frame of framer.push(pcm)) store(frame);
  }

  /** A frame that was not taken is offered once more (to a new segment); then the recording ends with its reason. */
  function store(frame: Uint8Array): void {
    if (state === 'stopped' || hasStorageFailed) return;
    const first = sink.appendAudio(frame);
    const result = first.ok ? first : sink.appendAudio(frame);
    if (!result.ok) {
      hasStorageFailed = true;
      void finish(result.error);
      return;
    }
    const levels = measureLevels(frame, channelCount);
    for (const alarm of watch.update(levels)) emit({ kind: 'alarm', alarm });
    emit({
      kind: 'meters',
      storedSamples: sink.storedSamples,
      peakDbFs: levels.map((level) => level.peakDbFs),
      rmsDbFs: levels.map((level) => level.rmsDbFs),
      verdicts: watch.verdicts,
    });
    frames += 1;
    if (frames % SPACE_CHECK_FRAMES === 0) checkSpace();
  }

  function checkSpace(): void {
    const freeBytes = options.freeBytes?.();
    if (freeBytes === undefined) return;
    const space = spaceLeft(freeBytes);
    if (space === 'low' && !isSpaceLow) emit({ kind: 'lowSpace', freeBytes });
    isSpaceLow = space !== 'enough';
    if (space === 'none')
      void finish({
        code: 'storage_full',
        message: 'The disk is almost full: the recording was stopped and everything up to here is kept.',
      });
  }

  /** Sound that comes back by itself before the watch looked: the machine slept, or this process was held. */
  function noteHole(lengthMs: number): void {
    storeRest();
    sink.openGap('interrupted');
    sink.closeGap('interrupted', lengthMs);
    emit({ kind: 'restored', gapMs: Math.round(lengthMs) });
  }

  function noteOverrun(lostMs: number | null): void {
    storeRest();
    sink.openGap('overrun');
    if (lostMs !== null) sink.closeGap('overrun', lostMs);
    emit({ kind: 'overrun', lostMs });
  }

  function storeRest(): void {
    const rest = framer.flush();
    if (rest) store(rest);
  }

  function openGap(reason: GapReason): void {
    storeRest();
    closeGap(false);
    gap = { reason, openedAtMs: clock.nowMs() };
    sink.openGap(reason);
  }

  function closeGap(isRestored: boolean): void {
    if (!gap) return;
    const gapMs = clock.nowMs() - gap.openedAtMs;
    sink.closeGap(gap.reason, gapMs);
    if (isRestored && gap.reason !== 'paused') emit({ kind: 'restored', gapMs: Math.round(gapMs) });
    gap = null;
  }

  function interrupt(reason: GapReason, error: AppError): void {
    if (state !== 'recording') return;
    if (clock.nowMs() - healthySinceMs >= HEALTHY_AFTER_MS) restartsUsed = 0;
    openGap(reason);
    // Storing the last piece may have ended the recording.
    if ((state as CaptureState) === 'stopped') return;
    state = 'interrupted';
    void sink.sync();
    emit({ kind: 'interrupted', error });
    void restart(error, command);
  }

  async function restart(why: AppError, ownCommand: number): Promise<void> {
    let error = why;
    while (restartsUsed < RESTART_WAITS_MS.length) {
      const waitMs = RESTART_WAITS_MS[restartsUsed] ?? 0;
      restartsUsed += 1;
      await source.pause();
      await clock.wait(waitMs);
      if (command !== ownCommand || state !== 'interrupted') return;
      const result = await untilSound(() => source.resume());
      if (result.ok || command !== ownCommand) return;
      error = result.error;
    }
    await source.pause();
    if (command === ownCommand && state === 'interrupted') emit({ kind: 'gaveUp', error });
  }

  /** Starts the stream and waits for its first sound. */
  async function untilSound(begin: () => Promise<Result<null>>): Promise<Result<null>> {
    const heard = new Promise<AppError | null>((resolve) => {
      awaiting = resolve;
    });
    const begun = await begin();
    if (!begun.ok) {
      awaiting = null;
      return begun;
    }
    const error = await Promise.race([heard, clock.wait(FIRST_SOUND_WITHIN_MS).then(noSound)]);
    awaiting = null;
    return error === null ? ok(null) : { ok: false, error };
  }

  function watchStream(): void {
    if (state === 'recording' && clock.nowMs() - lastSoundAtMs >= NO_SOUND_MS) interrupt('interrupted', noSound());
  }

  function finish(error: AppError | null): Promise<Result<{ readonly samples: number }>> {
    stopped ??= end(error);
    return stopped;
  }

  async function end(error: AppError | null): Promise<Result<{ readonly samples: number }>> {
    command += 1;
    await source.stop();
    if (error === null) storeRest();
    state = 'stopped';
    endWatch();
    closeGap(false);
    const closed = await sink.close();
    const reason = error ?? (closed.ok ? null : closed.error);
    emit({ kind: 'stopped', storedSamples: sink.storedSamples, error: reason });
    return reason ? { ok: false, error: reason } : closed;
  }

  return {
    async start() {
      const begun = await untilSound(() => source.start(onSourceEvent));
      if (!begun.ok) {
        await finish(begun.error);
        return begun;
      }
      endWatch = clock.every(WATCH_EVERY_MS, watchStream);
      return ok(null);
    },
    async pause() {
      if (state !== 'recording' && state !== 'interrupted') return fail('conflict', 'Nothing is being recorded.');
      command += 1;
      await source.pause();
      if ((state as CaptureState) === 'stopped') return fail('conflict', 'The recording has ended.');
      openGap('paused');
      state = 'paused';
      return sink.sync();
    },
    async resume() {
      if (state === 'recording') return ok(null);
      if (state !== 'paused' && state !== 'interrupted') return fail('conflict', 'There is no recording to resume.');
      const before = state;
      command += 1;
      restartsUsed = 0;
      await source.pause();
      state = 'interrupted';
      const result = await untilSound(() => source.resume());
      if (!result.ok && (state as CaptureState) !== 'stopped') {
        await source.pause();
        state = before;
      }
      return result;
    },
    mark: (label) => (state === 'stopped' ? fail('conflict', 'Nothing is being recorded.') : sink.mark(label)),
    stop: () => finish(null),
    status: () => ({ state, storedSamples: sink.storedSamples }),
  };

  function noSound(): AppError {
    return {
      code: state === 'starting' ? 'device_unavailable' : 'device_lost',
      message: 'The microphone delivers no sound. Check that it is plugged in and switched on.',
      retryable: true,
    };
  }
}
