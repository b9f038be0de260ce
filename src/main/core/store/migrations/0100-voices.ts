/** The therapist's own voice, kept for the sessions to come. Deleting a row makes its sound unreadable for good. */
export const voices = {
  version: 100,
  sql: `
    CREATE TABLE voice (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user, created_at TEXT NOT NULL,
      channel_count INTEGER NOT NULL, wrapped BLOB NOT NULL
    ) STRICT;
  `,
};
