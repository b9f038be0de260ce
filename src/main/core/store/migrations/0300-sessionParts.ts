/** The recordings a session was put together from: where each begins in its sound, and when it began on the clock. */
export const sessionParts = {
  version: 300,
  sql: `
    CREATE TABLE session_part (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL,
      start_ms INTEGER NOT NULL CHECK (start_ms >= 0), duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
      started_at TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
