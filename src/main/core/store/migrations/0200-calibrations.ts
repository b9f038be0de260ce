/** The calibration in the gym: figures of each part, by microphones and place. No sound. */
export const calibrations = {
  version: 200,
  sql: `
    CREATE TABLE calibration_part (
      user_id TEXT NOT NULL REFERENCES user, device_id TEXT NOT NULL, array_id TEXT NOT NULL, channel_count INTEGER NOT NULL,
      place TEXT NOT NULL, part TEXT NOT NULL, measured_at TEXT NOT NULL, measure TEXT NOT NULL,
      PRIMARY KEY (user_id, device_id, array_id, channel_count, place, part)
    ) STRICT;
  `,
};
