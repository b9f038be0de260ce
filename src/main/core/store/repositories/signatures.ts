/**
 * Signatures, chained: each takes in the chain value of the one before, so that a signed note can neither be altered
 * nor dropped without the next one showing it.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonicalJson.ts';
import type { ChargeLine } from '../../../../shared/domain/billing.ts';
import type { Signature } from '../../../../shared/domain/note.ts';
import { noteSha256 } from '../../export/noteHash.ts';
import { readSigned } from '../../session/canonicalRecord.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = {
  session_id: string;
  sequence: number | null;
  signed_by: string;
  credentials: string;
  licence: string | null;
  attestation: string;
  signed_at: string;
  time_zone: string;
  note_sha256: string;
  canonical: string;
  previous: string;
  chain: string;
};

export interface SignedRecord {
  readonly sessionId: string;
  readonly signature: Signature;
  /** The canonical text that was hashed, as it stood at the signature. */
  readonly canonical: string;
}

export interface SignatureLink {
  /** null: a sample's, outside the chain. */
  readonly sequence: number | null;
  readonly previous: string;
  readonly chain: string;
  /** Over the canonical text of the whole record as it stood at the signature. */
  readonly recordSha256: string;
}

const START = 'ot-scribe signatures';

export function signaturesIn(db: Db) {
  const insert = db.prepare(`INSERT INTO signature (session_id, sequence, signed_by, credentials, licence, attestation,
    signed_at, time_zone, note_sha256, canonical, previous, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const one = db.prepare<[string], Row>('SELECT * FROM signature WHERE session_id = ?');
  const last = db.prepare<[], { sequence: number; chain: string }>(
    'SELECT sequence, chain FROM signature WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1',
  );
  const all = db.prepare<[], Row>('SELECT * FROM signature ORDER BY sequence IS NULL, sequence');
  const addCharge = db.prepare(
    `INSERT INTO charge_line (session_id, position, code, minutes, units, modifiers, timed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const markSigned = db.prepare<[string]>("UPDATE session SET state = 'signed' WHERE id = ?");
  const dropSample = db.prepare<[string]>('DELETE FROM signature WHERE session_id = ?');

  return {
    get: (sessionId: string): SignedRecord | null => {
      const row = one.get(sessionId);
      return row === undefined ? null : toSigned(row);
    },
    /** Where a signature stands in the chain; null when the session is not signed. */
    link: (sessionId: string): SignatureLink | null => {
      const row = one.get(sessionId);
      if (row === undefined) return null;
      const { sequence, previous, chain, canonical } = row;
      return { sequence, previous, chain, recordSha256: createHash('sha256').update(canonical).digest('hex') };
    },
    /** Charges and state first: from the signature row on, the record refuses every change. */
    add: transaction(db, (signed: SignedRecord, charges: readonly ChargeLine[], isSample: boolean) => {
      charges.forEach((line, position) => {
        const { code, minutes, units, timed } = line;
        addCharge.run(signed.sessionId, position, code, minutes, units, JSON.stringify(line.modifiers), timed ? 1 : 0);
      });
      markSigned.run(signed.sessionId);
      const before = isSample ? undefined : last.get();
      const sequence = isSample ? null : (before?.sequence ?? 0) + 1;
      const previous = before?.chain ?? START;
      const { by, credentials, licence, attestation, signedAt, timeZone, noteSha256 } = signed.signature;
      const said = [by, credentials, licence, attestation, signedAt, timeZone, noteSha256];
      const chain = chainValue(previous, signed);
      insert.run(signed.sessionId, sequence, ...said, signed.canonical, previous, chain);
    }),
    removeSample: (sessionId: string) => void dropSample.run(sessionId),
    /** Every signature in its order, with what it takes in and gives on; the sample's stand outside. */
    links: () =>
      all
        .all()
        .filter(({ sequence }) => sequence !== null)
        .map((row) => ({
          ...{ sequence: row.sequence, sessionId: row.session_id, signature: toSignature(row) },
          ...{ canonical: row.canonical, previous: row.previous, chain: row.chain },
        })),
    /** The first session whose signature does not follow from what stands before it, or null. */
    firstBroken: (): string | null => {
      let previous = START;
      for (const row of all.all()) {
        const expected = row.sequence === null ? START : previous;
        const fits = row.previous === expected && row.chain === chainValue(expected, toSigned(row));
        if (!fits || noteSha256(readSigned(row.canonical).record) !== row.note_sha256) return row.session_id;
        if (row.sequence !== null) previous = row.chain;
      }
      return null;
    },
  };
}

function chainValue(previous: string, { sessionId, signature, canonical }: SignedRecord): string {
  const recordSha256 = createHash('sha256').update(canonical).digest('hex');
  return createHash('sha256').update(canonicalJson({ previous, sessionId, signature, recordSha256 })).digest('hex');
}

function toSigned(row: Row): SignedRecord {
  return { sessionId: row.session_id, signature: toSignature(row), canonical: row.canonical };
}

function toSignature(row: Row): Signature {
  return {
    by: row.signed_by,
    credentials: row.credentials,
    licence: row.licence,
    attestation: row.attestation,
    signedAt: row.signed_at,
    timeZone: row.time_zone,
    noteSha256: row.note_sha256,
  };
}
