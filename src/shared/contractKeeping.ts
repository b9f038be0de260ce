/** Keeping and deleting: backups and their restoring, how long sound stays, deletion with its proof, a copy for the patient. */
import { z } from 'zod';
import { call } from './contractCall.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const nothing = z.strictObject({});
const folder = z.string().min(1, 'Enter a folder.').max(1000);
const backupName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.otsbackup$/, 'Choose a backup from the list.');

export const BACKUP_SUFFIX = '.otsbackup';

export interface BackupFile {
  /** Name of the file in its folder. */
  readonly name: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly withSound: boolean;
  /** Made by the app itself, after an unlock or before an update of the database. */
  readonly isAutomatic: boolean;
}

export interface BackupState {
  /** Absolute path of the folder backups are made in. */
  readonly folder: string;
  readonly isOwnFolder: boolean;
  /** The newest first; null when the folder cannot be read (a drive that is not plugged in). */
  readonly files: readonly BackupFile[] | null;
}

/** What a backup proved to hold when it was opened again. */
export interface BackupReport {
  readonly name: string;
  readonly createdAt: string;
  readonly patients: number;
  readonly sessions: number;
  readonly signedNotes: number;
  readonly soundFiles: number;
}

export const SOUND_DAYS_CHOICES = [0, 7, 30, 90] as const;

export interface RetentionState {
  /** Days the sound stays after the signature; null: until somebody deletes it. */
  readonly soundDays: number | null;
  readonly soundDaysChoices: readonly number[];
  /** Sound whose time is over and that was not deleted by itself, because the clock made an odd jump. */
  readonly due: readonly { readonly sessionId: string; readonly patientId: string; readonly dueOn: string }[];
  readonly holds: readonly LegalHold[];
}

export interface LegalHold {
  readonly patientId: string;
  readonly since: string;
  readonly reason: string;
}

export type DeletionReason = 'retention' | 'request' | 'consent-withdrawn' | 'not-in-backup';

/** A deletion as it stands on record for good. Holds ids, never names. */
export interface Deletion {
  readonly id: string;
  readonly at: string;
  readonly user: string;
  readonly kind: 'sound' | 'session' | 'patient';
  readonly subject: string;
  readonly patientId: string;
  readonly reason: DeletionReason;
  readonly files: number;
  readonly bytes: number;
  /** Over the sealed files, so that a copy that turns up can be told to be this one; its key is gone. */
  readonly sealedSha256: string;
}

export interface Deleted {
  readonly deletions: readonly Deletion[];
  /** Backups that were made before and still hold it. Those the app makes by itself are replaced at once. */
  readonly olderBackups: readonly BackupFile[];
}

/** What happens to the sound of a session: to be shown before recording and beside the note. */
export interface SoundKeeping {
  readonly state: 'none' | 'kept' | 'deleted';
  /** When it will be deleted by itself; null: not yet known, or never. */
  readonly dueOn: string | null;
  readonly deletion: Deletion | null;
  readonly isOnHold: boolean;
  readonly soundDays: number | null;
}

const secret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), text: z.string().min(1, 'Enter the passphrase.').max(256) }),
  z.strictObject({ kind: z.literal('recoveryCode'), text: z.string().min(1, 'Enter the recovery code.').max(80) }),
]);

export const keepingCalls = {
  'backup.state': call<BackupState>()({ in: nothing, needs: 'unlocked' }),
  /** null: the app's own folder. */
  'backup.setFolder': call<BackupState>()({
    in: z.strictObject({ folder: folder.nullable() }),
    needs: 'unlocked',
    audit: 'backup-folder-set',
  }),
  /** Makes an encrypted copy of everything, reads it back, and only then gives it its name. */
  'backup.make': call<BackupFile>()({
    in: z.strictObject({ withSound: z.boolean() }),
    needs: 'unlocked',
    audit: 'backup-made',
  }),
  /** The restore drill: opens a backup as a restore would, in a place of its own, and says what is in it. */
  'backup.check': call<BackupReport>()({
    in: z.strictObject({ name: backupName }),
    needs: 'unlocked',
    audit: 'backup-checked',
  }),
  /** Backups in any folder; also before the set-up, for a new computer. */
  'backup.find': call<readonly BackupFile[]>()({ in: z.strictObject({ folder }), needs: 'open' }),
  /** Puts a backup in place. What was here before is moved aside in the data folder, never deleted. */
  'backup.restore': call<BackupReport>()({
    in: z.strictObject({ folder, name: backupName, secret, confirm: z.literal('RESTORE') }),
    needs: 'open',
    audit: 'restored',
  }),

  'retention.state': call<RetentionState>()({ in: nothing, needs: 'unlocked' }),
  'retention.set': call<RetentionState>()({
    in: z.strictObject({ soundDays: z.literal(SOUND_DAYS_CHOICES).nullable() }),
    needs: 'unlocked',
    audit: 'retention-set',
  }),
  /** Deletes the sound that is due. */
  'retention.apply': call<Deleted>()({
    in: z.strictObject({ confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'retention-applied',
  }),
  'retention.hold': call<RetentionState>()({
    in: z.strictObject({ patientId: id, reason: z.string().trim().min(1, 'Give the reason.').max(300) }),
    needs: 'unlocked',
    audit: 'hold-set',
  }),
  'retention.release': call<RetentionState>()({
    in: z.strictObject({ patientId: id }),
    needs: 'unlocked',
    audit: 'hold-released',
  }),

  'sessions.keeping': call<SoundKeeping>()({ in: z.strictObject({ sessionId: id }), needs: 'unlocked' }),
  'sessions.deleteSound': call<Deleted>()({
    in: z.strictObject({ sessionId: id, confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'sound-delete-asked',
  }),
  /** The patient takes the consent back: the sound goes, a signed note stays and says so nowhere but here. */
  'sessions.withdraw': call<Deleted>()({
    in: z.strictObject({ sessionId: id, confirm: z.literal('WITHDRAW') }),
    needs: 'unlocked',
    audit: 'consent-withdrawn',
  }),
  /** A session without a signature, with everything that was found in it. */
  'sessions.delete': call<Deleted>()({
    in: z.strictObject({ sessionId: id, confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'session-delete-asked',
  }),
  /** A patient without signed notes. */
  'patients.delete': call<Deleted>()({
    in: z.strictObject({ patientId: id, confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'patient-delete-asked',
  }),
  /** Everything of one patient for the patient: as JSON, in the clear. */
  'patients.export': call<{ readonly fileName: string; readonly jsonBase64: string }>()({
    in: z.strictObject({ patientId: id }),
    needs: 'unlocked',
    audit: 'patient-exported',
  }),
  'deletions.list': call<readonly Deletion[]>()({ in: nothing, needs: 'unlocked' }),
} as const;
