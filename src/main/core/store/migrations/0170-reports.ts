/**
 * Reports that span sessions, as they are being filled in, and their signatures: chained like those of notes, and from
 * the signature on the report refuses every change. The sample is nobody's record and may be removed whole.
 */
const isSigned = 'EXISTS (SELECT 1 FROM report_signature WHERE report_id = OLD.id)';
const isReal = (patient: string) => `NOT EXISTS (SELECT 1 FROM patient WHERE id = ${patient} AND is_sample = 1)`;
const refuse = `BEGIN SELECT RAISE(ABORT, 'a signed report is read-only'); END;`;

export const reports = {
  version: 170,
  sql: `
    CREATE TABLE report (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient, user_id TEXT NOT NULL REFERENCES user,
      document TEXT NOT NULL CHECK (document IN ('progress', 'plan', 'discharge', 'home')),
      begun_on TEXT NOT NULL, draft TEXT NOT NULL, carried TEXT NOT NULL, previous TEXT,
      revision INTEGER NOT NULL, saved_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX report_of_patient ON report (patient_id, saved_at);

    -- A sample's signature stands outside the chain, so the sample can be removed.
    CREATE TABLE report_signature (
      report_id TEXT PRIMARY KEY REFERENCES report, sequence INTEGER UNIQUE,
      signed_by TEXT NOT NULL, credentials TEXT NOT NULL, licence TEXT, attestation TEXT NOT NULL,
      signed_at TEXT NOT NULL, time_zone TEXT NOT NULL, sha256 TEXT NOT NULL, canonical TEXT NOT NULL,
      previous TEXT NOT NULL, chain TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER report_signed_update BEFORE UPDATE ON report WHEN ${isSigned} ${refuse}
    CREATE TRIGGER report_signed_delete BEFORE DELETE ON report WHEN ${isSigned} ${refuse}
    CREATE TRIGGER report_signature_is_final BEFORE UPDATE ON report_signature ${refuse}
    CREATE TRIGGER report_signature_stays BEFORE DELETE ON report_signature
      WHEN ${isReal('(SELECT patient_id FROM report WHERE id = OLD.report_id)')} ${refuse}
  `,
} as const;
