/** Pasted notes beside drafts, and the differences that were settled. */
import type { SettledDifference } from '../../../../shared/domain/comparison.ts';
import type { Db } from '../openDatabase.ts';

export interface PastedText {
  readonly sessionId: string;
  readonly text: string;
  readonly at: string;
}

type SettledRow = Omit<SettledDifference, 'by'> & { user_id: string };

export function comparisonsIn(db: Db) {
  const put = db.prepare(`INSERT INTO comparison (session_id, text, user_id, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (session_id) DO UPDATE SET text = excluded.text, user_id = excluded.user_id, at = excluded.at`);
  const one = db.prepare<[string], PastedText>(
    'SELECT session_id AS sessionId, text, at FROM comparison WHERE session_id = ?',
  );
  const all = db.prepare<[], PastedText>('SELECT session_id AS sessionId, text, at FROM comparison ORDER BY at DESC');
  const drop = db.prepare<[string]>('DELETE FROM comparison WHERE session_id = ?');
  const settle = db.prepare(`INSERT INTO settled_difference (session_id, key, reason, note, user_id, at)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, key) DO UPDATE SET
    reason = excluded.reason, note = excluded.note, user_id = excluded.user_id, at = excluded.at`);
  const reopen = db.prepare<[string, string]>('DELETE FROM settled_difference WHERE session_id = ? AND key = ?');
  const settled = db.prepare<[string], SettledRow>(
    'SELECT key, reason, note, user_id, at FROM settled_difference WHERE session_id = ? ORDER BY key',
  );
  return {
    put: ({ sessionId, text, at }: PastedText, userId: string) => void put.run(sessionId, text, userId, at),
    get: (sessionId: string): PastedText | null => one.get(sessionId) ?? null,
    all: (): readonly PastedText[] => all.all(),
    drop: (sessionId: string) => void drop.run(sessionId),
    settle: (sessionId: string, { key, reason, note, by, at }: SettledDifference) =>
      void settle.run(sessionId, key, reason, note, by, at),
    reopen: (sessionId: string, key: string) => void reopen.run(sessionId, key),
    settled: (sessionId: string): readonly SettledDifference[] =>
      settled.all(sessionId).map(({ user_id: by, ...row }) => ({ ...row, by })),
  };
}
