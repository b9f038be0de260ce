/** When a recording that may have been forgotten is asked about; as the therapist set it, or by default. */
import { z } from 'zod';
import { GUARD_CHOICES, type GuardSetting } from '../../../shared/domain/recordingGuard.ts';
import type { Store } from '../store/createStore.ts';
import type { GuardLimits } from './recordingGuard.ts';

const KEY = 'recording-guard';
const DEFAULT: GuardSetting = { quietMinutes: 10, plannedMinutes: 60 };
const stored = z.strictObject({
  quietMinutes: z.literal(GUARD_CHOICES.quietMinutes).nullable(),
  plannedMinutes: z.literal(GUARD_CHOICES.plannedMinutes).nullable(),
});

export function guardSetting({ settings }: Store): GuardSetting {
  const text = settings.get(KEY);
  return text === null ? DEFAULT : stored.parse(JSON.parse(text));
}

export function keepGuardSetting({ settings }: Store, setting: GuardSetting): void {
  settings.set(KEY, JSON.stringify(setting));
}

/** A plan of care that names the minutes of a visit ("2x/week, 45 min") goes before the setting. */
export function guardLimits(store: Store, frequency: string | null): GuardLimits {
  const { quietMinutes, plannedMinutes } = guardSetting(store);
  const named = /\b(\d{2,3})[\s-]*min/i.exec(frequency ?? '')?.[1];
  return {
    quietMinutes,
    plannedMinutes: plannedMinutes === null || named === undefined ? plannedMinutes : Number(named),
  };
}
