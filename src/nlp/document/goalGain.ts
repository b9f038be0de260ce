/**
 * What a gain means beside the two measurements that the goal table shows: the help each level stands for, or how much of
 * the way to the target is covered. Reckoned from typed values alone, and only where the later one is the better.
 */
import type { IntakeGoal, Measurement } from '../../shared/domain/intake.ts';
import { betterOf, compare, reaches, sameUnit } from './goalStatus.ts';

const GAIN_FIELDS = ['gainFrom', 'gainNow', 'gained', 'gainedOfGoal'] as const;
type GainField = (typeof GAIN_FIELDS)[number];

export function isGainField(field: string | undefined): field is GainField {
  return GAIN_FIELDS.some((each) => each === field);
}

/** Levels as "help.MinA", to be put into words by the template; null where the measurements show no gain of this kind. */
export function gainText(goal: IntakeGoal, field: GainField): string | null {
  const { initial, current } = goal;
  if (initial === null || current === null) return null;
  if (compare(initial, current, betterOf(goal)) !== 'better') return null;
  if (initial.level !== null && current.level !== null) {
    if (field === 'gainFrom') return `help.${initial.level}`;
    return field === 'gainNow' ? `help.${current.level}` : null;
  }
  if (initial.value === null || current.value === null) return null;
  const covered = distance(initial.value, current.value);
  const wanted = openTarget(goal, current);
  if (field === 'gained') return wanted === null ? withUnit(String(covered), current) : null;
  if (field !== 'gainedOfGoal' || wanted === null) return null;
  return withUnit(`${covered} of the ${distance(initial.value, wanted)}`, current);
}

/** A target in the measurement's own unit that is not reached yet. */
function openTarget({ target }: IntakeGoal, current: Measurement): number | null {
  if (target === null || target.value === null || !sameUnit(target.unit, current.unit)) return null;
  return reaches(current, target) ? null : target.value;
}

/** Without the tail of a binary fraction. */
function distance(from: number, to: number): number {
  return Number(Math.abs(to - from).toFixed(2));
}

function withUnit(figure: string, { unit }: Measurement): string {
  return unit === null || unit.trim() === '' ? figure : `${figure} ${unit.trim()}`;
}
