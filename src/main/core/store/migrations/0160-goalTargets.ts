/** What a goal is judged by: a typed target and the series it is held against. Without one, words are all there is. */
export const goalTargets = {
  version: 160,
  sql: 'ALTER TABLE goal ADD COLUMN target TEXT;',
} as const;
