/**
 * How long sound stays: some days after the signature, then it is deleted by itself and the deletion stands on record.
 * Sound of a note that is not signed is never deleted by itself, nor after any failure.
 */
import type { RetentionState } from '../../../shared/contractKeeping.ts';
import { SOUND_DAYS_CHOICES } from '../../../shared/contractKeeping.ts';
import type { Store } from '../store/createStore.ts';

const KEY = 'sound-days';
const FOR_GOOD = 'for-good';
const DEFAULT_SOUND_DAYS = 7;
const DAY_MS = 86_400_000;
const DOUBT_KEY = 'clock-known-at';
const UNLOCKS: readonly string[] = ['unlock', 'recovery-code-used', 'set-up'];
/** A clock that is this far past the last thing that happened may be wrong: then somebody has to say so. */
const MAX_AUTOMATIC_LEAP_MS = 45 * DAY_MS;

export function soundDays(store: Store): number | null {
  const stored = store.settings.get(KEY);
  if (stored === null) return DEFAULT_SOUND_DAYS;
  return stored === FOR_GOOD ? null : Number(stored);
}

export function setSoundDays(store: Store, days: number | null): void {
  store.settings.set(KEY, days === null ? FOR_GOOD : String(days));
}

/** When a session's sound goes by itself; null: never, or not known before the signature. */
export function dueAt(store: Store, sessionId: string): string | null {
  const days = soundDays(store);
  const signed = store.signatures.get(sessionId);
  if (days === null || signed === null) return null;
  return new Date(Date.parse(signed.signature.signedAt) + days * DAY_MS).toISOString();
}

/** Signed sessions whose sound is still here and past its time; the sample is nobody's and stays. */
export function dueSound(store: Store, now: Date): RetentionState['due'] {
  return store.sessions
    .inState('signed')
    .filter(({ id, patientId, isSample }) => {
      return !isSample && !store.holds.isOn(patientId) && store.sessions.wrappedKey(id) !== null;
    })
    .flatMap(({ id: sessionId, patientId }) => {
      const dueOn = dueAt(store, sessionId);
      return dueOn !== null && Date.parse(dueOn) <= now.getTime() ? [{ sessionId, patientId, dueOn }] : [];
    });
}

/**
 * Whether sound may be deleted by the date alone. Not after the clock leapt: the newest line of the audit trail before
 * this unlock is far behind now. The doubt stays until the clock is back or somebody has the due sound deleted.
 */
export function mayDeleteByDate(store: Store, now: Date): boolean {
  const knownAt = store.settings.get(DOUBT_KEY) || lastBeforeUnlock(store);
  const leapMs = knownAt === null ? 0 : now.getTime() - Date.parse(knownAt);
  const isPlausible = leapMs >= 0 && leapMs <= MAX_AUTOMATIC_LEAP_MS;
  store.settings.set(DOUBT_KEY, isPlausible ? '' : (knownAt ?? ''));
  return isPlausible;
}

/** Somebody looked at what is due and had it deleted: the clock is right. */
export function trustClock(store: Store): void {
  store.settings.set(DOUBT_KEY, '');
}

function lastBeforeUnlock(store: Store): string | null {
  const rows = store.audit.newest(1000);
  const unlock = rows.findIndex(({ event }) => UNLOCKS.includes(event));
  return rows.slice(unlock + 1).find(({ event }) => event !== 'unlock-refused')?.at ?? null;
}

export function retentionState(store: Store, now: Date): RetentionState {
  return {
    soundDays: soundDays(store),
    soundDaysChoices: SOUND_DAYS_CHOICES,
    due: dueSound(store, now),
    holds: store.holds.all(),
  };
}
