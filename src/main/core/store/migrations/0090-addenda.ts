/**
 * Corrections of a signed note: added under it, each signed, chained to what stands before it, and as final as the note.
 */
export const addenda = {
  version: 90,
  sql: `
    CREATE TABLE addendum (
      session_id TEXT NOT NULL REFERENCES signature (session_id), position INTEGER NOT NULL, text TEXT NOT NULL,
      signed_by TEXT NOT NULL, credentials TEXT NOT NULL, licence TEXT, signed_at TEXT NOT NULL, time_zone TEXT NOT NULL,
      previous TEXT NOT NULL, chain TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER addendum_is_final BEFORE UPDATE ON addendum
      BEGIN SELECT RAISE(ABORT, 'an addendum is read-only'); END;
    CREATE TRIGGER addendum_stays BEFORE DELETE ON addendum
      WHEN NOT EXISTS (SELECT 1 FROM session WHERE id = OLD.session_id AND is_sample = 1)
      BEGIN SELECT RAISE(ABORT, 'an addendum is read-only'); END;
  `,
} as const;
