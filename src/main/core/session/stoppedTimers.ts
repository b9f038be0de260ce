/** Timers as stretches of the session; one that still runs ends now. */
import type { TimerEntry } from '../../../shared/domain/billing.ts';
import type { SessionTimer } from '../store/repositories/sessions.ts';

export function stoppedTimers(timers: readonly SessionTimer[], nowMs: number): readonly TimerEntry[] {
  return timers.map(({ cpt, task, startMs, endMs }) => ({
    cpt,
    task,
    startMs,
    endMs: Math.max(endMs ?? nowMs, startMs),
  }));
}
