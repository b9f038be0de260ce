/**
 * Time as the capture session needs it: it never follows a changed wall clock, which would start or hide an alarm, and
 * it goes on while the machine sleeps, which is a hole in the recording.
 */
import { uptime } from 'node:os';

export interface CaptureClock {
  nowMs(): number;
  wait(ms: number): Promise<void>;
  /** @returns what stops it */
  every(ms: number, action: () => void): () => void;
}

/** Both clocks tick by themselves; on Linux the first one stands still while the machine sleeps, the second does not. */
export interface Ticks {
  readonly awakeMs: () => number;
  /** null: the first one goes on in the sleep, or nothing better is known. */
  readonly withSleepMs: (() => number) | null;
}

const NODE_TICKS: Ticks = {
  awakeMs: () => performance.now(),
  withSleepMs: process.platform === 'linux' ? () => uptime() * 1000 : null,
};

/** The clocks are read one after the other and tick in steps of up to 10 ms: less than this is no sleep. */
const SHORTEST_SLEEP_MS = 1000;

export function createCaptureClock({ awakeMs, withSleepMs }: Ticks = NODE_TICKS): CaptureClock {
  const ahead = (): number => (withSleepMs === null ? 0 : withSleepMs() - awakeMs());
  const atStart = ahead();
  let asleepMs = 0;
  return {
    nowMs: () => {
      const found = ahead() - atStart;
      if (found - asleepMs >= SHORTEST_SLEEP_MS) asleepMs = found;
      return awakeMs() + asleepMs;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    every: (ms, action) => {
      const timer = setInterval(action, ms);
      return () => clearInterval(timer);
    },
  };
}

export const systemClock: CaptureClock = createCaptureClock();
