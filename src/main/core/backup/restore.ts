/**
 * Putting a backup in place, so that a crash at any moment leaves either what was there before or the backup:
 * everything is unpacked and proven beside the data (restore.part), then named ready, then what was here is moved
 * aside, then the backup is moved in. The last two steps can be repeated and are finished at the next start.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupReport } from '../../../shared/contractKeeping.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { syncFolder, writeFileAtomically } from '../security/atomicWrite.ts';
import { writeBootstrap } from '../security/bootstrap.ts';
import type { DataPaths } from '../security/dataFolder.ts';
import type { MasterKey } from '../security/keyring.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { removeQuietly } from '../security/remove.ts';
import { openStore, type Store } from '../store/createStore.ts';
import { storageFault } from '../store/storageFault.ts';
import { type BackupHeader, type EntrySink, readBackupFile } from './backupFile.ts';

const PART = 'restore.part';
/** Unpacked and proven; what is here has to be moved aside. */
const READY = 'restore.ready';
/** What was here is aside; the backup has to be moved in. */
const MOVING = 'restore.moving';
/** In the unpacked backup: the name of the folder that takes what was here. */
const ASIDE_FILE = 'aside.txt';
const KEY_FILE = 'bootstrap.json';
/** The database's own companions before it: alone they would be taken for another database's. */
const RECORDS = ['store.db-wal', 'store.db-shm', 'store.db', KEY_FILE, 'unlock-attempts.json'];
const SOUND: readonly string[] = ['sessions', 'voices'];

export interface BackupToOpen {
  readonly file: string;
  readonly name: string;
  readonly header: BackupHeader;
  readonly master: MasterKey;
}

/**
 * Unpacks a backup into a folder and proves it: the seal, each page of the database, the audit trail, the signatures.
 * `meanwhile` may write to the unpacked store before it is closed.
 */
export async function unpackBackup(
  backup: BackupToOpen,
  into: string,
  meanwhile: (store: Store) => void = () => undefined,
): Promise<Result<BackupReport>> {
  removeQuietly(into);
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const keys = { database: backup.master.databaseKey(), audit: backup.master.auditKey() };
  const seal = backup.master.backupKey();
  try {
    const read = await readBackupFile(backup.file, seal, filesUnder(into));
    if (!read.ok) return read;
    const opened = openStore(join(into, 'store.db'), keys);
    if (!opened.ok) return opened;
    const store = opened.value;
    try {
      const signature = store.signatures.firstBroken() ?? store.addenda.firstBroken();
      if (!store.isIntact() || !store.audit.verify().ok || signature !== null) {
        return fail('storage', 'The records in this backup are damaged. Choose another one.', { at: backup.name });
      }
      meanwhile(store);
      const patients = store.patients.list();
      const sessions = patients.flatMap(({ id }) => store.sessions.ofPatient(id));
      return ok({
        name: backup.name,
        createdAt: backup.header.createdAt,
        patients: patients.length,
        sessions: sessions.length,
        signedNotes: sessions.filter(({ state }) => state === 'signed').length,
        soundFiles: read.value.length - 1,
      });
    } finally {
      store.close();
    }
  } catch (error) {
    const fault = storageFault(error);
    if (fault === null) throw error;
    return { ok: false, error: fault };
  } finally {
    [keys.database, keys.audit, seal].forEach(zeroKey);
  }
}

/** Unpacks, proves, and moves into place. Nothing may have the data folder's files open. */
export async function restoreBackup(
  backup: BackupToOpen,
  paths: DataPaths,
  close: () => void,
  meanwhile: (store: Store) => void,
): Promise<Result<BackupReport>> {
  const part = join(paths.root, PART);
  const unpacked = await unpackBackup(backup, part, meanwhile);
  if (!unpacked.ok) {
    removeQuietly(part);
    return unpacked;
  }
  writeBootstrap(join(part, KEY_FILE), backup.header.bootstrap);
  writeFileAtomically(join(part, ASIDE_FILE), Buffer.from(freeAside(paths.root), 'utf8'));
  syncTree(part);
  close();
  renameSync(part, join(paths.root, READY));
  syncFolder(paths.root);
  finishRestore(paths);
  return unpacked;
}

/** Finishes a restore that was cut off after its backup was proven; does nothing otherwise. */
export function finishRestore(paths: DataPaths): void {
  const at = (name: string) => join(paths.root, name);
  removeQuietly(at(PART));
  if (existsSync(at(READY))) {
    const aside = at(readFileSync(join(at(READY), ASIDE_FILE), 'utf8'));
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    // A backup without sound leaves the sound that is here where it is.
    const hasSound = existsSync(join(at(READY), 'sessions')) || existsSync(join(at(READY), 'voices'));
    for (const name of [...RECORDS, ...(hasSound ? SOUND : [])]) moveInto(at(name), aside);
    syncFolder(aside);
    renameSync(at(READY), at(MOVING));
    syncFolder(paths.root);
  }
  if (!existsSync(at(MOVING))) return;
  // The key file last: until it is there, the app does not take itself for set up.
  const names = readdirSync(at(MOVING)).filter((name) => name !== ASIDE_FILE);
  for (const name of names.toSorted((a, b) => Number(a === KEY_FILE) - Number(b === KEY_FILE))) {
    // Only an empty folder that the start has just made can be in the way.
    if (SOUND.includes(name)) removeQuietly(at(name));
    moveInto(join(at(MOVING), name), paths.root);
  }
  syncFolder(paths.root);
  removeQuietly(at(MOVING));
  mkdirSync(paths.sessions, { recursive: true, mode: 0o700 });
}

function freeAside(root: string): string {
  for (let number = 1; ; number++) {
    const name = `replaced-${number}`;
    if (!existsSync(join(root, name))) return name;
  }
}

function moveInto(from: string, folder: string): void {
  if (existsSync(from)) renameSync(from, join(folder, basename(from)));
}

function filesUnder(folder: string): EntrySink {
  let handle = -1;
  return {
    begin(name) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      handle = openSync(file, 'wx', 0o600);
    },
    chunk(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    },
    end() {
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) syncTree(join(folder, entry.name));
  }
  syncFolder(folder);
}
