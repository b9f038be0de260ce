/**
 * What a goal's status may be, worked out from its typed target and measurements. MET below the target is impossible,
 * and without a current measurement there is no status at all (Medicare Benefit Policy Manual ch. 15 §220.3 D: objective
 * measure or change per goal).
 */
import { ASSIST_LEVELS } from '../../shared/domain/facts.ts';
import type { GoalStatus, GoalTarget, IntakeGoal, Measurement } from '../../shared/domain/intake.ts';

/** How two measurements of one thing stand to each other; null when they cannot be compared. */
export type Change = 'better' | 'same' | 'worse';

export interface StatusJudgement {
  /** What the measurements say; null while one is missing. */
  readonly computed: GoalStatus | null;
  /** What the therapist may say without contradicting them. */
  readonly supported: readonly GoalStatus[];
}

export function judgeGoal(goal: IntakeGoal): StatusJudgement {
  const revised: readonly GoalStatus[] = goal.revised === null ? [] : ['MODIFIED'];
  if (goal.initial === null && goal.current === null) return { computed: 'NEW', supported: ['NEW'] };
  if (goal.current === null) return { computed: null, supported: [] };
  if (goal.target !== null && reaches(goal.current, goal.target))
    return { computed: 'MET', supported: ['MET', 'PROGRESSING', ...revised] };
  const change = goal.initial === null ? null : compare(goal.initial, goal.current, betterOf(goal));
  if (change === 'better') return { computed: 'PROGRESSING', supported: ['PROGRESSING', 'NOT MET', ...revised] };
  if (change === null) return { computed: null, supported: ['PROGRESSING', 'NOT MET', ...revised] };
  return { computed: 'NOT MET', supported: ['NOT MET', ...revised] };
}

export function statusOf(goal: IntakeGoal): GoalStatus | null {
  return goal.status ?? judgeGoal(goal).computed;
}

/** A level counts as reached when no more help is needed than it says; a value only in the target's own unit. */
export function reaches(current: Measurement, target: GoalTarget): boolean {
  const byLevel = target.level === null ? null : rank(current.level) >= rank(target.level);
  const byValue = target.value === null ? null : valueReaches(current, target.value, target);
  return (byLevel ?? true) && (byValue ?? true) && (byLevel !== null || byValue !== null);
}

function valueReaches(current: Measurement, wanted: number, { unit, better }: GoalTarget): boolean {
  if (current.value === null || !sameUnit(current.unit, unit)) return false;
  return better === 'higher' ? current.value >= wanted : current.value <= wanted;
}

/** Which way a value of this goal gets better; null without a figure to reach: more pain is no gain, more reach is one. */
export function betterOf({ target }: IntakeGoal): GoalTarget['better'] | null {
  return target === null || target.value === null ? null : target.better;
}

export function compare(before: Measurement, after: Measurement, better: GoalTarget['better'] | null): Change | null {
  if (before.level !== null && after.level !== null) return changeOf(rank(after.level) - rank(before.level));
  if (before.value === null || after.value === null || !sameUnit(before.unit, after.unit)) return null;
  const difference = after.value - before.value;
  if (better === null) return difference === 0 ? 'same' : null;
  return changeOf(better === 'higher' ? difference : -difference);
}

function changeOf(difference: number): Change {
  return difference > 0 ? 'better' : difference < 0 ? 'worse' : 'same';
}

/** Higher is more independent; a missing level reaches nothing. */
function rank(level: Measurement['level']): number {
  return level === null ? Number.NEGATIVE_INFINITY : -ASSIST_LEVELS.indexOf(level);
}

export function sameUnit(a: string | null, b: string | null): boolean {
  return (a ?? '').trim().toLowerCase() === (b ?? '').trim().toLowerCase();
}
