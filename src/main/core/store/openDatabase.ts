/**
 * Opens the encrypted database: SQLCipher 4 format, raw 32-byte key (our own key derivation stands before it).
 * The order matters: cipher and key first, then one read that proves the key, because a wrong key only shows there.
 */
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { storageFault } from './storageFault.ts';

export type Db = Database.Database;

export function openDatabase(file: string, key: Uint8Array): Result<Db> {
  let db: Db | null = null;
  try {
    db = new Database(file);
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    for (const setting of SETTINGS) db.pragma(setting);
    return ok(db);
  } catch (error) {
    db?.close();
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB') {
      return fail('storage', 'The database does not open with this key, or it is damaged. Nothing was changed.', {
        at: 'store.db',
      });
    }
    const fault = storageFault(error);
    if (fault === null) throw error;
    return { ok: false, error: fault };
  }
}

/**
 * FULL: a commit is on the disk before it is acknowledged. temp_store: temporary files would not be encrypted.
 * trusted_schema, cell_size_check: an altered file may not run code or crash the reader.
 */
const SETTINGS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'secure_delete = ON',
  'temp_store = MEMORY',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'busy_timeout = 5000',
] as const;

/** The work as one transaction (a savepoint when one is open already): it happens wholly or not at all. */
export function transaction<Args extends unknown[], Out>(db: Db, work: (...args: Args) => Out): (...args: Args) => Out {
  const wrapped = db.transaction(work);
  return (...args) => wrapped(...args);
}
