/**
 * Deletion that can be proven. The key goes first, in one transaction with the row that says so and the line of the
 * audit trail that names the row; the files after it. A deletion that is cut off is finished at the next unlock.
 * A signed note is never deleted here, and nothing of a patient on hold.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Deleted, Deletion, DeletionReason } from '../../../shared/contractKeeping.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BackupShelf } from '../backup/backupShelf.ts';
import { fingerprint } from '../backup/soundFiles.ts';
import { removeQuietly } from '../security/remove.ts';
import type { SessionSounds } from './sessionSounds.ts';
import type { Unlocked } from './vault.ts';

export interface Erasure {
  sound(unlocked: Unlocked, sessionIds: readonly string[], reason: DeletionReason): Promise<Result<Deleted>>;
  session(unlocked: Unlocked, sessionId: string): Promise<Result<Deleted>>;
  patient(unlocked: Unlocked, patientId: string): Promise<Result<Deleted>>;
  /** Removes files whose key is gone; for a deletion that was cut off. */
  finish(unlocked: Unlocked): void;
}

export interface ErasureDeps {
  readonly sessionsFolder: string;
  readonly sounds: Pick<SessionSounds, 'remove'>;
  readonly backups: Pick<BackupShelf, 'forgetOlder'>;
  readonly now: () => Date;
  /** The session that is being recorded, if any. */
  readonly recordingSession: () => string | null;
}

const BUSY: readonly SessionHeader['state'][] = ['recording', 'paused', 'processing'];

export function createErasure({ sessionsFolder, sounds, backups, now, recordingSession }: ErasureDeps): Erasure {
  function deletable({ store }: Unlocked, session: SessionHeader | null): Result<SessionHeader> {
    if (session === null) return fail('not_found', 'This session does not exist any more.');
    if (BUSY.includes(session.state) || recordingSession() === session.id) {
      return fail('conflict', 'This session is in use. Stop the recording, or wait for the note, then try again.');
    }
    if (store.holds.isOn(session.patientId)) {
      return fail('blocked', 'This patient is on legal hold: nothing may be deleted. Release the hold first.');
    }
    return ok(session);
  }

  async function describe(
    { therapist }: Unlocked,
    session: Pick<SessionHeader, 'id' | 'patientId'>,
    kind: Deletion['kind'],
    reason: DeletionReason,
  ): Promise<Omit<Deletion, 'id'>> {
    const found = await fingerprint(join(sessionsFolder, session.id));
    return {
      ...{ at: now().toISOString(), user: therapist.id, kind, subject: session.id },
      ...{ patientId: session.patientId, reason, ...found },
    };
  }

  /** To be called inside the transaction that removes what the row speaks of. */
  function putOnRecord({ store, therapist }: Unlocked, said: Omit<Deletion, 'id'>): Deletion {
    const row = store.deletions.add(said);
    store.audit.append({ at: said.at, user: therapist.id, event: `deleted-${said.kind}`, subject: row.id });
    return row;
  }

  async function close(unlocked: Unlocked, deletions: readonly Deletion[]): Promise<Result<Deleted>> {
    unlocked.store.flushDeleted();
    for (const { kind, subject } of deletions) if (kind !== 'patient') sounds.remove(subject);
    const olderBackups = deletions.length === 0 ? [] : await backups.forgetOlder(unlocked);
    return ok({ deletions, olderBackups });
  }

  /** The session's rows and key, as one deletion. */
  function takeOut(unlocked: Unlocked, said: Omit<Deletion, 'id'>): Deletion {
    unlocked.store.sessions.dropKey(said.subject);
    unlocked.store.sessions.remove(said.subject);
    return putOnRecord(unlocked, said);
  }

  return {
    async sound(unlocked, sessionIds, reason) {
      const { store } = unlocked;
      const wanted: Omit<Deletion, 'id'>[] = [];
      for (const id of sessionIds) {
        const session = deletable(unlocked, store.sessions.get(id));
        if (!session.ok) return session;
        if (store.sessions.wrappedKey(id) === null) continue;
        wanted.push(await describe(unlocked, session.value, 'sound', reason));
      }
      const deletions = store.atomically(() =>
        wanted.map((said) => {
          store.sessions.dropKey(said.subject);
          return putOnRecord(unlocked, said);
        }),
      );
      return close(unlocked, deletions);
    },

    async session(unlocked, sessionId) {
      const { store } = unlocked;
      const session = deletable(unlocked, store.sessions.get(sessionId));
      if (!session.ok) return session;
      if (session.value.state === 'signed') return fail('blocked', SIGNED);
      const said = await describe(unlocked, session.value, 'session', 'request');
      return close(unlocked, [store.atomically(() => takeOut(unlocked, said))]);
    },

    async patient(unlocked, patientId) {
      const { store } = unlocked;
      const patient = store.patients.get(patientId);
      if (patient === null) return fail('not_found', 'This patient does not exist any more.');
      const sessions = store.sessions.ofPatient(patientId);
      if (sessions.some(({ state }) => state === 'signed')) return fail('blocked', SIGNED);
      if (store.reports.hasSigned(patientId)) return fail('blocked', SIGNED_REPORT);
      if (store.holds.isOn(patientId)) {
        return fail('blocked', 'This patient is on legal hold: nothing may be deleted. Release the hold first.');
      }
      const wanted: Omit<Deletion, 'id'>[] = [];
      for (const each of sessions) {
        const session = deletable(unlocked, each);
        if (!session.ok) return session;
        wanted.push(await describe(unlocked, session.value, 'session', 'request'));
      }
      const whole = await describe(unlocked, { id: patientId, patientId }, 'patient', 'request');
      const deletions = store.atomically(() => {
        const parts = wanted.map((said) => takeOut(unlocked, said));
        store.reports.removeDrafts(patientId);
        store.patients.remove(patientId);
        return [...parts, putOnRecord(unlocked, whole)];
      });
      return close(unlocked, deletions);
    },

    finish({ store }) {
      for (const { kind, subject } of store.deletions.all()) {
        const isGone = kind === 'session' || (kind === 'sound' && store.sessions.wrappedKey(subject) === null);
        if (isGone && existsSync(join(sessionsFolder, subject))) {
          removeQuietly(join(sessionsFolder, subject));
        }
      }
    },
  };
}

const SIGNED_REPORT = 'A signed report is part of the medical record and stays.';
const SIGNED = 'A signed note is part of the medical record and stays. Its sound can be deleted.';
