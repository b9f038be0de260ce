/** The recordings a session was put together from; none where it was recorded in one go. */
import type { SessionPart } from '../../../../shared/domain/record.ts';
import { type Db, transaction } from '../openDatabase.ts';

export function sessionPartsIn(db: Db) {
  const all = db.prepare<[string], SessionPart>(`SELECT start_ms AS startMs, duration_ms AS durationMs,
    started_at AS startedAt FROM session_part WHERE session_id = ? ORDER BY position`);
  const clear = db.prepare<[string]>('DELETE FROM session_part WHERE session_id = ?');
  const add = db.prepare(
    'INSERT INTO session_part (session_id, position, start_ms, duration_ms, started_at) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    of: (sessionId: string): readonly SessionPart[] => all.all(sessionId),
    set: transaction(db, (sessionId: string, parts: readonly SessionPart[]): void => {
      clear.run(sessionId);
      for (const [position, { startMs, durationMs, startedAt }] of parts.entries()) {
        add.run(sessionId, position, startMs, durationMs, startedAt);
      }
    }),
  };
}
