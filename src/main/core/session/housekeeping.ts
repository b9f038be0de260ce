/**
 * What is due by its date: a backup of the day, and sound whose time is over. After an unlock and every hour while
 * unlocked. What fails here (a full disk) is logged and due again the next time; nothing else depends on it.
 */
import type { BackupShelf } from '../backup/backupShelf.ts';
import type { Logger } from '../log/logger.ts';
import type { Emitter } from './emitter.ts';
import type { Erasure } from './erasure.ts';
import { dueSound, mayDeleteByDate } from './retention.ts';
import type { Vault } from './vault.ts';

const EVERY_MS = 3_600_000;

export interface Housekeeping {
  run(): Promise<void>;
  /** Waits for what has begun: a backup is finished, not torn off. */
  stop(): Promise<void>;
}

export interface HousekeepingDeps {
  readonly vault: Vault;
  readonly backups: Pick<BackupShelf, 'makeDaily'>;
  readonly erasure: Pick<Erasure, 'sound'>;
  readonly events: Pick<Emitter, 'emit'>;
  readonly log: Logger;
  readonly now: () => Date;
}

export function createHousekeeping({ vault, backups, erasure, events, log, now }: HousekeepingDeps): Housekeeping {
  async function run(): Promise<void> {
    const unlocked = vault.unlocked();
    if (unlocked === null) return;
    try {
      const due = mayDeleteByDate(unlocked.store, now()) ? dueSound(unlocked.store, now()) : [];
      if (due.length > 0) {
        const ids = due.map(({ sessionId }) => sessionId);
        const deleted = await erasure.sound(unlocked, ids, 'retention');
        if (deleted.ok) events.emit({ kind: 'changed', what: 'sessions', id: null });
      }
      const made = await backups.makeDaily(unlocked);
      if (!made.ok) log.write({ event: `backup-failed-${made.error.code}` });
    } catch (error) {
      // Locked meanwhile: the store is closed under it.
      if (vault.unlocked() === unlocked) log.write({ event: 'housekeeping-failed', error });
    }
  }
  /** One round at a time: an unlock may come in the middle of one. */
  let rounds: Promise<void> = Promise.resolve();
  const next = (): Promise<void> => {
    rounds = rounds.then(run);
    return rounds;
  };
  const timer = setInterval(() => void next(), EVERY_MS);
  timer.unref();
  return {
    run: next,
    stop() {
      clearInterval(timer);
      return rounds;
    },
  };
}
