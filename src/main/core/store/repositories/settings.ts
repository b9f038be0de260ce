/** Preferences that hold for this installation, as text under a name. */
import type { Db } from '../openDatabase.ts';

export function settingsIn(db: Db) {
  const find = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key: string): string | null => find.get(key)?.value ?? null,
    set: (key: string, value: string): void => void put.run(key, value),
  };
}
