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
  role: 'assistant' | 'student';
};
type WaitingRow = Row & { session_id: string; co_signer: string | null };

/** A contribution under a note that nobody co-signed yet. */
export interface WaitingContribution {
  readonly sessionId: string;
  readonly contribution: Contribution;
  /** null: any therapist. */
  readonly coSignerId: string | null;
}

export function contributionsIn(db: Db) {
  const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM contribution WHERE session_id = ?');
  const newest = db.prepare<[string], Row>(
    'SELECT * FROM contribution WHERE session_id = ? ORDER BY position DESC LIMIT 1',
  );
  const insert =
    db.prepare(`INSERT INTO contribution (session_id, position, user_id, minutes, entries_sha256, note_sha256,
    signed_by, credentials, licence, attestation, signed_at, time_zone, role, co_signer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const waiting = db.prepare<[], WaitingRow>(`SELECT contribution.* FROM contribution
    WHERE position = (SELECT max(position) FROM contribution AS other WHERE other.session_id = contribution.session_id)
      AND session_id NOT IN (SELECT session_id FROM signature) ORDER BY signed_at`);
  return {
    newest: (sessionId: string): Contribution | null => {
      const row = newest.get(sessionId);
      return row === undefined ? null : toContribution(row);
    },
    waiting: (): readonly WaitingContribution[] =>
      waiting.all().map((row) => ({
        ...{ sessionId: row.session_id, contribution: toContribution(row), coSignerId: row.co_signer },
      })),
    add: transaction(db, (sessionId: string, userId: string, signed: Contribution, coSignerId: string | null): void => {
      const { minutes, entriesSha256, noteSha256, by, credentials, licence, attestation, signedAt, timeZone } = signed;
      const said = [minutes, entriesSha256, noteSha256, by, credentials, licence, attestation, signedAt, timeZone];
      insert.run(sessionId, count.get(sessionId)?.n ?? 0, userId, ...said, signed.role ?? 'assistant', coSignerId);
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
    ...(row.role === 'student' ? { role: row.role } : {}),
  };
}
