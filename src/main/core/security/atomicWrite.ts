/**
 * Replaces a small file so that a crash or a power cut leaves either the old content or the new, never a mixture:
 * write beside it, sync, rename over it, sync the folder (the rename itself is only durable after that).
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeQuietly } from './remove.ts';

export function writeFileAtomically(file: string, content: Uint8Array): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(beside, 'w', 0o600);
    try {
      // A full disk shows as a short count first and throws on the next call only.
      for (let done = 0; done < content.length; ) done += writeSync(handle, content, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    removeQuietly(beside);
    throw error;
  }
  syncFolder(dirname(file));
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
