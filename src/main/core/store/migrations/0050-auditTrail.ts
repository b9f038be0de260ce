/**
 * The audit trail: rows are added, never changed or taken away. `audit_head` holds the newest row's number and hash
 * under a keyed code, so that cutting rows off the end shows too.
 */
export const auditTrail = {
  version: 50,
  sql: `
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, user_id TEXT NOT NULL, event TEXT NOT NULL, subject TEXT,
      previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_by_subject ON audit (subject, sequence);

    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL, code TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
} as const;
