/** Finding, trying out and restoring backups: who may do it when, and what is put on record. */
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { CallInput } from '../../../shared/contract.ts';
import type { BackupFile, BackupReport } from '../../../shared/contractKeeping.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bootstrapExists, readBootstrap } from '../security/bootstrap.ts';
import type { DataPaths } from '../security/dataFolder.ts';
import type { Keyring } from '../security/keyring.ts';
import { removeQuietly } from '../security/remove.ts';
import type { Unlocked, Vault } from '../session/vault.ts';
import type { Store } from '../store/createStore.ts';
import { NOBODY } from '../store/repositories/auditTrail.ts';
import { type BackupHeader, readBackupHeader } from './backupFile.ts';
import { backupsIn } from './backupShelf.ts';
import { restoreBackup, unpackBackup } from './restore.ts';

export interface RestoreDesk {
  find(folder: string): Result<readonly BackupFile[]>;
  check(unlocked: Unlocked, folder: string, name: string): Promise<Result<BackupReport>>;
  restore(asked: CallInput<'backup.restore'>): Promise<Result<BackupReport>>;
}

export interface RestoreDeps {
  readonly paths: DataPaths;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly isRecording: () => boolean;
  /** Closes the store and forgets the keys. */
  readonly lock: () => void;
}

export function createRestoreDesk(deps: RestoreDeps): RestoreDesk {
  const { paths, keyring, vault } = deps;

  function headerOf(folder: string, name: string): Result<{ file: string; header: BackupHeader }> {
    const file = join(folder, name);
    if (!isAbsolute(folder) || !existsSync(file)) {
      return fail('not_found', 'This backup is not there. Plug the drive in, then try again.', { at: name });
    }
    const header = readBackupHeader(file);
    return header === null
      ? fail('storage', 'This file is no backup, or it is damaged.', { at: name })
      : ok({ file, header });
  }

  /** Somebody in front of a locked app must be somebody who could open it. */
  async function mayReplace(secret: CallInput<'backup.restore'>['secret']): Promise<Result<null>> {
    if (vault.phase() !== 'locked') return ok(null);
    const own = readBootstrap(paths.bootstrap);
    // A damaged key file lets nobody in; what is here is moved aside, not lost.
    if (!own.ok) return ok(null);
    const proven = await keyring.openElsewhere(own.value, secret);
    if (!proven.ok) return proven;
    proven.value.forget();
    return ok(null);
  }

  return {
    find(folder) {
      const files = isAbsolute(folder) ? backupsIn(folder) : null;
      return files === null
        ? fail('not_found', 'This folder cannot be read. Enter its whole path, or plug the drive in.', { at: 'folder' })
        : ok(files);
    },

    async check({ master }, folder, name) {
      const found = headerOf(folder, name);
      if (!found.ok) return found;
      const drill = join(paths.root, 'backup-check.tmp');
      try {
        return await unpackBackup({ ...found.value, name, master }, drill);
      } finally {
        removeQuietly(drill);
      }
    },

    async restore({ folder, name, secret }) {
      if (deps.isRecording()) return fail('conflict', 'A recording is running. Stop it first.');
      const found = headerOf(folder, name);
      if (!found.ok) return found;
      const allowed = await mayReplace(secret);
      if (!allowed.ok) return allowed;
      const opened = await keyring.openElsewhere(found.value.header.bootstrap, secret);
      if (!opened.ok) return opened;
      const master = opened.value;
      try {
        const wasSetUp = bootstrapExists(paths.bootstrap);
        return await restoreBackup({ ...found.value, name, master }, paths, deps.lock, (store) => {
          putOnRecord(store, found.value.header.withSound, wasSetUp);
        });
      } finally {
        master.forget();
      }
    },
  };

  function putOnRecord(store: Store, withSound: boolean, wasSetUp: boolean): void {
    const user = store.users.first()?.id ?? NOBODY;
    const at = deps.now().toISOString();
    store.atomically(() => {
      store.audit.append({ at, user, event: 'restored', subject: null });
      if (withSound) return;
      for (const { id, patientId } of store.patients.list().flatMap((each) => store.sessions.ofPatient(each.id))) {
        const isHere = wasSetUp && existsSync(join(paths.sessions, id));
        if (isHere || store.sessions.wrappedKey(id) === null || store.tracks.count(id) === 0) continue;
        const row = store.deletions.add({
          ...{ at, user, kind: 'sound', subject: id, patientId, reason: 'not-in-backup' },
          ...{ files: 0, bytes: 0, sealedSha256: '' },
        });
        store.audit.append({ at, user, event: 'deleted-sound', subject: row.id });
      }
    });
  }
}
