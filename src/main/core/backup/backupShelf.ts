/**
 * Backups: made by hand into a folder of choice, and by the app itself once a day into its own. Each is read back
 * before it gets its name. Of those the app makes, three days and four weeks are kept.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { BACKUP_SUFFIX, type BackupFile, type BackupState } from '../../../shared/contractKeeping.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { syncFolder } from '../security/atomicWrite.ts';
import { readBootstrap } from '../security/bootstrap.ts';
import type { DataPaths } from '../security/dataFolder.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { removeQuietly } from '../security/remove.ts';
import type { Unlocked } from '../session/vault.ts';
import { copyStore } from '../store/copyStore.ts';
import { storageFault } from '../store/storageFault.ts';
import { type BackupEntry, readBackupFile, readBackupHeader, writeBackupFile } from './backupFile.ts';
import { segmentsIn } from './soundFiles.ts';

const FOLDER_KEY = 'backup-folder';
const AUTOMATIC = 'auto-';
const BY_HAND = 'ot-scribe-';
const DAYS_KEPT = 3;
const WEEKS_KEPT = 4;
const DAY_MS = 86_400_000;

export interface BackupShelf {
  state(unlocked: Unlocked): BackupState;
  setFolder(unlocked: Unlocked, folder: string | null): Result<BackupState>;
  make(unlocked: Unlocked, withSound: boolean): Promise<Result<BackupFile>>;
  /** One of the day, without sound, if there is none yet; keeps the list short. */
  makeDaily(unlocked: Unlocked): Promise<Result<BackupFile | null>>;
  /** After a deletion: the app's own copies from before are replaced by one from now. @returns those it cannot replace */
  forgetOlder(unlocked: Unlocked): Promise<readonly BackupFile[]>;
  folder(unlocked: Unlocked): string;
}

export interface BackupDeps {
  readonly paths: DataPaths;
  readonly now: () => Date;
}

/** The backups of a folder, the newest first; null: it cannot be read. */
export function backupsIn(folder: string): readonly BackupFile[] | null {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return null;
  }
  return names
    .filter((name) => name.endsWith(BACKUP_SUFFIX))
    .flatMap((name) => {
      const head = readBackupHeader(join(folder, name));
      if (head === null) return [];
      const { createdAt, withSound, isAutomatic } = head;
      return [{ name, createdAt, bytes: statSync(join(folder, name)).size, withSound, isAutomatic }];
    })
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name));
}

export function createBackupShelf({ paths, now }: BackupDeps): BackupShelf {
  const own = paths.backups;

  function folderOf({ store }: Unlocked): string {
    return store.settings.get(FOLDER_KEY) || own;
  }

  function state(unlocked: Unlocked): BackupState {
    const folder = folderOf(unlocked);
    const files = folder === own && !existsSync(own) ? [] : backupsIn(folder);
    return { folder, isOwnFolder: folder === own, files };
  }

  /** Beside the core's own thread; where that cannot be, in it: a backup that holds up the pages is better than none. */
  async function copyDatabase(unlocked: Unlocked, to: string): Promise<void> {
    try {
      await copyStore({ file: paths.database, key: unlocked.master.databaseKey(), to });
    } catch {
      removeQuietly(to);
      unlocked.store.copyTo(to);
    }
  }

  /** One after the other: they share the place of the copy. */
  let turn: Promise<unknown> = Promise.resolve();

  function write(...order: Parameters<typeof writeNow>): ReturnType<typeof writeNow> {
    const mine = turn.then(() => writeNow(...order));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function writeNow(
    unlocked: Unlocked,
    folder: string,
    kind: { readonly withSound: boolean; readonly isAutomatic: boolean },
  ): Promise<Result<BackupFile>> {
    const bootstrap = readBootstrap(paths.bootstrap);
    if (!bootstrap.ok) return bootstrap;
    const createdAt = now().toISOString();
    const stamp = createdAt
      .replace(/\.\d+Z$/, '')
      .replace(/[-:]/g, '')
      .replace('T', '-');
    const name = freeName(folder, `${kind.isAutomatic ? AUTOMATIC : BY_HAND}${stamp}`);
    const target = join(folder, name);
    const part = `${target}.part`;
    // In the data folder, so that the encrypted copy never crosses to a slow or foreign drive twice.
    const copy = join(paths.root, 'backup.tmp.db');
    const key = unlocked.master.backupKey();
    try {
      for (const leftOver of [part, copy]) removeQuietly(leftOver);
      await copyDatabase(unlocked, copy);
      const sound = kind.withSound ? soundEntries(paths) : [];
      const header = {
        format: 'ot-scribe-backup',
        version: 1,
        createdAt,
        ...kind,
        bootstrap: bootstrap.value,
      } as const;
      await writeBackupFile(part, header, [{ name: 'store.db', file: copy }, ...sound], key);
      const proven = await readBackupFile(part, key);
      if (!proven.ok) return fail('storage', 'The backup could not be read back. Try another drive.', { at: folder });
      renameSync(part, target);
      syncFolder(folder);
      return ok({ name, createdAt, bytes: statSync(target).size, ...kind });
    } catch (error) {
      const fault = storageFault(error) ?? driveFault(error);
      if (fault === null) throw error;
      return { ok: false, error: fault };
    } finally {
      zeroKey(key);
      for (const leftOver of [part, copy]) removeQuietly(leftOver);
    }
  }

  function ownFolder(): string {
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return own;
  }

  /** The newest of each of the last days and of each of the last weeks stay. */
  function thinOut(): void {
    const automatic = (backupsIn(own) ?? []).filter(({ isAutomatic }) => isAutomatic);
    const kept = new Set<string>();
    for (const [length, count] of [
      [DAY_MS, DAYS_KEPT],
      [7 * DAY_MS, WEEKS_KEPT],
    ] as const) {
      const periods = new Set<number>();
      for (const { name, createdAt } of automatic) {
        const period = Math.floor(Date.parse(createdAt) / length);
        if (periods.has(period) || periods.size >= count) continue;
        periods.add(period);
        kept.add(name);
      }
    }
    for (const { name } of automatic) if (!kept.has(name)) removeQuietly(join(own, name));
  }

  return {
    state,
    folder: folderOf,

    setFolder(unlocked, folder) {
      if (folder !== null) {
        if (!isAbsolute(folder)) return fail('invalid_input', 'Enter the whole path of the folder.', { at: 'folder' });
        if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
          return fail('not_found', 'This folder does not exist. Make it, or plug the drive in, then try again.', {
            at: 'folder',
          });
        }
      }
      unlocked.store.settings.set(FOLDER_KEY, folder ?? '');
      return ok(state(unlocked));
    },

    make(unlocked, withSound) {
      const folder = folderOf(unlocked);
      if (folder === own) ownFolder();
      return write(unlocked, folder, { withSound, isAutomatic: false });
    },

    async makeDaily(unlocked) {
      const today = Math.floor(now().getTime() / DAY_MS);
      const known = backupsIn(ownFolder()) ?? [];
      const isDone = known.some(
        ({ isAutomatic, createdAt }) => isAutomatic && Math.floor(Date.parse(createdAt) / DAY_MS) === today,
      );
      if (isDone) return ok(null);
      const made = await write(unlocked, own, { withSound: false, isAutomatic: true });
      if (made.ok) thinOut();
      return made;
    },

    async forgetOlder(unlocked) {
      const before = backupsIn(own) ?? [];
      const automatic = before.filter(({ isAutomatic }) => isAutomatic);
      const stuck = automatic.filter(({ name }) => !removeQuietly(join(own, name)));
      if (automatic.length > 0) await write(unlocked, ownFolder(), { withSound: false, isAutomatic: true });
      const folder = folderOf(unlocked);
      const elsewhere = folder === own ? [] : (backupsIn(folder) ?? []);
      return [...stuck, ...before.filter(({ isAutomatic }) => !isAutomatic), ...elsewhere];
    },
  };
}

function soundEntries(paths: DataPaths): readonly BackupEntry[] {
  return (['sessions', 'voices'] as const).flatMap((place) =>
    segmentsIn(paths[place]).map((name) => ({ name: `${place}/${name}`, file: join(paths[place], name) })),
  );
}

function freeName(folder: string, wanted: string): string {
  for (let count = 1; ; count++) {
    const name = `${wanted}${count === 1 ? '' : `-${count}`}${BACKUP_SUFFIX}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** A drive that was pulled out or cannot be written. */
function driveFault(error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!['EEXIST', 'EIO', 'ENOENT', 'ENODEV', 'ENXIO', 'EPERM', 'EMFILE'].includes(code)) return null;
  return {
    code: 'storage',
    message: 'The backup could not be written there. Check the drive and the folder, then try again.',
  } as const;
}
