/** Kept voice samples of the therapist, and where else a voice sample lies. */
import type { KeptVoice } from '../../../../shared/contract.ts';
import type { Db } from '../openDatabase.ts';

export interface VoiceMicrophones {
  readonly deviceId: string;
  readonly arrayId: string | null;
}

export function voicesIn(db: Db) {
  const insert = db.prepare<[string, string, string, number, string | null, string | null, Uint8Array]>(
    `INSERT INTO voice (id, user_id, created_at, channel_count, device_id, array_id, wrapped)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofUser = db.prepare<[string], KeptVoice>(
    `SELECT id, created_at AS createdAt, channel_count AS channels, device_id AS deviceId, array_id AS arrayId
     FROM voice WHERE user_id = ? ORDER BY created_at DESC`,
  );
  const all = db.prepare<[], KeptVoice>(
    `SELECT id, created_at AS createdAt, channel_count AS channels, device_id AS deviceId, array_id AS arrayId
     FROM voice ORDER BY created_at DESC`,
  );
  const addMicrophones = db.prepare<[string, string, string | null]>(
    'INSERT INTO enrolment_microphones (track_id, device_id, array_id) VALUES (?, ?, ?)',
  );
  const microphones = db.prepare<[string], VoiceMicrophones>(
    'SELECT device_id AS deviceId, array_id AS arrayId FROM enrolment_microphones WHERE track_id = ?',
  );
  const key = db.prepare<[string], { wrapped: Uint8Array }>('SELECT wrapped FROM voice WHERE id = ?');
  const remove = db.prepare<[string]>('DELETE FROM voice WHERE id = ?');
  const clear = db.prepare('DELETE FROM voice');
  const inSessions = db.prepare<[], { trackId: string; sessionId: string }>(
    `SELECT track.id AS trackId, session_id AS sessionId FROM track JOIN session ON session.id = session_id
     WHERE purpose = 'enrolment' AND is_sample = 0`,
  );
  return {
    add: (voice: KeptVoice, userId: string, wrapped: Uint8Array) =>
      void insert.run(voice.id, userId, voice.createdAt, voice.channels, voice.deviceId, voice.arrayId, wrapped),
    /** What a session's voice sample was taken with. */
    noteMicrophones: (trackId: string, { deviceId, arrayId }: VoiceMicrophones) =>
      void addMicrophones.run(trackId, deviceId, arrayId),
    microphonesOf: (trackId: string): VoiceMicrophones | null => microphones.get(trackId) ?? null,
    all: () => all.all(),
    ofUser: (userId: string) => ofUser.all(userId),
    wrappedKey: (id: string): Uint8Array | null => key.get(id)?.wrapped ?? null,
    /** false: it was not there. */
    remove: (id: string): boolean => remove.run(id).changes > 0,
    clear: () => void clear.run(),
    /** Voice samples that belong to a session; the bundled sample's voice is nobody's. */
    inSessions: () => inSessions.all(),
  };
}
