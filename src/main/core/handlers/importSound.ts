/** Seals the sound of a WAV as a track of a session; nothing stays behind when that fails. */
import type { ArrayGeometry } from '../../../shared/domain/audio.ts';
import type { SessionHeader, Track } from '../../../shared/domain/record.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Unlocked } from '../session/vault.ts';
import type { TrackPurpose } from '../store/repositories/tracks.ts';
import type { App } from './app.ts';

export interface SoundToImport {
  readonly wav: Uint8Array;
  readonly purpose: TrackPurpose;
  readonly source: Track['source'];
  readonly geometry: ArrayGeometry | null;
}

export async function importSound(
  app: Pick<App, 'sound' | 'sounds' | 'events' | 'newId' | 'now'>,
  unlocked: Unlocked,
  session: SessionHeader,
  { wav, purpose, source, geometry }: SoundToImport,
): Promise<Result<SessionHeader>> {
  const { store } = unlocked;
  const trackId = app.newId();
  const stored = await app.sounds.using(unlocked, session.id, trackId, (into) => app.sound.importWav(wav, into));
  if (!stored.ok) {
    app.sounds.remove(session.id, trackId);
    return stored;
  }
  const { channelCount, sampleRateHz, frameCount, gaps, durationMs } = stored.value;
  const at = app.now().toISOString();
  const after: SessionHeader =
    purpose === 'enrolment' ? session : { ...session, state: 'stopped', startedAt: at, durationMs };
  store.atomically(() => {
    const track: Track = { id: trackId, source, channelCount, sampleRateHz, frameCount, geometry, gaps };
    store.tracks.add(session.id, purpose, track, at);
    store.sessions.save(after);
  });
  app.events.emit({ kind: 'changed', what: 'sessions', id: session.id });
  return ok(after);
}
