/**
 * Who did what, when: append-only, each row hashed together with the one before. The newest row's number and hash
 * stand under a keyed code, so a trail cut off at the end is found as well. Ids only, no patient words.
 */
import { createHash, createHmac } from 'node:crypto';
import type { AuditReport, AuditRow } from '../../../../shared/contract.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = AuditRow & { readonly previous: string; readonly hash: string };
export type AuditEntry = Omit<AuditRow, 'sequence'>;

/** Who it was where nobody had proven who they are, as while the app is locked. */
export const NOBODY = 'nobody';

const START = 'ot-scribe audit';
const COLUMNS = 'sequence, at, user_id AS user, event, subject, previous, hash';

export type AuditVerdict =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly firstBadSequence: number };

export function auditTrailIn(db: Db, key: Uint8Array) {
  const last = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM audit ORDER BY sequence DESC LIMIT 1`);
  const insert = db.prepare(
    'INSERT INTO audit (sequence, at, user_id, event, subject, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setHead = db.prepare(`INSERT INTO audit_head (id, sequence, code) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, code = excluded.code`);
  const head = db.prepare<[], { sequence: number; code: string }>('SELECT sequence, code FROM audit_head');
  const newest = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM audit ORDER BY sequence DESC LIMIT ?`);
  const about = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM audit WHERE subject = ? ORDER BY sequence DESC LIMIT ?`,
  );
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM audit ORDER BY sequence`);
  const counts = db.prepare<[string, string], AuditReport['counts'][number]>(
    `SELECT event, user_id AS user, count(*) AS count FROM audit WHERE at >= ? AND at < ?
     GROUP BY event, user_id ORDER BY count DESC, event`,
  );
  const headCode = (sequence: number, hash: string) =>
    createHmac('sha256', key).update(`${sequence}:${hash}`).digest('hex');

  return {
    append: transaction(db, (entry: AuditEntry) => {
      const before = last.get();
      const sequence = (before?.sequence ?? 0) + 1;
      const previous = before?.hash ?? START;
      const hash = rowHash(previous, { sequence, ...entry });
      insert.run(sequence, entry.at, entry.user, entry.event, entry.subject, previous, hash);
      setHead.run(sequence, headCode(sequence, hash));
    }),
    newest: (limit: number): readonly AuditRow[] =>
      newest.all(limit).map(({ previous: _previous, hash: _hash, ...row }) => row),
    /** How often each event in a period, by user; the moments are ISO texts, the last one not included. */
    counts: (from: string, before: string): AuditReport['counts'] => counts.all(from, before),
    /** Newest first. */
    about: (subject: string, limit: number): readonly AuditRow[] =>
      about.all(subject, limit).map(({ previous: _previous, hash: _hash, ...row }) => row),
    verify: (): AuditVerdict => {
      let previous = START;
      let expected = 1;
      for (const row of all.iterate()) {
        const fits = row.sequence === expected && row.previous === previous && row.hash === rowHash(previous, row);
        if (!fits) return { ok: false, firstBadSequence: expected };
        previous = row.hash;
        expected++;
      }
      const rows = expected - 1;
      const anchor = head.get();
      if (rows === 0 && anchor === undefined) return { ok: true, rows };
      const whole = anchor?.sequence === rows && anchor.code === headCode(rows, previous);
      return whole ? { ok: true, rows } : { ok: false, firstBadSequence: expected };
    },
  };
}

function rowHash(previous: string, row: AuditRow): string {
  const content = [previous, row.sequence, row.at, row.user, row.event, row.subject];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
