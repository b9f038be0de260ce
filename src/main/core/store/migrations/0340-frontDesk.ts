/** People of the front desk or billing: they may open the app, and sign nothing. */
export const frontDesk = {
  version: 340,
  sql: `
    CREATE TABLE front_desk (user_id TEXT PRIMARY KEY REFERENCES user) STRICT, WITHOUT ROWID;
  `,
} as const;
