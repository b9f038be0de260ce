/**
 * Runs the pipeline on stopped sessions, one after another: two at once would only make both slow. A run that the lock
 * or a crash cuts off goes on from its checkpoints at the next unlock; one that took the app down twice is given up.
 */
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { type AppError, AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import type { Logger } from '../log/logger.ts';
import type { PipelinePort, ProcessedSession, SealedSound } from '../ports.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { storageFault } from '../store/storageFault.ts';
import type { Emitter } from './emitter.ts';
import { ownPayers } from './ownPayers.ts';
import { ownTermsOf } from './ownTerms.ts';
import type { SessionSounds } from './sessionSounds.ts';
import { stoppedTimers } from './stoppedTimers.ts';
import { treatedBy } from './treatedBy.ts';
import type { Unlocked, Vault } from './vault.ts';

export interface Processing {
  start(sessionId: string, unlocked: Unlocked): Result<null>;
  cancel(sessionId: string): Result<null>;
  /** At the lock: ends the runs, which stay due. */
  suspend(): void;
  /** At the unlock: takes up what was cut off. */
  takeUp(unlocked: Unlocked): void;
}

export interface ProcessingDeps {
  readonly pipeline: PipelinePort;
  readonly sounds: SessionSounds;
  readonly vault: Vault;
  readonly events: Pick<Emitter, 'emit'>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
}

const MAX_STARTS = 3;
const BROKE_OFF = fail(
  'internal',
  'Making the note took the app down several times and was given up. The sound is kept; write the note by hand.',
);

export function createProcessing(deps: ProcessingDeps): Processing {
  const { vault, events, sounds } = deps;
  const running = new Map<string, AbortController>();
  let queue: Promise<unknown> = Promise.resolve();

  function start(sessionId: string, unlocked: Unlocked): Result<null> {
    const { store } = unlocked;
    const session = store.sessions.get(sessionId);
    if (session === null) return fail('not_found', 'This session does not exist any more.');
    if (running.has(sessionId)) return fail('conflict', 'This session is being processed already.');
    if (!['stopped', 'failed', 'processing'].includes(session.state)) {
      return fail('conflict', 'There is no finished sound to make a note from.');
    }
    if (sounds.newest(unlocked, sessionId, 'session') === null) {
      return fail('not_found', 'This session has no sound.');
    }
    const starts = store.jobs.begin(sessionId, deps.now().toISOString());
    setState(unlocked, session, 'processing');
    const controller = new AbortController();
    running.set(sessionId, controller);
    queue = queue.then(() => run(session, starts, unlocked, controller));
    return ok(null);
  }

  async function run(session: SessionHeader, starts: number, unlocked: Unlocked, controller: AbortController) {
    const found = await attempt(async () =>
      starts > MAX_STARTS ? BROKE_OFF : process(session.id, unlocked, controller.signal),
    );
    running.delete(session.id);
    // Locked meanwhile: the store is closed, the run stays due.
    if (vault.unlocked()?.store !== unlocked.store) return;
    const done = found.ok ? await attempt(async () => ok(finish(session, found.value, unlocked))) : found;
    if (!done.ok) await attempt(async () => ok(giveUp(session, done.error, unlocked, controller.signal.aborted)));
  }

  /** Whatever goes wrong becomes a value: the queue must go on for the sessions behind this one. */
  async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      const fault = storageFault(error);
      if (fault !== null) return { ok: false, error: fault };
      const incident = deps.newId().slice(0, 8);
      deps.log.write({ event: 'processing-failed', incident, error });
      return fail('internal', `Making the note failed. The sound is kept. Incident ${incident}.`);
    }
  }

  async function process(sessionId: string, unlocked: Unlocked, signal: AbortSignal) {
    const { store } = unlocked;
    const session = store.sessions.get(sessionId);
    const patient = session === null ? null : store.patients.get(session.patientId);
    if (session === null || patient === null) return fail('not_found', 'This session does not exist any more.');
    const opened: SealedSound[] = [];
    const seal = (purpose: 'session' | 'enrolment') => {
      const trackId = sounds.newest(unlocked, sessionId, purpose);
      const sound = trackId === null ? null : sounds.sealed(unlocked, sessionId, trackId);
      if (sound?.ok) opened.push(sound.value);
      return sound;
    };
    const sound = seal('session');
    if (sound === null) return fail('not_found', 'This session has no sound.');
    if (!sound.ok) return sound;
    const enrolment = seal('enrolment');
    try {
      return await deps.pipeline.process({
        session,
        patient,
        therapist: treatedBy(unlocked, sessionId),
        payerId: patient.payerId,
        ownPayers: ownPayers(store),
        sound: sound.value,
        enrolment: enrolment?.ok ? enrolment.value : null,
        geometry: store.tracks.ofSession(sessionId, 'session').at(-1)?.geometry ?? null,
        ownTerms: ownTermsOf(store),
        timers: stoppedTimers(store.sessions.timers(sessionId), session.durationMs),
        checkpoints: {
          load: async (stage, key) => store.jobs.loadCheckpoint(sessionId, stage, key),
          save: async (stage, key, value) => store.jobs.saveCheckpoint(sessionId, stage, key, value),
        },
        signal,
        onProgress: (progress) => events.emit({ kind: 'progress', sessionId, ...progress }),
      });
    } finally {
      for (const one of opened) zeroKey(one.sessionKey);
    }
  }

  function finish(session: SessionHeader, found: ProcessedSession, { store }: Unlocked): void {
    const { id } = session;
    store.atomically(() => {
      store.findings.save(id, {
        frontEnd: found.frontEnd,
        transcript: found.transcript,
        facts: found.facts,
        ledger: found.ledger,
      });
      store.notes.save(id, { note: found.note, charges: found.charges });
      store.search.index(id);
      store.edits.restart(id);
      store.played.clear(id);
      store.firstHearings.clear(id);
      store.jobs.end(id);
      store.jobs.clearCheckpoints(id);
      const now = store.sessions.get(id) ?? session;
      store.sessions.save({ ...now, state: 'review', durationMs: found.frontEnd.durationMs || now.durationMs });
    });
    events.emit({ kind: 'processed', sessionId: id });
    events.emit({ kind: 'changed', what: 'sessions', id });
  }

  function giveUp(session: SessionHeader, error: AppError, unlocked: Unlocked, wasCancelled: boolean): void {
    unlocked.store.jobs.end(session.id);
    setState(unlocked, session, wasCancelled ? 'stopped' : 'failed');
    if (!wasCancelled) events.emit({ kind: 'failed', sessionId: session.id, error });
  }

  function setState({ store }: Unlocked, session: SessionHeader, state: SessionHeader['state']): void {
    const now = store.sessions.get(session.id) ?? session;
    store.sessions.save({ ...now, state });
    events.emit({ kind: 'changed', what: 'sessions', id: session.id });
  }

  return {
    start,
    cancel(sessionId) {
      const controller = running.get(sessionId);
      if (controller === undefined) return fail('conflict', 'This session is not being processed.');
      controller.abort();
      return ok(null);
    },
    suspend() {
      const unlocked = vault.unlocked();
      for (const [sessionId, controller] of running) {
        controller.abort();
        // An orderly end is no crash: the next start counts as the first.
        unlocked?.store.jobs.end(sessionId);
      }
      running.clear();
    },
    takeUp(unlocked) {
      for (const session of unlocked.store.sessions.inState('processing')) start(session.id, unlocked);
    },
  };
}
