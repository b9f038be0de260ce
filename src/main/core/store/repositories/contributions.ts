/** What assistants signed for their part of a note; the newest counts, the others stay on record. */
import type { Contribution } from '../../../../shared/domain/note.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = {
  minutes: number;
  entries_sha256: string;
  note_sha256: string;
  signed_by: string;
  credentials: string;
  licence: string | null;
  attestation: string;
  signed_at: string;
  time_zone: string;
};

export function contributionsIn(db: Db) {
  const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM contribution WHERE session_id = ?');
  const newest = db.prepare<[string], Row>(
    'SELECT * FROM contribution WHERE session_id = ? ORDER BY position DESC LIMIT 1',
  );
  const insert =
    db.prepare(`INSERT INTO contribution (session_id, position, user_id, minutes, entries_sha256, note_sha256,
    signed_by, credentials, licence, attestation, signed_at, time_zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    newest: (sessionId: string): Contribution | null => {
      const row = newest.get(sessionId);
      return row === undefined ? null : toContribution(row);
    },
    add: transaction(db, (sessionId: string, userId: string, signed: Contribution): void => {
      const { minutes, entriesSha256, noteSha256, by, credentials, licence, attestation, signedAt, timeZone } = signed;
      const said = [minutes, entriesSha256, noteSha256, by, credentials, licence, attestation, signedAt, timeZone];
      insert.run(sessionId, count.get(sessionId)?.n ?? 0, userId, ...said);
    }),
  };
}

function toContribution(row: Row): Contribution {
  return {
    minutes: row.minutes,
    entriesSha256: row.entries_sha256,
    noteSha256: row.note_sha256,
    by: row.signed_by,
    credentials: row.credentials,
    licence: row.licence,
    attestation: row.attestation,
    signedAt: row.signed_at,
    timeZone: row.time_zone,
  };
}
