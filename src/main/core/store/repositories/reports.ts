/** Reports of a patient: the draft with what it was prefilled with, and the signatures, each taking in the one before. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonicalJson.ts';
import type { CarriedValue, ReportDraft } from '../../../../shared/contractReports.ts';
import type { DocumentType, Intake } from '../../../../shared/domain/intake.ts';
import type { Signature } from '../../../../shared/domain/note.ts';
import { type Db, transaction } from '../openDatabase.ts';

export interface StoredReport {
  readonly id: string;
  readonly patientId: string;
  readonly document: DocumentType;
  /** The day it was begun. */
  readonly begunOn: string;
  readonly draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
  readonly previous: { readonly reportId: string; readonly content: NonNullable<Intake['previous']> } | null;
  readonly revision: number;
  readonly savedAt: string;
}

export interface SignedReport {
  readonly reportId: string;
  readonly signature: Signature;
  /** The canonical text that was hashed, as it stood at the signature. */
  readonly canonical: string;
}

type Row = {
  id: string;
  patient_id: string;
  user_id: string;
  document: DocumentType;
  begun_on: string;
  draft: string;
  carried: string;
  previous: string | null;
  revision: number;
  saved_at: string;
};
type SignatureRow = {
  report_id: string;
  sequence: number | null;
  signed_by: string;
  credentials: string;
  licence: string | null;
  attestation: string;
  signed_at: string;
  time_zone: string;
  sha256: string;
  canonical: string;
  previous: string;
  chain: string;
};

const START = 'ot-scribe report signatures';

export function reportsIn(db: Db) {
  const insert = db.prepare('INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const one = db.prepare<[string], Row>('SELECT * FROM report WHERE id = ?');
  const ofPatient = db.prepare<[string], Row>('SELECT * FROM report WHERE patient_id = ? ORDER BY saved_at DESC, id');
  const update = db.prepare<[string, string, string, number]>(
    'UPDATE report SET draft = ?, revision = revision + 1, saved_at = ? WHERE id = ? AND revision = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM report WHERE id = ?');
  const signature = db.prepare<[string], SignatureRow>('SELECT * FROM report_signature WHERE report_id = ?');
  const signatures = db.prepare<[], SignatureRow>('SELECT * FROM report_signature ORDER BY sequence IS NULL, sequence');
  const last = db.prepare<[], { sequence: number; chain: string }>(
    'SELECT sequence, chain FROM report_signature WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1',
  );
  const insertSignature = db.prepare('INSERT INTO report_signature VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const dropSignature = db.prepare<[string]>('DELETE FROM report_signature WHERE report_id = ?');

  return {
    add: (report: StoredReport, userId: string): void => {
      const { id, patientId, document, begunOn, draft, carried, previous, revision, savedAt } = report;
      const content = [JSON.stringify(draft), JSON.stringify(carried), previous && JSON.stringify(previous)];
      insert.run(id, patientId, userId, document, begunOn, ...content, revision, savedAt);
    },
    get: (id: string): StoredReport | null => {
      const row = one.get(id);
      return row === undefined ? null : toReport(row);
    },
    /** The last saved first. */
    ofPatient: (patientId: string): readonly StoredReport[] => ofPatient.all(patientId).map(toReport),
    /** false: the report is not at this revision any more. */
    save: (id: string, revision: number, draft: ReportDraft, at: string): boolean =>
      update.run(JSON.stringify(draft), at, id, revision).changes > 0,
    /** Of a draft; a signed report refuses. */
    remove: (id: string): void => void remove.run(id),
    signed: (id: string): SignedReport | null => {
      const row = signature.get(id);
      return row === undefined ? null : toSigned(row);
    },
    sign: transaction(db, (signed: SignedReport, isSample: boolean): void => {
      const before = isSample ? undefined : last.get();
      const sequence = isSample ? null : (before?.sequence ?? 0) + 1;
      const previous = before?.chain ?? START;
      const { by, credentials, licence, attestation, signedAt, timeZone, noteSha256 } = signed.signature;
      const said = [by, credentials, licence, attestation, signedAt, timeZone, noteSha256];
      const chain = chainValue(previous, signed);
      insertSignature.run(signed.reportId, sequence, ...said, signed.canonical, previous, chain);
    }),
    hasSigned: (patientId: string): boolean =>
      ofPatient.all(patientId).some(({ id }) => signature.get(id) !== undefined),
    /** With the patient they are about. */
    removeDrafts: transaction(db, (patientId: string): void => {
      for (const { id } of ofPatient.all(patientId)) remove.run(id);
    }),
    removeSample: transaction(db, (patientId: string): void => {
      for (const { id } of ofPatient.all(patientId)) {
        dropSignature.run(id);
        remove.run(id);
      }
    }),
    /** The first report whose signature does not follow from what stands before it, or null. */
    firstBroken: (): string | null => {
      let previous = START;
      for (const row of signatures.all()) {
        const expected = row.sequence === null ? START : previous;
        const fits = row.previous === expected && row.chain === chainValue(expected, toSigned(row));
        if (!fits || sha256(row.canonical) !== row.sha256) return row.report_id;
        if (row.sequence !== null) previous = row.chain;
      }
      return null;
    },
  };
}

/** What stands under a signed report as its hash. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function chainValue(previous: string, { reportId, signature, canonical }: SignedReport): string {
  return sha256(canonicalJson({ previous, reportId, signature, reportSha256: sha256(canonical) }));
}

function toReport(row: Row): StoredReport {
  return {
    id: row.id,
    patientId: row.patient_id,
    document: row.document,
    begunOn: row.begun_on,
    draft: JSON.parse(row.draft) as ReportDraft,
    carried: JSON.parse(row.carried) as StoredReport['carried'],
    previous: row.previous === null ? null : (JSON.parse(row.previous) as StoredReport['previous']),
    revision: row.revision,
    savedAt: row.saved_at,
  };
}

function toSigned(row: SignatureRow): SignedReport {
  return {
    reportId: row.report_id,
    canonical: row.canonical,
    signature: {
      by: row.signed_by,
      credentials: row.credentials,
      licence: row.licence,
      attestation: row.attestation,
      signedAt: row.signed_at,
      timeZone: row.time_zone,
      noteSha256: row.sha256,
    },
  };
}
