/**
 * The recording that goes on, if any: at most one, and it goes on while the app is locked. Whatever has to be written
 * down meanwhile waits for the next unlock; the sound itself is safe in its journal all the time.
 */
import type { PreviewState, RecordingStatus } from '../../../shared/contract.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Logger } from '../log/logger.ts';
import type { CaptureListener, CapturePort, CaptureRequest, LiveCapture } from '../ports.ts';
import { zeroKey } from '../security/keyWrap.ts';
import type { Emitter } from './emitter.ts';
import type { GuardLimits, RecordingGuard } from './recordingGuard.ts';
import type { Vault } from './vault.ts';

export interface Recorder {
  status(): RecordingStatus | null;
  start(header: SessionHeader, request: CaptureRequest, limits: GuardLimits): Promise<Result<RecordingStatus>>;
  pause(): Promise<Result<RecordingStatus>>;
  resume(): Promise<Result<RecordingStatus>>;
  mark(): Result<null>;
  /** The answer to the question whether it was forgotten. */
  goOn(): Result<null>;
  stop(): Promise<Result<{ readonly sessionId: string }>>;
}

interface Active {
  readonly header: SessionHeader;
  readonly request: CaptureRequest;
  readonly live: LiveCapture;
  state: RecordingStatus['state'];
  message: string | null;
  preview: PreviewState;
}

export function createRecorder(
  capture: CapturePort,
  vault: Vault,
  { emit }: Pick<Emitter, 'emit'>,
  announce: () => void,
  log: Logger,
  guard: RecordingGuard,
): Recorder {
  let active: Active | null = null;
  /** What the preview told before the start was answered. */
  let early: PreviewState | null = null;

  const statusOf = (from: Active): RecordingStatus => ({
    sessionId: from.header.id,
    state: from.state,
    elapsedMs: from.live.elapsedMs(),
    channels: from.request.channels,
    message: from.message,
    preview: from.preview,
    ask: guard.ask(),
  });

  function enter(from: Active, state: RecordingStatus['state'], message: string | null): RecordingStatus {
    from.state = state;
    from.message = message;
    guard.paused(state === 'paused');
    vault.whenUnlocked(({ store }) => {
      const now = store.sessions.get(from.header.id);
      if (now !== null) store.sessions.save({ ...now, state });
    });
    announce();
    return statusOf(from);
  }

  function listener(sessionId: string): CaptureListener {
    return {
      meters: (meters) => {
        guard.recorded(meters.elapsedMs);
        emit({ kind: 'meters', ...meters });
      },
      state: (state, message) => {
        if (active?.header.id !== sessionId) return;
        try {
          enter(active, state, message);
        } catch (error) {
          // A state that cannot be saved (full disk) must not take the running recording down with it.
          log.write({ event: 'recording-state-not-saved', error });
        }
      },
      preview: (line) => {
        guard.spoken(line.speaker);
        emit({ kind: 'preview', sessionId, ...line });
      },
      previewState: (state) => {
        if (active?.header.id !== sessionId) {
          early = state;
          return;
        }
        active.preview = state;
        guard.hears(state === 'on');
        announce();
      },
    };
  }

  async function change(
    to: 'paused' | 'recording',
    act: (live: LiveCapture) => Promise<Result<null>>,
  ): Promise<Result<RecordingStatus>> {
    const on = active;
    if (on === null) return nothing();
    const done = await act(on.live);
    return done.ok ? ok(enter(on, to, null)) : done;
  }

  return {
    status: () => (active === null ? null : statusOf(active)),

    async start(header, request, limits) {
      if (active !== null) return fail('conflict', 'A recording is running already. Stop it first.');
      early = null;
      const started = await capture.start(request, listener(header.id));
      if (!started.ok) return started;
      const preview = early ?? 'starting';
      active = { header, request, live: started.value, state: 'recording', message: null, preview };
      guard.begin(limits);
      guard.hears(active.preview === 'on');
      return ok(enter(active, 'recording', null));
    },

    pause: () => change('paused', (live) => live.pause()),
    resume: () => change('recording', (live) => live.resume()),

    mark() {
      const on = active;
      if (on === null) return nothing();
      const atMs = on.live.elapsedMs();
      on.live.mark();
      vault.whenUnlocked(({ store }) => store.sessions.addMark(on.header.id, atMs));
      return ok(null);
    },

    goOn() {
      if (active === null) return nothing();
      guard.goOn();
      return ok(null);
    },

    async stop() {
      const on = active;
      if (on === null) return nothing();
      const stopped = await on.live.stop();
      active = null;
      guard.end();
      zeroKey(on.request.sessionKey);
      const { id: sessionId } = on.header;
      vault.whenUnlocked(({ store }) => {
        const now = store.sessions.get(sessionId);
        if (now === null) return;
        // A recorder that did not end well leaves its journal: the recovery takes it from there.
        if (!stopped.ok) return store.sessions.save({ ...now, state: 'interrupted' });
        store.atomically(() => {
          store.tracks.finish(on.request.trackId, stopped.value.frameCount, stopped.value.gaps);
          store.sessions.endTimers(sessionId, stopped.value.durationMs);
          store.sessions.save({ ...now, state: 'stopped', durationMs: stopped.value.durationMs });
        });
      });
      emit({ kind: 'changed', what: 'sessions', id: sessionId });
      announce();
      return stopped.ok ? ok({ sessionId }) : stopped;
    },
  };
}

function nothing() {
  return fail('conflict', 'No recording is running.');
}
