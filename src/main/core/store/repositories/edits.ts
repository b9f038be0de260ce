/**
 * The therapist's changes in order, with undo and redo, and the revision that guards against changes based on an
 * old state. Nothing is deleted: an undone change stays as 'undone', and as 'replaced' once another one follows it.
 */
import { type Db, transaction } from '../openDatabase.ts';

export interface StoredEdit {
  readonly position: number;
  readonly kind: string;
  readonly body: unknown;
  readonly userId: string;
  readonly at: string;
}

/** Also one that was taken back. */
export interface RecordedEdit extends StoredEdit {
  readonly status: 'done' | 'undone' | 'replaced';
}

type Row = { position: number; kind: string; body: string; user_id: string; at: string };

export function editsIn(db: Db) {
  const select = 'SELECT position, kind, body, user_id, at FROM edit WHERE session_id = ?';
  const done = db.prepare<[string], Row>(`${select} AND status = 'done' ORDER BY position`);
  const all = db.prepare<[string], Row & { status: RecordedEdit['status'] }>(
    'SELECT position, kind, body, user_id, at, status FROM edit WHERE session_id = ? ORDER BY position',
  );
  const next = db.prepare<[string], { next: number }>(
    'SELECT coalesce(max(position), -1) + 1 AS next FROM edit WHERE session_id = ?',
  );
  const insert = db.prepare(`INSERT INTO edit (session_id, position, kind, body, user_id, at, status)
    VALUES (?, ?, ?, ?, ?, ?, 'done')`);
  const replaceUndone = db.prepare<[string]>(
    "UPDATE edit SET status = 'replaced' WHERE session_id = ? AND status = 'undone'",
  );
  const undo = db.prepare<[string, string]>(`UPDATE edit SET status = 'undone' WHERE session_id = ? AND position =
    (SELECT max(position) FROM edit WHERE session_id = ? AND status = 'done')`);
  const redo = db.prepare<[string, string]>(`UPDATE edit SET status = 'done' WHERE session_id = ? AND position =
    (SELECT min(position) FROM edit WHERE session_id = ? AND status = 'undone')`);
  const undone = db.prepare<[string], { n: number }>(
    "SELECT count(*) AS n FROM edit WHERE session_id = ? AND status = 'undone'",
  );
  const revision = db.prepare<[string], { revision: number }>('SELECT revision FROM review WHERE session_id = ?');
  const bump = db.prepare<[string]>(`INSERT INTO review (session_id, revision) VALUES (?, 1)
    ON CONFLICT (session_id) DO UPDATE SET revision = revision + 1`);
  const clear = db.prepare<[string]>("UPDATE edit SET status = 'replaced' WHERE session_id = ?");

  return {
    revision: (sessionId: string) => revision.get(sessionId)?.revision ?? 0,
    done: (sessionId: string): readonly StoredEdit[] =>
      done.all(sessionId).map(({ user_id, body, ...row }) => ({ ...row, userId: user_id, body: JSON.parse(body) })),
    all: (sessionId: string): readonly RecordedEdit[] =>
      all.all(sessionId).map(({ user_id, body, ...row }) => ({ ...row, userId: user_id, body: JSON.parse(body) })),
    canRedo: (sessionId: string) => (undone.get(sessionId)?.n ?? 0) > 0,
    add: transaction(db, (sessionId: string, edit: Omit<StoredEdit, 'position'>) => {
      replaceUndone.run(sessionId);
      const position = next.get(sessionId)?.next ?? 0;
      insert.run(sessionId, position, edit.kind, JSON.stringify(edit.body), edit.userId, edit.at);
      bump.run(sessionId);
    }),
    /** false: there was nothing to undo. */
    undo: transaction(db, (sessionId: string): boolean => {
      const changed = undo.run(sessionId, sessionId).changes > 0;
      if (changed) bump.run(sessionId);
      return changed;
    }),
    redo: transaction(db, (sessionId: string): boolean => {
      const changed = redo.run(sessionId, sessionId).changes > 0;
      if (changed) bump.run(sessionId);
      return changed;
    }),
    /** A new draft starts without the changes made to the old one; they stay on record. */
    restart: transaction(db, (sessionId: string) => {
      clear.run(sessionId);
      bump.run(sessionId);
    }),
  };
}
