/** Two recordings of one visit become one session: the whole new sound is stored and counted before the old one goes. */
import type { SessionPair } from '../../../shared/contractMerge.ts';
import type { SessionHeader, SessionPart, Track } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { OpenedSound } from '../ports.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { joinedSound } from '../session/joinedSound.ts';
import { partsOf, sessionPairs } from '../session/sessionPairs.ts';
import { stoppedTimers } from '../session/stoppedTimers.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

interface Half {
  readonly session: SessionHeader;
  readonly track: Track;
}

export function mergeHandlers(app: App): SomeHandlers<'sessions.pairs' | 'sessions.merge'> {
  const { sounds } = app;

  async function opened<T>(
    unlocked: Unlocked,
    { session, track }: Half,
    work: (sound: OpenedSound) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return sounds.using(unlocked, session.id, track.id, async (sealed) => {
      const sound = await app.sound.open(sealed);
      if (!sound.ok) return sound;
      try {
        return await work(sound.value);
      } finally {
        await sound.value.close();
      }
    });
  }

  /** Both sounds as a new track of the first session; nothing stays behind when that fails. */
  async function seal(unlocked: Unlocked, first: Half, second: Half, betweenMs: number): Promise<Result<Track>> {
    const trackId = app.newId();
    const sealed = await opened(unlocked, first, (head) =>
      opened(unlocked, second, async (tail) => {
        const stored = await sounds.using(unlocked, first.session.id, trackId, (into) =>
          app.sound.seal(joinedSound(head, tail), into),
        );
        const isWhole = stored.ok && stored.value.frameCount === head.frameCount + tail.frameCount;
        if (stored.ok && !isWhole) return fail('storage', 'The two sounds could not be put together. Both are kept.');
        return stored;
      }),
    );
    if (!sealed.ok) {
      sounds.remove(first.session.id, trackId);
      return sealed;
    }
    const atMs = Math.round(first.session.durationMs);
    const later = second.track.gaps.map((gap) => ({ ...gap, startMs: gap.startMs + atMs }));
    const between = { startMs: atMs, lengthMs: betweenMs, reason: 'interrupted' } as const;
    const gaps = [...first.track.gaps, between, ...later];
    return ok({ ...first.track, id: trackId, frameCount: sealed.value.frameCount, gaps });
  }

  /** A voice sample of the second session serves both where the first has none. */
  async function carryVoice(unlocked: Unlocked, first: SessionHeader, second: SessionHeader): Promise<Result<null>> {
    const { store } = unlocked;
    const voice = store.tracks.ofSession(second.id, 'enrolment').at(-1);
    if (voice === undefined || store.tracks.ofSession(first.id, 'enrolment').length > 0) return ok(null);
    const trackId = app.newId();
    const sealed = await opened(unlocked, { session: second, track: voice }, (source) =>
      sounds.using(unlocked, first.id, trackId, (into) => app.sound.seal(source, into)),
    );
    if (!sealed.ok) return sealed;
    store.tracks.add(first.id, 'enrolment', { ...voice, id: trackId }, app.now().toISOString());
    return ok(null);
  }

  function settle(unlocked: Unlocked, first: Half, second: Half, track: Track): SessionHeader {
    const { store } = unlocked;
    const atMs = Math.round(first.session.durationMs);
    const durationMs = atMs + Math.round(second.session.durationMs);
    const moved = (part: SessionPart): SessionPart => ({ ...part, startMs: part.startMs + atMs });
    const parts = [...partsOf(store, first.session), ...partsOf(store, second.session).map(moved)];
    const after: SessionHeader = { ...first.session, state: 'stopped', durationMs };
    const timers = stoppedTimers(store.sessions.timers(second.session.id), second.session.durationMs);
    store.atomically(() => {
      store.tracks.add(after.id, 'session', track, app.now().toISOString());
      store.tracks.remove(first.track.id);
      for (const markMs of store.sessions.marks(second.session.id)) store.sessions.addMark(after.id, markMs + atMs);
      store.sessions.endTimers(after.id, atMs);
      for (const { cpt, task, startMs, endMs } of timers) {
        if (cpt === null) continue;
        store.sessions.startTimer(after.id, { id: app.newId(), cpt, task, startMs: startMs + atMs });
        store.sessions.endTimers(after.id, endMs + atMs);
      }
      store.sessionParts.set(after.id, parts);
      store.jobs.clearCheckpoints(after.id);
      store.sessions.save(after);
      store.sessions.dropKey(second.session.id);
      store.sessions.remove(second.session.id);
    });
    store.flushDeleted();
    sounds.remove(after.id, first.track.id);
    sounds.remove(second.session.id);
    return after;
  }

  async function merge(unlocked: Unlocked, pair: SessionPair): Promise<Result<SessionHeader>> {
    const { store } = unlocked;
    const half = (id: string): Half => ({
      session: store.sessions.get(id)!,
      track: store.tracks.ofSession(id, 'session').at(-1)!,
    });
    const [first, second] = [half(pair.firstId), half(pair.secondId)];
    const track = await seal(unlocked, first, second, pair.betweenMs);
    if (!track.ok) return track;
    // The note may have been touched while the sound was written.
    const again = sessionPairs(store, first.session.patientId).find(({ secondId }) => secondId === pair.secondId);
    const voice = again?.refusal === null ? await carryVoice(unlocked, first.session, second.session) : changed;
    if (!voice.ok) {
      sounds.remove(first.session.id, track.value.id);
      return voice;
    }
    return ok(settle(unlocked, first, second, track.value));
  }

  return {
    'sessions.pairs': whenUnlocked(({ patientId }, { store }) => ok(sessionPairs(store, patientId))),

    'sessions.merge': whenUnlocked(async ({ firstId, secondId }, unlocked) => {
      if (app.recorder.status() !== null) return fail('conflict', 'A recording is running. Stop it first.');
      const patientId = unlocked.store.sessions.get(firstId)?.patientId ?? '';
      const pair = sessionPairs(unlocked.store, patientId).find(
        (each) => each.firstId === firstId && each.secondId === secondId,
      );
      if (pair === undefined) {
        return fail(
          'conflict',
          'Only two unsigned recordings of one patient and day that follow each other are joined.',
        );
      }
      if (pair.refusal !== null) return fail('conflict', pair.refusal);
      const merged = await merge(unlocked, pair);
      app.events.emit({ kind: 'changed', what: 'sessions', id: firstId });
      return merged;
    }),
  };
}

const changed = fail('conflict', 'One of the sessions was changed meanwhile. Both are kept; try again.');
