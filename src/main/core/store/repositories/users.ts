/** The therapists who use this installation. */
import type { Therapist } from '../../../../shared/domain/record.ts';
import type { Db } from '../openDatabase.ts';

type Row = { id: string; name: string; credentials: string; licence: string | null };

export function usersIn(db: Db) {
  const insert = db.prepare<[string, string, string, string | null, string]>(
    'INSERT INTO user (id, name, credentials, licence, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const first = db.prepare<[], Row>('SELECT id, name, credentials, licence FROM user ORDER BY created_at LIMIT 1');
  return {
    add: (user: Therapist, at: string) => void insert.run(user.id, user.name, user.credentials, user.licence, at),
    first: (): Therapist | null => first.get() ?? null,
  };
}
