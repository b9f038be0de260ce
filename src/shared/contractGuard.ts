/** The question about a recording that may have been forgotten, and when it is asked. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import { GUARD_CHOICES, type GuardSetting } from './domain/recordingGuard.ts';

export const guardCalls = {
  /** Still treating: also from the lock, as a recording goes on there. */
  'recording.goOn': call<null>()({ in: z.strictObject({}), needs: 'open', audit: 'recording-kept-going' }),
  'recording.guard': call<GuardSetting>()({ in: z.strictObject({}), needs: 'unlocked' }),
  'recording.setGuard': call<GuardSetting>()({
    in: z.strictObject({
      quietMinutes: z.literal(GUARD_CHOICES.quietMinutes).nullable(),
      plannedMinutes: z.literal(GUARD_CHOICES.plannedMinutes).nullable(),
    }),
    needs: 'unlocked',
    audit: 'recording-guard',
  }),
} as const;
