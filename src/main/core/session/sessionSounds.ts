/**
 * From a session's row to its sealed sound: the folder of a track and the session's key, opened for one use. The sound
 * that was listened to last stays open, because proving an hour of it again for each sentence would take seconds.
 */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { OpenedSound, SealedSound, SoundPort } from '../ports.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { removeQuietly } from '../security/remove.ts';
import type { TrackPurpose } from '../store/repositories/tracks.ts';
import type { Unlocked } from './vault.ts';

export interface SessionSounds {
  /** The caller zeroes the key when done, best through `using`. */
  sealed(unlocked: Unlocked, sessionId: string, trackId: string): Result<SealedSound>;
  using<T>(
    unlocked: Unlocked,
    sessionId: string,
    trackId: string,
    work: (sound: SealedSound) => Promise<Result<T>>,
  ): Promise<Result<T>>;
  /** Open for listening, until another one is asked for or `forget`; the caller does not close it. */
  reader(unlocked: Unlocked, sessionId: string, trackId: string): Promise<Result<OpenedSound>>;
  /** Closes what is open, with its keys. */
  forget(): void;
  /** The newest track of the session for a purpose, or null. */
  newest(unlocked: Unlocked, sessionId: string, purpose: TrackPurpose): string | null;
  folder(sessionId: string, trackId: string): string;
  remove(sessionId: string, trackId?: string): void;
}

export function createSessionSounds(sessionsFolder: string, port: Pick<SoundPort, 'open'>): SessionSounds {
  let reading: { readonly trackId: string; readonly opened: Promise<Result<OpenedSound>> } | null = null;

  const sounds: SessionSounds = {
    sealed({ store, master }, sessionId, trackId) {
      const wrapped = store.sessions.wrappedKey(sessionId);
      if (wrapped === null) return fail('not_found', 'The sound of this session was deleted.');
      const sessionKey = master.openSessionKey(sessionId, wrapped);
      if (sessionKey === null) {
        return fail('storage', 'The key of this session does not open. Put back a backup; nothing was changed.');
      }
      return ok({ sessionId, trackId, folder: sounds.folder(sessionId, trackId), sessionKey });
    },
    async using(unlocked, sessionId, trackId, work) {
      const sound = sounds.sealed(unlocked, sessionId, trackId);
      if (!sound.ok) return sound;
      try {
        return await work(sound.value);
      } finally {
        zeroKey(sound.value.sessionKey);
      }
    },
    async reader(unlocked, sessionId, trackId) {
      if (reading?.trackId !== trackId) {
        sounds.forget();
        const opened = sounds.using(unlocked, sessionId, trackId, (sealed) => port.open(sealed));
        reading = { trackId, opened };
        // A failure is told, not kept: the next attempt opens anew.
        const result = await opened;
        if (!result.ok) {
          if (reading?.trackId === trackId) reading = null;
          return result;
        }
      }
      return reading?.opened ?? fail('conflict', 'The sound was closed meanwhile. Play it again.', { retryable: true });
    },
    forget() {
      const last = reading;
      reading = null;
      void last?.opened.then((result) => (result.ok ? result.value.close() : undefined)).catch(() => undefined);
    },
    newest: ({ store }, sessionId, purpose) => store.tracks.ofSession(sessionId, purpose).at(-1)?.id ?? null,
    folder: (sessionId, trackId) => join(sessionsFolder, sessionId, trackId),
    remove(sessionId, trackId) {
      sounds.forget();
      removeQuietly(join(sessionsFolder, sessionId, trackId ?? ''));
    },
  };
  return sounds;
}
