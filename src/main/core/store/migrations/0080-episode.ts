/** What stands over several sessions of a patient: amounts of the year, dated events of the plan, imported tables. */
export const episode = {
  version: 80,
  sql: `
    -- Amounts are added and settled, never changed: a mistake is taken back by a reversal.
    CREATE TABLE accrual (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('visit', 'yearToDate', 'elsewhere', 'reversal')),
      discipline TEXT NOT NULL CHECK (discipline IN ('OT', 'PT+SLP')),
      amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0), date TEXT NOT NULL, source TEXT NOT NULL,
      session_id TEXT REFERENCES session ON DELETE CASCADE,
      status TEXT CHECK (status IN ('pending', 'paid', 'denied')),
      user_id TEXT NOT NULL REFERENCES user, at TEXT NOT NULL,
      CHECK ((kind = 'visit') = (session_id IS NOT NULL)), CHECK ((kind = 'visit') = (status IS NOT NULL))
    ) STRICT;
    CREATE INDEX accrual_of_patient ON accrual (patient_id, date);
    CREATE UNIQUE INDEX accrual_of_session ON accrual (session_id);

    CREATE TABLE plan_event (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient ON DELETE CASCADE, kind TEXT NOT NULL,
      date TEXT NOT NULL, note TEXT NOT NULL, by_assistant INTEGER NOT NULL CHECK (by_assistant IN (0, 1)),
      user_id TEXT NOT NULL REFERENCES user, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX plan_event_of_patient ON plan_event (patient_id, date);

    CREATE TABLE billing_table (
      kind TEXT PRIMARY KEY CHECK (kind IN ('fees', 'pairs')), body TEXT NOT NULL, imported_at TEXT NOT NULL
    ) STRICT;
  `,
} as const;
