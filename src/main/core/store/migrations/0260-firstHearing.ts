/**
 * Of a transcript that was corrected: what was heard first, with what was found in it. The tables of findings hold what
 * counts now; the corrections between the two are rows of "edit". And for which state of the transcript something was
 * listened to: the position of the newest correction then, -1 before any.
 */
import { guard } from './0060-signedIsFinal.ts';

export const firstHearing = {
  version: 260,
  sql: `
    CREATE TABLE first_hearing (
      session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, body TEXT NOT NULL
    ) STRICT;
    ${guard('first_hearing')}

    ALTER TABLE utterance ADD COLUMN heard_as TEXT;

    CREATE TABLE listened (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, subject_id TEXT NOT NULL, basis INTEGER NOT NULL,
      at TEXT NOT NULL, PRIMARY KEY (session_id, subject_id, basis)
    ) STRICT;
    INSERT INTO listened SELECT session_id, subject_id, -1, at FROM played;
    DROP TABLE played;
  `,
} as const;
