/**
 * Where a patient's goals stand, from the trends they are judged by: first and last value, and the status that the typed
 * target allows. Words alone have no status; a goal without a value of today is not judged.
 */
import type { GoalStatus, Measurement } from '../../../shared/domain/intake.ts';
import type { Goal, GoalAim } from '../../../shared/domain/record.ts';
import type { GoalProgress, Trend, TrendPoint } from '../../../shared/domain/scores.ts';
import { compare, reaches } from '../../document/goalStatus.ts';

export function goalProgress(goals: readonly Goal[], trends: readonly Trend[]): readonly GoalProgress[] {
  return goals.map((goal): GoalProgress => {
    const aim = goal.target ?? null;
    const trend = aim === null ? undefined : trends.find(({ key }) => key === aim.follows);
    const first = trend?.points[0] ?? null;
    const last = trend?.points.at(-1) ?? null;
    const status = aim === null || trend === undefined ? null : statusOf(aim, trend);
    return { goalId: goal.id, trendKey: trend?.key ?? null, first, last, status };
  });
}

function statusOf(aim: GoalAim, { points, unit }: Trend): GoalStatus | null {
  const last = measured(points.at(-1)!, unit);
  if (reaches(last, aim)) return 'MET';
  if (points.length < 2) return null;
  const change = compare(measured(points[0], unit), last, aim.better);
  if (change === null) return null;
  return change === 'better' ? 'PROGRESSING' : 'NOT MET';
}

function measured({ value, level }: TrendPoint, unit: string | null): Measurement {
  return { text: String(value), level: level ?? null, value: typeof value === 'number' ? value : null, unit };
}
