/** What was deleted: rows are added, never changed, and each is named by the hash of what it says. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonicalJson.ts';
import type { Deletion } from '../../../../shared/contractKeeping.ts';
import type { Db } from '../openDatabase.ts';

type Row = Omit<Deletion, 'user' | 'patientId' | 'sealedSha256'> & {
  user_id: string;
  patient_id: string;
  sealed_sha256: string;
};

export function deletionsIn(db: Db) {
  const insert = db.prepare(`INSERT INTO deletion
    (id, at, user_id, kind, subject, patient_id, reason, files, bytes, sealed_sha256)
    VALUES (@id, @at, @user, @kind, @subject, @patientId, @reason, @files, @bytes, @sealedSha256)`);
  const all = db.prepare<[], Row>('SELECT * FROM deletion ORDER BY at, rowid');
  const soundOf = db.prepare<[string], Row>(
    "SELECT * FROM deletion WHERE kind = 'sound' AND subject = ? ORDER BY at DESC LIMIT 1",
  );
  const audited = db.prepare<[string], { found: number }>(
    "SELECT count(*) AS found FROM audit WHERE subject = ? AND event LIKE 'deleted-%'",
  );
  return {
    /** @returns the row with the name it got */
    add: (said: Omit<Deletion, 'id'>): Deletion => {
      const row = { ...said, id: nameOf(said) };
      insert.run(row);
      return row;
    },
    all: (): readonly Deletion[] => all.all().map(toDeletion),
    ofSound: (sessionId: string): Deletion | null => {
      const row = soundOf.get(sessionId);
      return row === undefined ? null : toDeletion(row);
    },
    /** The first row that says something else than when it was written, or that the audit trail does not know. */
    firstBroken: (): string | null =>
      all
        .all()
        .map(toDeletion)
        .find(({ id, ...said }) => id !== nameOf(said) || audited.get(id)?.found !== 1)?.id ?? null,
  };
}

function nameOf(said: Omit<Deletion, 'id'>): string {
  return createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, 32);
}

function toDeletion({ user_id: user, patient_id: patientId, sealed_sha256: sealedSha256, ...row }: Row): Deletion {
  const { id, at, kind, subject, reason, files, bytes } = row;
  return { id, at, user, kind, subject, patientId, reason, files, bytes, sealedSha256 };
}
