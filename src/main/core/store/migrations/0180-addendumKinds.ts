/** An addendum says what it is. Those made before have no kind: it was not asked for, so it is not made up. */
export const addendumKinds = {
  version: 180,
  sql: `
    ALTER TABLE addendum ADD COLUMN kind TEXT CHECK (kind IN ('addition', 'correction', 'lateEntry'));
    -- The day a late entry is about.
    ALTER TABLE addendum ADD COLUMN concerns TEXT CHECK (kind IS NULL OR (kind = 'lateEntry') = (concerns IS NOT NULL));
  `,
} as const;
