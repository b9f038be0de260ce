/**
 * Removes files whose loss is wanted and whose staying does no harm (a part of a backup, sound without a key): a disk
 * that refuses must not turn work that is done into a failure. Node's own rmSync throws without a code there.
 */
import { rmSync } from 'node:fs';

/** @returns false: something is still there */
export function removeQuietly(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
