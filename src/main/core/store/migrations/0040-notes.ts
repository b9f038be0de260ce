/** The draft as first generated, the edits over it, what was listened to, and the signature. */
export const notes = {
  version: 40,
  sql: `
    CREATE TABLE note (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, type TEXT NOT NULL,
      questions TEXT NOT NULL, left_out TEXT NOT NULL, issues TEXT NOT NULL, charges TEXT NOT NULL, stamp TEXT NOT NULL
    ) STRICT;

    CREATE TABLE note_section (
      session_id TEXT NOT NULL REFERENCES note ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
      heading TEXT NOT NULL, PRIMARY KEY (session_id, id)
    ) STRICT;

    CREATE TABLE statement (
      session_id TEXT NOT NULL, id TEXT NOT NULL, section_id TEXT NOT NULL, position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('heard', 'timed', 'typed', 'record', 'standard')),
      text TEXT NOT NULL, fact_ids TEXT NOT NULL, anchors TEXT NOT NULL,
      PRIMARY KEY (session_id, id),
      FOREIGN KEY (session_id, section_id) REFERENCES note_section ON DELETE CASCADE
    ) STRICT;

    CREATE TABLE statement_evidence (
      session_id TEXT NOT NULL, statement_id TEXT NOT NULL, position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('spoken', 'heard', 'rule', 'entered')),
      utterance_id TEXT, start_ms INTEGER, end_ms INTEGER, rule_id TEXT, body TEXT NOT NULL,
      PRIMARY KEY (session_id, statement_id, position),
      FOREIGN KEY (session_id, statement_id) REFERENCES statement ON DELETE CASCADE
    ) STRICT;

    -- Everything a therapist changed, in order. Undo marks a row, it does not take it away.
    CREATE TABLE edit (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL,
      body TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES user, at TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('done', 'undone', 'replaced')),
      PRIMARY KEY (session_id, position)
    ) STRICT;

    CREATE TABLE review (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, revision INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE played (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, subject_id TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (session_id, subject_id)
    ) STRICT;

    -- Each signature takes in the one before it. A sample's stands outside the chain, so the sample can be removed.
    CREATE TABLE signature (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, sequence INTEGER UNIQUE,
      signed_by TEXT NOT NULL, credentials TEXT NOT NULL, licence TEXT, attestation TEXT NOT NULL,
      signed_at TEXT NOT NULL, time_zone TEXT NOT NULL, note_sha256 TEXT NOT NULL, canonical TEXT NOT NULL,
      previous TEXT NOT NULL, chain TEXT NOT NULL
    ) STRICT;

    -- What was billed with the signed note, one row per code, for reports over sessions.
    CREATE TABLE charge (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, code TEXT NOT NULL, minutes REAL NOT NULL,
      units INTEGER NOT NULL, modifiers TEXT NOT NULL, PRIMARY KEY (session_id, code)
    ) STRICT;
  `,
} as const;
