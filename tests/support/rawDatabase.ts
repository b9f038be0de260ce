/** The database of an app that is not running, past all repositories: to leave it as a crash would. */
import { randomBytes } from 'node:crypto';
import { dataPaths } from '../../src/main/core/security/dataFolder.ts';
import { createKeyring } from '../../src/main/core/security/keyring.ts';
import { FLOOR_COST } from '../../src/main/core/security/passphrase.ts';
import { type Db, openDatabase } from '../../src/main/core/store/openDatabase.ts';

export async function changeDatabase(folder: string, passphrase: string, change: (db: Db) => void): Promise<void> {
  const paths = dataPaths(folder);
  const keyring = createKeyring({
    paths,
    now: () => new Date(),
    random: randomBytes,
    cost: FLOOR_COST,
    keyStore: null,
  });
  const opened = await keyring.unlock(passphrase);
  if (!opened.ok) throw new Error(opened.error.message);
  const db = openDatabase(paths.database, opened.value.master.databaseKey());
  if (!db.ok) throw new Error(db.error.message);
  change(db.value);
  db.value.close();
}
