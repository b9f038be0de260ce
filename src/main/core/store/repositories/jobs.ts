/** Runs of the pipeline that have begun and not ended, and the results of the stages they finished. */
import { deserialize, serialize } from 'node:v8';
import type { Db } from '../openDatabase.ts';

export function jobsIn(db: Db) {
  const begin = db.prepare(`INSERT INTO job (session_id, starts, started_at) VALUES (?, 1, ?)
    ON CONFLICT (session_id) DO UPDATE SET starts = starts + 1, started_at = excluded.started_at`);
  const starts = db.prepare<[string], { starts: number }>('SELECT starts FROM job WHERE session_id = ?');
  const end = db.prepare<[string]>('DELETE FROM job WHERE session_id = ?');
  const save = db.prepare(`INSERT INTO checkpoint (session_id, stage, key, value) VALUES (?, ?, ?, ?)
    ON CONFLICT (session_id, stage) DO UPDATE SET key = excluded.key, value = excluded.value`);
  const load = db.prepare<[string, string, string], { value: Buffer }>(
    'SELECT value FROM checkpoint WHERE session_id = ? AND stage = ? AND key = ?',
  );
  const clear = db.prepare<[string]>('DELETE FROM checkpoint WHERE session_id = ?');
  return {
    /** How often this run has been begun without an end: more than once means it was cut off before. */
    begin: (sessionId: string, at: string): number => {
      begin.run(sessionId, at);
      return starts.get(sessionId)?.starts ?? 1;
    },
    end: (sessionId: string) => void end.run(sessionId),
    saveCheckpoint: (sessionId: string, stage: string, key: string, value: unknown) =>
      void save.run(sessionId, stage, key, serialize(value)),
    loadCheckpoint: (sessionId: string, stage: string, key: string): unknown => {
      const row = load.get(sessionId, stage, key);
      return row === undefined ? undefined : deserialize(row.value);
    },
    clearCheckpoints: (sessionId: string) => void clear.run(sessionId),
  };
}
