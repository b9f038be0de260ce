/**
 * Timer stretches → whole minutes per activity, no clock minute twice: where two timers overlap, the earlier keeps the
 * overlap and the conflict is told. Minutes are cut, not rounded: a timer never claims a minute that did not pass.
 */
import type { TimerEntry } from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { Span } from '../../shared/time.ts';

export interface TimedActivity {
  readonly cpt: string | null;
  readonly task: string;
  readonly minutes: number;
  /** Another timer ran at the same time and kept the shared minutes. */
  readonly isCut: boolean;
  readonly span: Span;
}

const MS_PER_MINUTE = 60_000;

export function timedActivities(timers: readonly TimerEntry[]): {
  readonly activities: readonly TimedActivity[];
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const byActivity = new Map<string, { timer: TimerEntry; lengthMs: number; isCut: boolean; span: Span }>();
  let takenUntilMs = 0;
  for (const timer of [...timers].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)) {
    const startMs = Math.max(timer.startMs, takenUntilMs);
    if (startMs > timer.startMs) issues.push(overlapIssue(timer));
    takenUntilMs = Math.max(takenUntilMs, timer.endMs);
    const key = JSON.stringify([timer.cpt, timer.task]);
    const before = byActivity.get(key);
    byActivity.set(key, {
      timer,
      isCut: (before?.isCut ?? false) || startMs > timer.startMs,
      lengthMs: (before?.lengthMs ?? 0) + Math.max(0, timer.endMs - startMs),
      span: { startMs: before?.span.startMs ?? timer.startMs, endMs: Math.max(timer.endMs, before?.span.endMs ?? 0) },
    });
  }
  const activities = [...byActivity.values()].map(({ timer, lengthMs, isCut, span }) => ({
    cpt: timer.cpt,
    task: timer.task,
    minutes: Math.floor(lengthMs / MS_PER_MINUTE),
    isCut,
    span,
  }));
  return { activities, issues };
}

function overlapIssue(timer: TimerEntry): Issue {
  return {
    severity: 'warning',
    code: 'minutes-overlap',
    message: `The timer for ${timer.task} started while another one ran: the shared time is counted once, for the earlier activity.`,
  };
}
