/** The question about a recording that may have been forgotten, and when it is asked. */

/** Asked while recording; the recording goes on until a person stops it. */
export interface RecordingAsk {
  readonly reason: 'quiet' | 'paused' | 'overTime';
  /** Of silence, of the pause, or recorded in all. */
  readonly minutes: number;
}

export const GUARD_CHOICES = { quietMinutes: [5, 10, 20], plannedMinutes: [30, 45, 60, 90] } as const;

/** null: never asked. */
export interface GuardSetting {
  readonly quietMinutes: (typeof GUARD_CHOICES.quietMinutes)[number] | null;
  readonly plannedMinutes: (typeof GUARD_CHOICES.plannedMinutes)[number] | null;
}
