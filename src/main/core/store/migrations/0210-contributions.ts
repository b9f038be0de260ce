/**
 * Colleagues who sign at this installation, each with a passphrase of their own that opens nothing; and what an assistant
 * contributed to a note, signed before the therapist signs. Contributions are added, never changed.
 */
import { guard } from './0060-signedIsFinal.ts';

export const contributions = {
  version: 210,
  sql: `
    CREATE TABLE signer_secret (
      user_id TEXT PRIMARY KEY REFERENCES user, salt BLOB NOT NULL, proof BLOB NOT NULL,
      memory_kib INTEGER NOT NULL, passes INTEGER NOT NULL, lanes INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE contribution (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL,
      user_id TEXT NOT NULL REFERENCES user, minutes REAL NOT NULL, entries_sha256 TEXT NOT NULL,
      note_sha256 TEXT NOT NULL, signed_by TEXT NOT NULL, credentials TEXT NOT NULL, licence TEXT,
      attestation TEXT NOT NULL, signed_at TEXT NOT NULL, time_zone TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT;
    ${guard('contribution')}
    CREATE TRIGGER contribution_is_final BEFORE UPDATE ON contribution
      BEGIN SELECT RAISE(ABORT, 'a contribution is read-only'); END;
  `,
} as const;
