/** A note of the same session that was written by hand, pasted to be held against the draft, and how differences were settled. */
export const comparisons = {
  version: 240,
  sql: `
    CREATE TABLE comparison (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, text TEXT NOT NULL,
      user_id TEXT NOT NULL REFERENCES user, at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE settled_difference (
      session_id TEXT NOT NULL REFERENCES comparison ON DELETE CASCADE, key TEXT NOT NULL,
      reason TEXT NOT NULL, note TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES user, at TEXT NOT NULL,
      PRIMARY KEY (session_id, key)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
