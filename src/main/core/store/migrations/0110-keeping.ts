/**
 * What was deleted, by whom and why: one row per deletion, never changed, named by the hash of its content. The audit
 * trail names the row, so that a deletion cannot be taken back or made up. And patients whose record must stay.
 */
export const keeping = {
  version: 110,
  sql: `
    CREATE TABLE deletion (
      id TEXT PRIMARY KEY, at TEXT NOT NULL, user_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sound', 'session', 'patient')), subject TEXT NOT NULL, patient_id TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('retention', 'request', 'consent-withdrawn', 'not-in-backup')),
      files INTEGER NOT NULL, bytes INTEGER NOT NULL, sealed_sha256 TEXT NOT NULL
    ) STRICT;
    CREATE INDEX deletion_of_subject ON deletion (subject);
    CREATE TRIGGER deletion_is_final BEFORE UPDATE ON deletion
      BEGIN SELECT RAISE(ABORT, 'a deletion stays on record'); END;
    CREATE TRIGGER deletion_stays BEFORE DELETE ON deletion
      BEGIN SELECT RAISE(ABORT, 'a deletion stays on record'); END;

    CREATE TABLE legal_hold (
      patient_id TEXT PRIMARY KEY REFERENCES patient, since TEXT NOT NULL, user_id TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT;
  `,
} as const;
