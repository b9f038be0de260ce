/** Which statements and facts were listened to: an unsure value may be signed only after that. */
import { type Db, transaction } from '../openDatabase.ts';

export function playedIn(db: Db) {
  const insert = db.prepare('INSERT OR IGNORE INTO played (session_id, subject_id, at) VALUES (?, ?, ?)');
  const ids = db.prepare<[string], { subject_id: string }>(
    'SELECT subject_id FROM played WHERE session_id = ? ORDER BY at, subject_id',
  );
  const clear = db.prepare<[string]>('DELETE FROM played WHERE session_id = ?');
  return {
    add: transaction(db, (sessionId: string, subjects: readonly string[], at: string) => {
      for (const subject of subjects) insert.run(sessionId, subject, at);
    }),
    of: (sessionId: string) => ids.all(sessionId).map((row) => row.subject_id),
    clear: (sessionId: string) => void clear.run(sessionId),
  };
}
