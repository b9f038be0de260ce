/** Who uses the app, who is treated, who pays, and the plan of care. */
export const people = {
  version: 10,
  sql: `
    CREATE TABLE user (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, credentials TEXT NOT NULL, licence TEXT, created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE patient (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, birth_date TEXT, record_number TEXT, diagnosis TEXT,
      affected_side TEXT CHECK (affected_side IN ('left', 'right', 'both')),
      precautions TEXT, is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)), updated_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE payer_link (
      patient_id TEXT PRIMARY KEY REFERENCES patient ON DELETE CASCADE, payer_id TEXT NOT NULL
    ) STRICT;

    CREATE TABLE plan_of_care (
      patient_id TEXT PRIMARY KEY REFERENCES patient ON DELETE CASCADE,
      frequency TEXT, certification_start TEXT, certification_end TEXT
    ) STRICT;

    CREATE TABLE goal (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient ON DELETE CASCADE,
      position INTEGER NOT NULL, term TEXT NOT NULL CHECK (term IN ('long', 'short')), text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX goal_of_patient ON goal (patient_id, position);

    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
} as const;
