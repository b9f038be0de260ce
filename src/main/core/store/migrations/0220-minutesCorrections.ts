/** A correction of minutes under a signed note: what was changed, and the charges before and after, as one text. */
export const minutesCorrections = {
  version: 220,
  sql: `
    ALTER TABLE addendum ADD COLUMN minutes TEXT CHECK (minutes IS NULL OR (kind = 'correction' AND json_valid(minutes)));
  `,
} as const;
