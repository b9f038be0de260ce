/** The timers of the recording screen as minutes: whole minutes, to the nearest, each with its stretch of sound. */
import type { LedgerEntry } from '../../../shared/domain/billing.ts';
import type { SessionTimer } from '../store/repositories/sessions.ts';

const MS_PER_MINUTE = 60_000;

/** A timer that still runs ends at `nowMs`. */
export function timerEntries(
  timers: readonly SessionTimer[],
  nowMs: number,
  isTimed: (cpt: string) => boolean,
): readonly LedgerEntry[] {
  return timers.map((timer) => {
    const span = { startMs: timer.startMs, endMs: Math.max(timer.endMs ?? nowMs, timer.startMs) };
    return {
      id: timer.id,
      source: 'timer',
      cpt: timer.cpt,
      task: timer.task,
      minutes: Math.round((span.endMs - span.startMs) / MS_PER_MINUTE),
      timed: isTimed(timer.cpt),
      approximate: false,
      needsConfirmation: false,
      span,
      evidence: [{ kind: 'heard', detector: 'timer', ...span }],
    };
  });
}
