/** Backups, retention and deletions in the core in memory. */
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import {
  type BackupFile,
  type Deletion,
  type LegalHold,
  type RetentionState,
  SOUND_DAYS_CHOICES,
} from '../../../src/shared/contractKeeping.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOW } from './fakeWorld.ts';

type KeepingCall = Extract<
  CallName,
  | `backup.${string}`
  | `retention.${string}`
  | 'sessions.keeping'
  | 'sessions.deleteSound'
  | 'sessions.withdraw'
  | 'sessions.delete'
  | 'patients.delete'
  | 'patients.export'
  | 'deletions.list'
>;
type Handlers = { [N in KeepingCall]: (body: CallInput<N>) => Result<unknown> };

export function keepingHandlers(): Handlers {
  const own = '/home/dana/ot-scribe/backups';
  let folder = own;
  let soundDays: number | null = 7;
  let holds: LegalHold[] = [];
  const files: BackupFile[] = [];
  const deletions: Deletion[] = [];
  const backups = () => ok({ folder, isOwnFolder: folder === own, files });
  const retention = (): RetentionState => ({ soundDays, soundDaysChoices: SOUND_DAYS_CHOICES, due: [], holds });
  const report = (name: string) => ({ name, createdAt: NOW, patients: 1, sessions: 1, signedNotes: 0, soundFiles: 2 });
  const deleted = (kind: Deletion['kind'], subject: string, reason: Deletion['reason']) => {
    const id = `d${deletions.length}`;
    const said = { id, at: NOW, user: 'u1', kind, subject, patientId: 'p1', reason };
    deletions.push({ ...said, files: 1, bytes: 1000, sealedSha256: '0'.repeat(64) });
    return ok({ deletions: deletions.slice(-1), olderBackups: files });
  };
  return {
    'backup.state': backups,
    'backup.setFolder': (asked) => {
      folder = asked.folder ?? own;
      return backups();
    },
    'backup.make': ({ withSound }) => {
      const name = `ot-scribe-20260302-15050${files.length}.otsbackup`;
      const made = { name, createdAt: NOW, bytes: 2_000_000, withSound, isAutomatic: false };
      files.unshift(made);
      return ok(made);
    },
    'backup.check': ({ name }) => ok(report(name)),
    'backup.find': () => ok(files),
    'backup.restore': ({ name, secret }) =>
      secret.text === 'wrong' ? fail('wrong_passphrase', 'That is not the passphrase.') : ok(report(name)),
    'retention.state': () => ok(retention()),
    'retention.set': (asked) => {
      soundDays = asked.soundDays;
      return ok(retention());
    },
    'retention.apply': () => ok({ deletions: [], olderBackups: files }),
    'retention.hold': ({ patientId, reason }) => {
      holds = [...holds, { patientId, since: NOW, reason }];
      return ok(retention());
    },
    'retention.release': ({ patientId }) => {
      holds = holds.filter((hold) => hold.patientId !== patientId);
      return ok(retention());
    },
    'sessions.keeping': ({ sessionId }) => {
      const deletion = deletions.find(({ subject }) => subject === sessionId) ?? null;
      return ok({ state: deletion ? 'deleted' : 'kept', dueOn: null, deletion, isOnHold: false, soundDays });
    },
    'sessions.deleteSound': ({ sessionId }) => deleted('sound', sessionId, 'request'),
    'sessions.withdraw': ({ sessionId }) => deleted('sound', sessionId, 'consent-withdrawn'),
    'sessions.delete': ({ sessionId }) => deleted('session', sessionId, 'request'),
    'patients.delete': ({ patientId }) => deleted('patient', patientId, 'request'),
    'patients.export': ({ patientId }) => ok({ fileName: `record-${patientId}.json`, jsonBase64: btoa('{}') }),
    'deletions.list': () => ok(deletions),
  };
}
