/** The journal's file operations on the real disk. Writes are synchronous (a frame takes microseconds), syncs are not. */
import {
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import type { JournalFs } from './journalFs.ts';
import { makeFolders } from './makeFolders.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

const dataSync = promisify(fdatasync);
const fullSync = promisify(fsync);

export const nodeJournalFs: JournalFs = {
  makeFolder: (folder) => void makeFolders(folder, OWNER_ONLY_FOLDER),
  list: (folder) => {
    try {
      return readdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  },
  create: (file) => openSync(file, 'wx', OWNER_ONLY_FILE),
  openForReading: (file) => openSync(file, 'r'),
  write: (handle, bytes) => writeSync(handle, bytes),
  read: (handle, into, position) => readSync(handle, into, 0, into.length, position),
  size: (handle) => fstatSync(handle).size,
  truncate: (handle, length) => ftruncateSync(handle, length),
  sync: (handle) => dataSync(handle),
  syncFolder: async (folder) => {
    // Windows has no handle on a folder; NTFS journals the name itself.
    if (process.platform === 'win32') return;
    const handle = openSync(folder, 'r');
    try {
      await fullSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  close: (handle) => closeSync(handle),
  freeBytes: (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
};
