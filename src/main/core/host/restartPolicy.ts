/** When a crashed worker may be started again: three times a minute, with growing waits, then it counts as broken. */

export interface RestartPolicy {
  /** Milliseconds to wait before the next start, or null when it has crashed too often. */
  afterCrash(nowMs: number): number | null;
}

const WINDOW_MS = 60_000;
const WAITS_MS = [500, 2000, 8000];

export function createRestartPolicy(waitsMs: readonly number[] = WAITS_MS): RestartPolicy {
  let crashes: number[] = [];
  return {
    afterCrash: (nowMs) => {
      crashes = [...crashes.filter((at) => nowMs - at < WINDOW_MS), nowMs];
      return waitsMs[crashes.length - 1] ?? null;
    },
  };
}
