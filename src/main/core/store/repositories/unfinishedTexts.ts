/** Texts in the middle of being typed, one for each place of a session's review. */
import type { UnfinishedText } from '../../../../shared/contract.ts';
import type { Db } from '../openDatabase.ts';

export function unfinishedTextsIn(db: Db) {
  const keep = db.prepare(
    `INSERT INTO unfinished_text (session_id, place, text, kept_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text, kept_at = excluded.kept_at`,
  );
  const all = db.prepare<[string], UnfinishedText>(
    'SELECT place, text FROM unfinished_text WHERE session_id = ? ORDER BY kept_at, place',
  );
  const drop = db.prepare<[string, string]>('DELETE FROM unfinished_text WHERE session_id = ? AND place = ?');
  const clear = db.prepare<[string]>('DELETE FROM unfinished_text WHERE session_id = ?');
  return {
    keep: (sessionId: string, { place, text }: UnfinishedText, at: string) => void keep.run(sessionId, place, text, at),
    of: (sessionId: string): readonly UnfinishedText[] => all.all(sessionId),
    drop: (sessionId: string, place: string) => void drop.run(sessionId, place),
    clear: (sessionId: string) => void clear.run(sessionId),
    /** Inside a transaction of the caller's. */
    replace(sessionId: string, texts: readonly UnfinishedText[], at: string): void {
      clear.run(sessionId);
      for (const { place, text } of texts) keep.run(sessionId, place, text, at);
    },
  };
}
