/** A session with its consent, its own key, its sound, and the work done on it. */
export const sessions = {
  version: 20,
  sql: `
    CREATE TABLE session (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient, user_id TEXT NOT NULL REFERENCES user,
      state TEXT NOT NULL CHECK (state IN ('planned', 'recording', 'paused', 'interrupted', 'stopped', 'processing',
        'failed', 'review', 'signed')),
      date_of_service TEXT NOT NULL, started_at TEXT, time_zone TEXT NOT NULL,
      consent_kind TEXT NOT NULL CHECK (consent_kind IN ('pending', 'declined', 'given')),
      consent_at TEXT, consent_by TEXT, consent_method TEXT, consent_script TEXT,
      duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0), is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
      created_at TEXT NOT NULL,
      -- Sound without consent cannot be stored, whatever the code above does.
      CHECK (consent_kind = 'given' OR state = 'planned')
    ) STRICT;
    CREATE INDEX session_of_patient ON session (patient_id, created_at);

    -- Deleting this row makes the session's sound unreadable for good.
    CREATE TABLE session_key (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, wrapped BLOB NOT NULL
    ) STRICT;

    CREATE TABLE track (
      id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
      purpose TEXT NOT NULL CHECK (purpose IN ('session', 'enrolment')),
      source TEXT NOT NULL CHECK (source IN ('microphone', 'file', 'sample')),
      channel_count INTEGER NOT NULL, sample_rate_hz INTEGER NOT NULL, frame_count INTEGER NOT NULL, geometry TEXT,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX track_of_session ON track (session_id, created_at);

    CREATE TABLE gap (
      track_id TEXT NOT NULL REFERENCES track ON DELETE CASCADE, position INTEGER NOT NULL,
      start_ms INTEGER NOT NULL, length_ms INTEGER,
      reason TEXT NOT NULL CHECK (reason IN ('paused', 'device_lost', 'interrupted', 'overrun')),
      PRIMARY KEY (track_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mark (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, at_ms INTEGER NOT NULL,
      PRIMARY KEY (session_id, at_ms)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE timer (
      id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
      cpt TEXT NOT NULL, task TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER
    ) STRICT;
    CREATE INDEX timer_of_session ON timer (session_id, start_ms);

    -- One row per run of the pipeline that has not ended well; survives a crash.
    CREATE TABLE job (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, starts INTEGER NOT NULL, started_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE checkpoint (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, stage TEXT NOT NULL, key TEXT NOT NULL,
      value BLOB NOT NULL, PRIMARY KEY (session_id, stage)
    ) STRICT;
  `,
} as const;
