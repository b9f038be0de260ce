/**
 * First run, locked, unlocked: who is in, with which store and which keys. Locking closes the database and zeroes the
 * key; what may still happen while locked (a recording that is stopped) is noted and written down at the next unlock.
 */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { syncFolder } from '../security/atomicWrite.ts';
import type { DataPaths } from '../security/dataFolder.ts';
import type { Unlocked as FreshUnlock, Keyring, MasterKey, PinState } from '../security/keyring.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { openStore, type Store } from '../store/createStore.ts';
import { type AuditEntry, NOBODY } from '../store/repositories/auditTrail.ts';
import { storageFault } from '../store/storageFault.ts';

export type Phase = 'firstRun' | 'locked' | 'unlocked';

export interface Unlocked {
  readonly store: Store;
  readonly master: MasterKey;
  /** Who opened the app. */
  readonly therapist: Therapist;
  /** Whoever set the installation up: their passphrase is the one that the recovery code replaces. */
  readonly isInCharge: boolean;
}

export interface VaultDeps {
  readonly paths: DataPaths;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface Vault {
  phase(): Phase;
  unlocked(): Unlocked | null;
  waitMs(): number;
  setUp(person: Omit<Therapist, 'id'>, passphrase: string): Promise<Result<{ readonly recoveryCode: string }>>;
  unlock(passphrase: string): Promise<Result<Unlocked>>;
  unlockWithPin(pin: string): Promise<Result<Unlocked>>;
  pinState(): PinState;
  /** For this computer, by somebody who knows the passphrase. */
  setPin(passphrase: string, pin: string): Promise<Result<null>>;
  removePin(): Result<null>;
  /** With the recovery code; from then on the new passphrase is the one. */
  recover(recoveryCode: string, passphrase: string): Promise<Result<Unlocked>>;
  /** The passphrase of whoever opened the app again, for a signature; same back-off as an unlock. */
  confirm(passphrase: string): Promise<Result<null>>;
  /** The passphrase of whoever is in charge, at anybody's desk. */
  confirmInCharge(passphrase: string): Promise<Result<null>>;
  /** Those who may open the app beside whoever is in charge. */
  people(): readonly string[];
  letIn(personId: string, passphrase: string): Promise<Result<null>>;
  keepOut(personId: string): Result<null>;
  /** Of whoever is in charge. */
  changePassphrase(passphrase: string): Promise<Result<null>>;
  /** What stands under the next signatures of whoever opened the app. */
  renew(person: Therapist): void;
  lock(): void;
  /**
   * Writes a line of the audit trail: now, at the next unlock, or as soon as the disk takes it.
   * @param user who it was; otherwise whoever has the app open now, and nobody while it is locked, never the next opener
   */
  audit(event: string, subject: string | null, user?: string): void;
  /** Work on the store, now or at the next unlock. */
  whenUnlocked(work: (unlocked: Unlocked) => void): void;
}

export function createVault({ paths, keyring, now, newId }: VaultDeps): Vault {
  let current: Unlocked | null = null;
  const waiting: ((unlocked: Unlocked) => void)[] = [];
  /** Lines whose change is stored and that the disk refused: due before the next one. */
  const overdue: AuditEntry[] = [];

  function open(master: MasterKey, file: string): Result<Store> {
    const keys = { database: master.databaseKey(), audit: master.auditKey() };
    const store = openStore(file, keys);
    zeroKey(keys.database);
    return store;
  }

  function enter(unlocked: Unlocked): void {
    current = unlocked;
    // Taken off the list after it is done: what a full disk refuses now stays due.
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      next(unlocked);
      waiting.shift();
    }
  }

  /** What was done stays done when its line cannot be written now: told as failed, it would be done twice. */
  function writeOverdue(store: Store): void {
    try {
      for (let next = overdue[0]; next !== undefined; next = overdue[0]) {
        store.audit.append(next);
        overdue.shift();
      }
    } catch (error) {
      if (storageFault(error) === null) throw error;
    }
  }

  function enterWith({ master, failuresBefore, personId }: FreshUnlock, event: string): Result<Unlocked> {
    finishSetUp(paths);
    if (!existsSync(paths.database)) {
      master.forget();
      return fail('storage', 'The database store.db is missing. Put back a backup; no new one was made.', {
        at: 'store.db',
      });
    }
    if (statSync(paths.database).size === 0) {
      master.forget();
      return fail('storage', 'The database store.db is empty. Put back a backup; no new one was made.', {
        at: 'store.db',
      });
    }
    const store = open(master, paths.database);
    if (!store.ok) {
      master.forget();
      return store;
    }
    const { users } = store.value;
    const isInCharge = personId === null;
    const therapist = isInCharge ? users.first() : (users.present().find(({ id }) => id === personId) ?? null);
    if (therapist === null) {
      store.value.close();
      master.forget();
      // Left between two writes: the key file still lets them in, the book does not.
      if (!isInCharge) return fail('wrong_passphrase', 'This passphrase does not open the app any more.');
      return fail('storage', 'The database holds nobody who uses the app. Put back a backup.', { at: 'store.db' });
    }
    const opened: Unlocked = { store: store.value, master, therapist, isInCharge };
    enter(opened);
    if (failuresBefore > 0) vault.audit('unlock-refused', `${failuresBefore}-times`, NOBODY);
    vault.audit(event, therapist.id);
    return ok(opened);
  }

  async function proven(passphrase: string, personId: string | null): Promise<Result<null>> {
    const opened = await keyring.unlock(passphrase);
    if (!opened.ok) return opened;
    opened.value.master.forget();
    if (opened.value.personId === personId) return ok(null);
    return fail('wrong_passphrase', 'That is the passphrase of somebody else.', { retryable: true });
  }

  /** A passphrase that is taken opens the app: whoever named it may be guessing. */
  function noteTaken(personId: string, renewed: Result<null>): Result<null> {
    const isTaken = !renewed.ok && renewed.error.code === 'conflict' && renewed.error.at === 'passphrase';
    if (isTaken) vault.audit('new-passphrase-refused', personId);
    return renewed;
  }

  const vault: Vault = {
    phase: () => (current !== null ? 'unlocked' : keyring.isSetUp() ? 'locked' : 'firstRun'),
    unlocked: () => current,
    waitMs: () => (keyring.isSetUp() ? keyring.waitMs() : 0),

    async setUp(person, passphrase) {
      if (existsSync(paths.database)) {
        return fail('storage', 'There is a database here, but its key file bootstrap.json is missing. Put it back.', {
          at: 'bootstrap.json',
        });
      }
      // Left over from a set-up that broke off: nobody ever had its key.
      for (const ending of ['', '-wal', '-shm']) rmSync(paths.newDatabase + ending, { force: true });
      const fresh = await keyring.prepare(passphrase);
      const store = open(fresh.master, paths.newDatabase);
      if (!store.ok) return store;
      const therapist: Therapist = { id: newId(), ...person };
      store.value.users.add(therapist, now().toISOString());
      store.value.close();
      fresh.commit();
      finishSetUp(paths);
      const opened = open(fresh.master, paths.database);
      if (!opened.ok) return opened;
      enter({ store: opened.value, master: fresh.master, therapist, isInCharge: true });
      vault.audit('set-up', therapist.id);
      return ok({ recoveryCode: fresh.recoveryCode });
    },

    async unlock(passphrase) {
      if (!keyring.isSetUp()) return fail('conflict', 'OT Scribe is not set up yet.');
      if (current !== null) {
        // Open already: the passphrase is proven all the same, so that a wrong one never looks accepted.
        const proven = await vault.confirm(passphrase);
        if (!proven.ok) return proven;
        return current !== null ? ok(current) : lockedMeanwhile();
      }
      const opened = await keyring.unlock(passphrase);
      return opened.ok ? enterWith(opened.value, 'unlock') : opened;
    },

    pinState: keyring.pinState,
    removePin: keyring.removePin,

    async unlockWithPin(pin) {
      if (!keyring.isSetUp()) return fail('conflict', 'OT Scribe is not set up yet.');
      if (current !== null) return fail('conflict', 'OT Scribe is unlocked already.');
      const opened = await keyring.unlockWithPin(pin);
      return opened.ok ? enterWith(opened.value, 'unlock') : opened;
    },

    async setPin(passphrase, pin) {
      const proven = await keyring.unlock(passphrase);
      if (!proven.ok) return proven;
      if (proven.value.personId !== null) {
        proven.value.master.forget();
        return fail('wrong_passphrase', 'A PIN is set with the passphrase of whoever is in charge.');
      }
      try {
        return await keyring.setPin(proven.value.master, pin);
      } finally {
        proven.value.master.forget();
      }
    },

    async recover(recoveryCode, passphrase) {
      if (current !== null) return fail('conflict', 'OT Scribe is unlocked already.');
      if (!keyring.isSetUp()) return fail('conflict', 'OT Scribe is not set up yet.');
      const opened = await keyring.unlockWithRecoveryCode(recoveryCode);
      if (!opened.ok) return opened;
      const changed = await keyring.changePassphrase(opened.value.master, passphrase);
      if (changed.ok) return enterWith(opened.value, 'recovery-code-used');
      opened.value.master.forget();
      return changed;
    },

    async confirm(passphrase) {
      return proven(passphrase, current === null || current.isInCharge ? null : current.therapist.id);
    },
    confirmInCharge: (passphrase) => proven(passphrase, null),

    people: keyring.people,
    keepOut: keyring.keepOut,
    async letIn(personId, passphrase) {
      if (current === null) return lockedMeanwhile();
      return noteTaken(personId, await keyring.letIn(current.master, personId, passphrase));
    },
    async changePassphrase(passphrase) {
      if (current === null) return lockedMeanwhile();
      return noteTaken(current.therapist.id, await keyring.changePassphrase(current.master, passphrase));
    },
    renew(person) {
      if (current?.therapist.id === person.id) current = { ...current, therapist: person };
    },

    lock() {
      if (current === null) return;
      vault.audit('lock', current.therapist.id);
      const { store, master } = current;
      current = null;
      // The key first: whatever the database says to its closing.
      master.forget();
      store.close();
    },

    audit(event, subject, user = current?.therapist.id ?? NOBODY) {
      const at = now().toISOString();
      vault.whenUnlocked(({ store }) => {
        overdue.push({ at, user, event, subject });
        writeOverdue(store);
      });
    },

    whenUnlocked(work) {
      if (current === null) waiting.push(work);
      else work(current);
    },
  };
  return vault;
}

function lockedMeanwhile() {
  return fail('locked', 'OT Scribe was locked meanwhile. Try again.');
}

/** The key file is written before the database gets its name; a crash between the two is finished here. */
function finishSetUp(paths: DataPaths): void {
  if (!existsSync(paths.database) && existsSync(paths.newDatabase)) {
    renameSync(paths.newDatabase, paths.database);
    syncFolder(paths.root);
  }
}
