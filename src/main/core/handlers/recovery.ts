/** Recordings that were cut off: what is there can be taken as it is, or thrown away for good. */
import type { InterruptedSession } from '../../../shared/contract.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { findSession } from './sessions.ts';

type Names = 'recovery.list' | 'recovery.recover' | 'recovery.discard';

/** A mark is stored with the moment it was asked for and in the sound a little later: closer than this they are one. */
const SAME_MARK_MS = 1500;

/** Marks that only the sound knows: they were made while the app was locked, which keeps the store shut. */
function marksOfSoundAlone(stored: readonly number[], inSound: readonly number[]): readonly number[] {
  return inSound.filter((atMs) => !stored.some((other) => Math.abs(other - atMs) <= SAME_MARK_MS));
}

export function recoveryHandlers(app: App): SomeHandlers<Names> {
  function interrupted(unlocked: Unlocked, sessionId: string): Result<SessionHeader> {
    const session = findSession(unlocked, sessionId);
    if (!session.ok) return session;
    const isLive = app.recorder.status()?.sessionId === sessionId;
    return session.value.state === 'interrupted' && !isLive
      ? session
      : fail('conflict', 'This recording was not interrupted.');
  }

  function measure(unlocked: Unlocked, sessionId: string) {
    const trackId = app.sounds.newest(unlocked, sessionId, 'session');
    if (trackId === null) return Promise.resolve(fail('not_found', 'This session has no sound.'));
    return app.sounds.using(unlocked, sessionId, trackId, async (sealed) => {
      const found = await app.sound.inspect(sealed);
      return found.ok ? ok({ trackId, sound: found.value }) : found;
    });
  }

  return {
    'recovery.list': whenUnlocked(async (_body, unlocked) => {
      const live = app.recorder.status()?.sessionId;
      const cutOff = unlocked.store.sessions.inState('interrupted').filter(({ id }) => id !== live);
      const list: InterruptedSession[] = [];
      for (const session of cutOff) {
        const found = await measure(unlocked, session.id);
        list.push({
          sessionId: session.id,
          patientId: session.patientId,
          recordedAt: session.startedAt ?? session.dateOfService,
          durationMs: found.ok ? found.value.sound.durationMs : 0,
        });
      }
      return ok(list);
    }),

    'recovery.recover': whenUnlocked(async ({ sessionId }, unlocked) => {
      const session = interrupted(unlocked, sessionId);
      if (!session.ok) return session;
      const found = await measure(unlocked, sessionId);
      if (!found.ok) return found;
      const { store } = unlocked;
      const { trackId, sound } = found.value;
      const after: SessionHeader = { ...session.value, state: 'stopped', durationMs: sound.durationMs };
      store.atomically(() => {
        store.tracks.finish(trackId, sound.frameCount, sound.gaps);
        store.sessions.endTimers(sessionId, sound.durationMs);
        for (const atMs of marksOfSoundAlone(store.sessions.marks(sessionId), sound.marksMs))
          store.sessions.addMark(sessionId, atMs);
        store.sessions.save(after);
      });
      app.events.emit({ kind: 'changed', what: 'sessions', id: sessionId });
      return ok(after);
    }),

    'recovery.discard': whenUnlocked(({ sessionId }, unlocked) => {
      const session = interrupted(unlocked, sessionId);
      if (!session.ok) return session;
      // The key first: from then on the sound is unreadable, even if deleting the files is cut off.
      unlocked.store.sessions.dropKey(sessionId);
      unlocked.store.flushDeleted();
      app.sounds.remove(sessionId);
      unlocked.store.sessions.remove(sessionId);
      unlocked.store.flushDeleted();
      app.events.emit({ kind: 'changed', what: 'sessions', id: sessionId });
      return ok(null);
    }),
  };
}
