/**
 * The therapist's voice for the sessions to come: kept only when asked to, sealed under a key of its own, copied into a
 * session that uses it, and deleted everywhere at once.
 */
import { join } from 'node:path';
import type { KeptVoice } from '../../../shared/contract.ts';
import type { PcmSource } from '../../../shared/domain/audio.ts';
import type { Track } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SealedSound, SoundPort, StoredSound } from '../ports.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { removeQuietly } from '../security/remove.ts';
import type { VoiceMicrophones } from '../store/repositories/voices.ts';
import type { SessionSounds } from './sessionSounds.ts';
import type { Unlocked } from './vault.ts';

export interface VoiceShelf {
  /** Seals a voice sample into a session, in place of an earlier one. */
  give(unlocked: Unlocked, sessionId: string, source: PcmSource, from: VoiceMicrophones): Promise<Result<null>>;
  /** Keeps the session's voice sample for later sessions with the same microphones. */
  keep(unlocked: Unlocked, sessionId: string): Promise<Result<KeptVoice>>;
  /** Gives a session the kept voice. */
  use(unlocked: Unlocked, sessionId: string, voiceId: string): Promise<Result<null>>;
  /** Deletes one kept voice with its key; sessions keep the copy they were recorded with. */
  remove(unlocked: Unlocked, voiceId: string): Result<null>;
  /** Deletes every voice sample, kept or in a session, and all calibrations. @returns how many samples and calibrations */
  forget(unlocked: Unlocked): Result<{ readonly deleted: number }>;
}

export interface VoiceShelfDeps {
  readonly folder: string;
  readonly sound: Pick<SoundPort, 'open' | 'seal'>;
  readonly sounds: SessionSounds;
  readonly now: () => Date;
  readonly newId: () => string;
}

export function createVoiceShelf({ folder, sound, sounds, now, newId }: VoiceShelfDeps): VoiceShelf {
  const place = (id: string, sessionKey: Uint8Array): SealedSound => ({
    ...{ sessionId: id, trackId: id, folder: join(folder, id), sessionKey },
  });

  async function copy(from: SealedSound, into: SealedSound): Promise<Result<StoredSound>> {
    const opened = await sound.open(from);
    if (!opened.ok) return opened;
    try {
      return await sound.seal(opened.value, into);
    } finally {
      await opened.value.close();
    }
  }

  function record(
    { store }: Unlocked,
    sessionId: string,
    trackId: string,
    stored: StoredSound,
    from: VoiceMicrophones | null,
  ): void {
    const { frameCount, channelCount, sampleRateHz } = stored;
    const track: Track = {
      ...{ id: trackId, source: 'microphone', channelCount, sampleRateHz, frameCount, geometry: null, gaps: [] },
    };
    const earlier = store.tracks.ofSession(sessionId, 'enrolment');
    store.atomically(() => {
      for (const old of earlier) store.tracks.remove(old.id);
      store.tracks.add(sessionId, 'enrolment', track, now().toISOString());
      if (from !== null) store.voices.noteMicrophones(trackId, from);
    });
    for (const old of earlier) sounds.remove(sessionId, old.id);
  }

  return {
    async give(unlocked, sessionId, source, from) {
      const trackId = newId();
      const stored = await sounds.using(unlocked, sessionId, trackId, (into) => sound.seal(source, into));
      if (!stored.ok) return stored;
      record(unlocked, sessionId, trackId, stored.value, from);
      return ok(null);
    },

    async keep(unlocked, sessionId) {
      const { store, master, therapist } = unlocked;
      const trackId = sounds.newest(unlocked, sessionId, 'enrolment');
      if (trackId === null) return fail('not_found', 'Record your voice first.');
      const id = newId();
      const { key, wrapped } = master.newSessionKey(id);
      try {
        const stored = await sounds.using(unlocked, sessionId, trackId, (from) => copy(from, place(id, key)));
        if (!stored.ok) return stored;
        const { deviceId = null, arrayId = null } = store.voices.microphonesOf(trackId) ?? {};
        const channels = stored.value.channelCount;
        const voice: KeptVoice = { id, createdAt: now().toISOString(), channels, deviceId, arrayId };
        store.voices.add(voice, therapist.id, wrapped);
        return ok(voice);
      } finally {
        zeroKey(key);
      }
    },

    async use(unlocked, sessionId, voiceId) {
      // Another person's voice would make them the one who treats.
      const kept = unlocked.store.voices.ofUser(unlocked.therapist.id).find((voice) => voice.id === voiceId);
      const wrapped = kept === undefined ? null : unlocked.store.voices.wrappedKey(voiceId);
      const key = wrapped === null ? null : unlocked.master.openSessionKey(voiceId, wrapped);
      if (key === null) return fail('not_found', 'This voice is not kept any more. Record it again.');
      const trackId = newId();
      try {
        const stored = await sounds.using(unlocked, sessionId, trackId, (into) => copy(place(voiceId, key), into));
        if (!stored.ok) return stored;
        const from = kept?.deviceId ? { deviceId: kept.deviceId, arrayId: kept.arrayId } : null;
        record(unlocked, sessionId, trackId, stored.value, from);
        return ok(null);
      } finally {
        zeroKey(key);
      }
    },

    remove({ store }, voiceId) {
      if (!store.voices.remove(voiceId)) return fail('not_found', 'This voice is not kept any more.');
      store.flushDeleted();
      removeQuietly(join(folder, voiceId));
      return ok(null);
    },

    forget({ store }) {
      const kept = store.voices.all();
      const inSessions = store.voices.inSessions();
      const calibrated = store.calibrations.all().length;
      store.atomically(() => {
        store.voices.clear();
        store.calibrations.clear();
        for (const { trackId } of inSessions) store.tracks.remove(trackId);
      });
      store.flushDeleted();
      sounds.forget();
      for (const { sessionId, trackId } of inSessions) sounds.remove(sessionId, trackId);
      removeQuietly(folder);
      return ok({ deleted: kept.length + inSessions.length + calibrated });
    },
  };
}
