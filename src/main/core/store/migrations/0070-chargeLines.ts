/** A code may stand on two lines of one day, with and without the modifier of an assistant. */
import { guard } from './0060-signedIsFinal.ts';

export const chargeLines = {
  version: 70,
  sql: `
    CREATE TABLE charge_line (
      session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL, code TEXT NOT NULL,
      minutes REAL NOT NULL, units INTEGER NOT NULL, modifiers TEXT NOT NULL, timed INTEGER NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT;
    INSERT INTO charge_line (session_id, position, code, minutes, units, modifiers, timed)
      SELECT session_id, row_number() OVER (PARTITION BY session_id ORDER BY code) - 1, code, minutes, units, modifiers, 1
      FROM charge;
    DROP TABLE charge;
    ${guard('charge_line')}
  `,
} as const;
