/** Lines that were spoken in another language than English. */
export const lineLanguages = {
  version: 320,
  sql: `
    ALTER TABLE utterance ADD COLUMN language TEXT;
  `,
} as const;
