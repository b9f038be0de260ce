/** Kept voice samples of the therapist, and where else a voice sample lies. */
import type { KeptVoice } from '../../../../shared/contract.ts';
import type { Db } from '../openDatabase.ts';

export function voicesIn(db: Db) {
  const insert = db.prepare<[string, string, string, number, Uint8Array]>(
    'INSERT INTO voice (id, user_id, created_at, channel_count, wrapped) VALUES (?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], KeptVoice>(
    'SELECT id, created_at AS createdAt, channel_count AS channels FROM voice ORDER BY created_at DESC',
  );
  const key = db.prepare<[string], { wrapped: Uint8Array }>('SELECT wrapped FROM voice WHERE id = ?');
  const clear = db.prepare('DELETE FROM voice');
  const inSessions = db.prepare<[], { trackId: string; sessionId: string }>(
    `SELECT track.id AS trackId, session_id AS sessionId FROM track JOIN session ON session.id = session_id
     WHERE purpose = 'enrolment' AND is_sample = 0`,
  );
  return {
    add: (voice: KeptVoice, userId: string, wrapped: Uint8Array) =>
      void insert.run(voice.id, userId, voice.createdAt, voice.channels, wrapped),
    all: () => all.all(),
    wrappedKey: (id: string): Uint8Array | null => key.get(id)?.wrapped ?? null,
    clear: () => void clear.run(),
    /** Voice samples that belong to a session; the bundled sample's voice is nobody's. */
    inSessions: () => inSessions.all(),
  };
}
