/**
 * What was heard and what was found in it. Everything that is asked for over sessions is a column
 * ("all toilet transfers of this patient with their level"); the complete fact stands beside it.
 */
export const findings = {
  version: 30,
  sql: `
    CREATE TABLE front_end (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, mode TEXT NOT NULL, result TEXT NOT NULL
    ) STRICT;

    CREATE TABLE utterance (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
      start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, speaker TEXT NOT NULL, speaker_p REAL NOT NULL,
      set_by TEXT NOT NULL, beam TEXT, text TEXT NOT NULL, words TEXT NOT NULL,
      PRIMARY KEY (session_id, id)
    ) STRICT;

    CREATE TABLE transcript_gap (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL,
      start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, reason TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT;

    CREATE TABLE fact (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
      kind TEXT NOT NULL, certainty TEXT NOT NULL, polarity TEXT NOT NULL, source TEXT NOT NULL, rule TEXT NOT NULL,
      unsure INTEGER NOT NULL CHECK (unsure IN (0, 1)),
      task TEXT, fim_item TEXT, assist_level TEXT, cpt TEXT, minutes INTEGER, score INTEGER, measure TEXT,
      body TEXT NOT NULL,
      PRIMARY KEY (session_id, id)
    ) STRICT;
    CREATE INDEX fact_by_kind ON fact (kind, fim_item);

    CREATE TABLE fact_evidence (
      session_id TEXT NOT NULL, fact_id TEXT NOT NULL, position INTEGER NOT NULL,
      utterance_id TEXT NOT NULL, from_token INTEGER NOT NULL, to_token INTEGER NOT NULL,
      PRIMARY KEY (session_id, fact_id, position),
      FOREIGN KEY (session_id, fact_id) REFERENCES fact ON DELETE CASCADE,
      FOREIGN KEY (session_id, utterance_id) REFERENCES utterance
    ) STRICT;

    -- The minutes as first drafted; the therapist's changes lie over them in "edit".
    CREATE TABLE ledger_entry (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
      source TEXT NOT NULL, cpt TEXT, task TEXT NOT NULL, minutes REAL NOT NULL, timed INTEGER NOT NULL,
      approximate INTEGER NOT NULL, needs_confirmation INTEGER NOT NULL, start_ms INTEGER, end_ms INTEGER,
      evidence TEXT NOT NULL,
      PRIMARY KEY (session_id, id)
    ) STRICT;

    CREATE TABLE ledger (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE,
      timed_minutes REAL NOT NULL, treatment_minutes REAL NOT NULL, issues TEXT NOT NULL
    ) STRICT;
  `,
} as const;
