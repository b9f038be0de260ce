/** Whether an assistant or a student contributed, and who is to co-sign; null: any therapist of the installation. */
export const coSigners = {
  version: 250,
  sql: `
    ALTER TABLE contribution ADD COLUMN role TEXT NOT NULL DEFAULT 'assistant' CHECK (role IN ('assistant', 'student'));
    ALTER TABLE contribution ADD COLUMN co_signer TEXT REFERENCES user;
  `,
} as const;
