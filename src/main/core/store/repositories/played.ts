/** Which statements and facts were listened to: an unsure value may be signed only after that. */
import { type Db, transaction } from '../openDatabase.ts';

export interface Listened {
  readonly subjectId: string;
  /** Position of the newest correction of the transcript then, -1 before any: ids mean something else after each. */
  readonly basis: number;
}

export function playedIn(db: Db) {
  const insert = db.prepare('INSERT OR IGNORE INTO listened (session_id, subject_id, basis, at) VALUES (?, ?, ?, ?)');
  const ids = db.prepare<[string], Listened>(
    'SELECT subject_id AS subjectId, basis FROM listened WHERE session_id = ? ORDER BY at, subject_id',
  );
  const clear = db.prepare<[string]>('DELETE FROM listened WHERE session_id = ?');
  return {
    add: transaction(db, (sessionId: string, subjects: readonly string[], basis: number, at: string) => {
      for (const subject of subjects) insert.run(sessionId, subject, basis, at);
    }),
    of: (sessionId: string): readonly Listened[] => ids.all(sessionId),
    clear: (sessionId: string) => void clear.run(sessionId),
  };
}
