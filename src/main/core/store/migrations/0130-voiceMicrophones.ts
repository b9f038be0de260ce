/**
 * Which microphones a voice sample was taken with: how a voice reaches one array says nothing about another with as many
 * microphones. Samples from before do not know, and serve no later session.
 */
export const voiceMicrophones = {
  version: 130,
  sql: `
    ALTER TABLE voice ADD COLUMN device_id TEXT;
    ALTER TABLE voice ADD COLUMN array_id TEXT;
    CREATE TABLE enrolment_microphones (
      track_id TEXT PRIMARY KEY REFERENCES track ON DELETE CASCADE, device_id TEXT NOT NULL, array_id TEXT
    ) STRICT;
  `,
};
