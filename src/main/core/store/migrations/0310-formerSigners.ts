/** Colleagues who no longer sign here: their name stays under what they signed. */
export const formerSigners = {
  version: 310,
  sql: `
    CREATE TABLE former_signer (user_id TEXT PRIMARY KEY REFERENCES user, left_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const;
