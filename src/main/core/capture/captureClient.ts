/**
 * Recording as the core sees it: one handle per recording, whose process is started again when it dies. What was
 * stored before stays; the new process goes on in a new segment and the hole is part of the journal.
 */
import type { CaptureNotice, CaptureState } from '../../../audio/capture/captureNotice.ts';
import { type CaptureAdapter, DEFAULT_ADAPTER } from '../../../audio/capture/chooseSource.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { type AppError, fail, ok, type Result } from '../../../shared/result.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { createRestartPolicy, type RestartPolicy } from '../host/restartPolicy.ts';
import { CAPTURE_PROCESS_FILE, type CaptureChild, startCaptureChild } from './captureChild.ts';

export interface StartCaptureOptions {
  readonly host: ProcessHost;
  /** Folder of this track alone. */
  readonly folder: string;
  readonly sessionKey: Uint8Array;
  readonly trackId: string;
  readonly deviceId: string;
  readonly channels: number;
  readonly adapter?: CaptureAdapter;
  /** For the check of free disk space; default one hour. */
  readonly plannedSeconds?: number;
  readonly onEvent: (notice: CaptureNotice) => void;
  /** Called before the start with the way in for sound that a page hears, whichever process runs. */
  readonly onFeed?: (feed: (pcm: Uint8Array, lostMs: number) => void) => void;
  readonly entryFile?: string;
  readonly restartPolicy?: RestartPolicy;
}

export interface CaptureHandle {
  pause(): Promise<Result<null>>;
  resume(): Promise<Result<null>>;
  mark(label: string): Promise<Result<null>>;
  /** Also after a failure: resolves with what is stored. */
  stop(): Promise<Result<{ readonly samples: number }>>;
  status(): { readonly state: CaptureState; readonly storedSamples: number; readonly elapsedMs: number };
  /** Of the capture process, for diagnostics and fault tests. */
  pid(): number | undefined;
}

const PLANNED_SECONDS = 3600;
const DEFAULT_RESTART_WAITS_MS = [0, 500, 2000];

export async function startCapture(options: StartCaptureOptions): Promise<Result<CaptureHandle>> {
  const request = {
    deviceId: options.deviceId,
    channels: options.channels,
    adapter: options.adapter ?? DEFAULT_ADAPTER,
    destination: {
      kind: 'journal' as const,
      folder: options.folder,
      sessionKey: options.sessionKey,
      trackId: options.trackId,
      plannedSeconds: options.plannedSeconds ?? PLANNED_SECONDS,
    },
  };
  const policy = options.restartPolicy ?? createRestartPolicy(DEFAULT_RESTART_WAITS_MS);
  let state: CaptureState = 'starting';
  let storedSamples = 0;
  let beginning: Promise<Result<null>> | null = null;
  /** The process whose start succeeded: only its death is news. */
  let established: CaptureChild | null = null;
  let child = spawn();

  function spawn(): CaptureChild {
    const own: CaptureChild = startCaptureChild(options.host, options.entryFile ?? CAPTURE_PROCESS_FILE, {
      notice: (notice) => {
        if (own === child) hear(notice);
      },
      exit: (errorTail) => {
        if (own === established) void recoverFrom(errorTail);
      },
    });
    return own;
  }

  /** The state as it is after an await; the compiler would take it for unchanged. */
  function now(): CaptureState {
    return state;
  }

  function hear(notice: CaptureNotice): void {
    if (notice.kind === 'meters') storedSamples = notice.storedSamples;
    else if (notice.kind === 'interrupted' || notice.kind === 'gaveUp') state = 'interrupted';
    else if (notice.kind === 'restored') state = 'recording';
    else if (notice.kind === 'stopped') {
      storedSamples = notice.storedSamples;
      state = 'stopped';
    }
    options.onEvent(notice);
  }

  /** The process died. While recording it is replaced; in a pause the next resume does that. */
  async function recoverFrom(errorTail: string): Promise<void> {
    established = null;
    if (state !== 'recording' && state !== 'interrupted') return;
    const diedAtMs = performance.now();
    const error = processDied(errorTail);
    state = 'interrupted';
    options.onEvent({ kind: 'interrupted', error });
    let last: AppError = error;
    for (;;) {
      const waitMs = policy.afterCrash(performance.now());
      if (waitMs === null) break;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (now() !== 'interrupted') return;
      const started = await begin();
      if (now() === 'stopped') return;
      if (started.ok) {
        options.onEvent({ kind: 'restored', gapMs: Math.round(performance.now() - diedAtMs) });
        return;
      }
      last = started.error;
    }
    options.onEvent({ kind: 'gaveUp', error: last });
  }

  /** A fresh process, recording into a new segment of the same journal; one at a time, whoever asks for it. */
  function begin(): Promise<Result<null>> {
    beginning ??= launch().finally(() => {
      beginning = null;
    });
    return beginning;
  }

  async function launch(): Promise<Result<null>> {
    child = spawn();
    const own = child;
    const started = await own.command({ kind: 'start', request });
    if (started.ok) {
      established = own;
      storedSamples = Math.max(storedSamples, started.value.storedSamples);
      state = 'recording';
      return ok(null);
    }
    own.kill();
    return started;
  }

  options.onFeed?.((pcm, lostMs) => child.feed(pcm, lostMs));
  const first = await child.command({ kind: 'start', request });
  if (!first.ok) {
    state = 'stopped';
    child.kill();
    return first;
  }
  established = child;
  state = 'recording';

  return ok({
    async pause() {
      if (state !== 'recording' && state !== 'interrupted') return fail('conflict', 'Nothing is being recorded.');
      const before = state;
      // From here on no process that dies is started again: a pause must never turn into a recording.
      state = 'paused';
      const own = child;
      const result = await own.command({ kind: 'pause' });
      if (result.ok) storedSamples = result.value.storedSamples;
      // Without a process nothing is recorded either: that is a pause, and the next resume starts one.
      const isPaused = result.ok || own.isGone;
      if (now() !== 'stopped') state = isPaused ? 'paused' : before;
      return isPaused ? ok(null) : result;
    },
    async resume() {
      if (state === 'stopped') return fail('conflict', 'The recording has been stopped.');
      const result = await child.command({ kind: 'resume' });
      if (result.ok) {
        state = 'recording';
        return ok(null);
      }
      // A process that died during the pause is replaced; a microphone that is missing is an answer.
      return child.isGone ? begin() : result;
    },
    async mark(label) {
      const result = await child.command({ kind: 'mark', label });
      return result.ok ? ok(null) : result;
    },
    async stop() {
      if (state === 'stopped') {
        // It ended by itself (a full disk, the end of a file) and has closed its journal: only its process is left.
        child.kill();
        return ok({ samples: storedSamples });
      }
      const result = await child.command({ kind: 'stop' });
      // A process that is gone has nothing left to stop: what it stored is there, and counts as interrupted.
      const wasGone = child.isGone;
      state = 'stopped';
      child.kill();
      if (result.ok) storedSamples = result.value.storedSamples;
      return result.ok || wasGone ? ok({ samples: storedSamples }) : result;
    },
    status: () => ({ state, storedSamples, elapsedMs: Math.round((storedSamples * 1000) / SAMPLE_RATE_HZ) }),
    pid: () => child.pid,
  });
}

function processDied(errorTail: string): AppError {
  const reason = errorTail.trim().split('\n').at(-1);
  return {
    code: 'device_lost',
    message: 'The recorder stopped unexpectedly and is being started again. Everything it had stored is kept.',
    ...(reason ? { at: reason.slice(0, 200) } : {}),
    retryable: true,
  };
}
