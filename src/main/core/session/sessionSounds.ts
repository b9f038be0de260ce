/** From a session's row to its sealed sound: the folder of a track and the session's key, opened for one use. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SealedSound } from '../ports.ts';
import { zeroKey } from '../security/keyWrap.ts';
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
  /** The newest track of the session for a purpose, or null. */
  newest(unlocked: Unlocked, sessionId: string, purpose: TrackPurpose): string | null;
  remove(sessionId: string, trackId?: string): void;
}

export function createSessionSounds(sessionsFolder: string): SessionSounds {
  const sounds: SessionSounds = {
    sealed({ store, master }, sessionId, trackId) {
      const wrapped = store.sessions.wrappedKey(sessionId);
      if (wrapped === null) return fail('not_found', 'The sound of this session was deleted.');
      const sessionKey = master.openSessionKey(sessionId, wrapped);
      if (sessionKey === null) {
        return fail('storage', 'The key of this session does not open. Put back a backup; nothing was changed.');
      }
      return ok({ sessionId, trackId, folder: join(sessionsFolder, sessionId, trackId), sessionKey });
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
    newest: ({ store }, sessionId, purpose) => store.tracks.ofSession(sessionId, purpose).at(-1)?.id ?? null,
    remove: (sessionId, trackId) =>
      rmSync(join(sessionsFolder, sessionId, trackId ?? ''), { recursive: true, force: true }),
  };
  return sounds;
}
