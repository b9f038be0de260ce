/**
 * Replaces a small file so that a crash or a power cut leaves either the old content or the new, never a mixture:
 * write beside it, sync, rename over it, sync the folder (the rename itself is only durable after that).
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeQuietly } from './remove.ts';

/** The calls to the disk in question, so that a test can cut the power between any two. */
export interface AtomicFs {
  /** For writing, empty, for this user alone. */
  open(file: string): number;
  /** @returns how many bytes were taken, from this place on */
  write(handle: number, bytes: Uint8Array, from: number): number;
  sync(handle: number): void;
  close(handle: number): void;
  rename(from: string, to: string): void;
  syncFolder(folder: string): void;
  remove(file: string): void;
}

const nodeFs: AtomicFs = {
  open: (file) => openSync(file, 'w', 0o600),
  write: (handle, bytes, from) => writeSync(handle, bytes, from),
  sync: fsyncSync,
  close: closeSync,
  rename: renameSync,
  syncFolder,
  remove: removeQuietly,
};

export function writeFileAtomically(file: string, content: Uint8Array, fs: AtomicFs = nodeFs): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    const handle = fs.open(beside);
    try {
      // A full disk shows as a short count first and throws on the next call only.
      for (let done = 0; done < content.length; ) done += fs.write(handle, content, done);
      fs.sync(handle);
    } finally {
      fs.close(handle);
    }
    fs.rename(beside, file);
  } catch (error) {
    fs.remove(beside);
    throw error;
  }
  fs.syncFolder(dirname(file));
}

export function syncFolder(folder: string): void {
  // Windows cannot open a folder for syncing; its rename is journalled by the file system.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
