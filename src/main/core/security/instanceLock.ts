/**
 * One process owns a data folder. The lock is an exclusive SQLite transaction on a file of its own: the operating
 * system drops it when the owner dies in whatever way, so there is no stale lock to guess about. The owner's process
 * id and start time stand in a second file, for the message only.
 */
import { readFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeFileAtomically } from './atomicWrite.ts';
import type { DataPaths } from './dataFolder.ts';

export interface InstanceLock {
  release(): void;
}

export function takeInstanceLock(paths: DataPaths, startedAt: Date): Result<InstanceLock> {
  const holder = new Database(paths.instanceLock, { timeout: 0 });
  try {
    holder.pragma('journal_mode = MEMORY');
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      return fail('conflict', `OT Scribe is open already${ownerText(paths)}. Close it first, or use that window.`);
    }
    throw error;
  }
  writeFileAtomically(
    paths.instanceOwner,
    Buffer.from(JSON.stringify({ pid: process.pid, startedAt: startedAt.toISOString() }), 'utf8'),
  );
  return ok({
    release: () => {
      if (!holder.open) return;
      rmSync(paths.instanceOwner, { force: true });
      holder.close();
    },
  });
}

function ownerText(paths: DataPaths): string {
  try {
    const owner = JSON.parse(readFileSync(paths.instanceOwner, 'utf8')) as { pid?: unknown; startedAt?: unknown };
    return ` (process ${Number(owner.pid)}, since ${String(owner.startedAt)})`;
  } catch {
    return '';
  }
}
