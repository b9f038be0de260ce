/**
 * What was typed into a field and is not part of anything yet: kept while it is typed, so that a crash, a reload or the
 * lock costs a second of it at most. It is no edit, no evidence, and in no export.
 */
export const unfinishedTexts = {
  version: 280,
  sql: `
    CREATE TABLE unfinished_text (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, place TEXT NOT NULL,
      text TEXT NOT NULL, kept_at TEXT NOT NULL,
      PRIMARY KEY (session_id, place)
    ) STRICT;
  `,
} as const;
