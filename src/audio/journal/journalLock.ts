/**
 * One writer for each journal. The lock names its process and that process's start, so that a lock left by a
 * killed program is taken over at once, and never the lock of one that still runs.
 */
import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { makeFolders } from './makeFolders.ts';
import { storageError } from './storageError.ts';

export type ReleaseLock = () => void;

const LOCK_FILE = 'writer.lock';
const RETRY_MS = 50;
const FILLED_WITHIN_MS = 1000;

/** @param waitMs how long to wait for a writer that is just closing (its parent was killed) */
export async function lockJournal(folder: string, waitMs = 2000): Promise<Result<ReleaseLock>> {
  const file = join(folder, LOCK_FILE);
  const deadline = performance.now() + waitMs;
  try {
    makeFolders(folder, 0o700);
    for (;;) {
      if (tryCreate(file)) return ok(() => removeQuietly(file));
      if (isStale(file)) removeQuietly(file);
      else if (performance.now() >= deadline)
        return fail('conflict', 'This recording is being written by another window or program. Stop it there first.');
      else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  } catch (thrown) {
    return { ok: false, error: storageError(thrown, folder) };
  }
}

function tryCreate(file: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
  writeSync(handle, `${process.pid} ${startOf(process.pid)}`);
  closeSync(handle);
  return true;
}

function isStale(file: string): boolean {
  let content: string;
  let ageMs: number;
  try {
    content = readFileSync(file, 'utf8');
    ageMs = Date.now() - statSync(file).mtimeMs;
  } catch {
    return false;
  }
  // Empty: made a moment ago and about to be filled, or its maker was killed in between.
  if (content === '') return ageMs > FILLED_WITHIN_MS;
  const [pid = '', start = ''] = content.split(' ');
  if (!/^\d+$/.test(pid)) return true;
  try {
    process.kill(Number(pid), 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  return startOf(Number(pid)) !== start;
}

/** When a process started, as Linux tells it; elsewhere a pid alone has to do. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Somebody else has taken it away: that is what was wanted.
  }
}
