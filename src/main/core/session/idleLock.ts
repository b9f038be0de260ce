/**
 * Locks the app when nobody has touched it for the time the therapist chose. Looks at the clock every few seconds
 * instead of waiting once, so that a machine that slept through the time is locked right after it wakes.
 */

/** What the settings offer. */
export const AUTO_LOCK_CHOICES = [2, 5, 10, 15, 30, 60] as const;
const DEFAULT_AUTO_LOCK_MINUTES = 10;

/** Name of the setting in the store. */
export const AUTO_LOCK_KEY = 'auto-lock-minutes';

export function autoLockMinutes(stored: string | null): number {
  return stored === null ? DEFAULT_AUTO_LOCK_MINUTES : Number(stored);
}

const LOOK_EVERY_MS = 5000;

export interface IdleLock {
  /** A person did something. */
  touch(): void;
  stop(): void;
}

export interface IdleLockDeps {
  readonly nowMs: () => number;
  /** null while there is nothing to lock. */
  readonly minutes: () => number | null;
  readonly lock: () => void;
  readonly every: (milliseconds: number, look: () => void) => () => void;
}

export function createIdleLock({ nowMs, minutes, lock, every }: IdleLockDeps): IdleLock {
  let touchedAtMs = nowMs();
  const stop = every(LOOK_EVERY_MS, () => {
    const limit = minutes();
    if (limit === null) touchedAtMs = nowMs();
    else if (nowMs() - touchedAtMs >= limit * 60_000) lock();
  });
  return {
    touch: () => {
      touchedAtMs = nowMs();
    },
    stop,
  };
}

export function everyByTimer(milliseconds: number, look: () => void): () => void {
  const timer = setInterval(look, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
