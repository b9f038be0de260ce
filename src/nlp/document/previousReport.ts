/** What the last report said, against this one: unexplained losses and changes, and a plan that did not learn from it. */
import type { DocumentTemplate } from '../../shared/domain/documentTemplate.ts';
import type { Intake, IntakeGoal, Measurement } from '../../shared/domain/intake.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import { betterOf, compare, statusOf } from './goalStatus.ts';

/** A clash is told until it is explained; the explanation itself stands in the document. */
export function comparisonChecks({ goals, previous }: Intake): readonly Issue[] {
  if (previous === null || previous.explanation !== null) return [];
  return previous.goals.flatMap((before): Issue[] => {
    const index = goals.findIndex(({ id }) => id === before.id);
    const goal = goals[index];
    const at = `goals.${index}.current`;
    if (goal === undefined) {
      const message = `${before.id} was in the last report and is missing here: carry it on, or say why it ended.`;
      return [{ severity: 'warning', code: 'goal-dropped', message, at: 'goals' }];
    }
    if (goal.current === null) return [];
    const todo = toDo(before.current, goal.current, goal);
    if (todo === null) return [];
    const message = `${goal.id} was "${before.current.text}" in the last report and is "${goal.current.text}" now: ${todo}.`;
    return [{ severity: 'warning', code: 'clash-with-last-report', message, at }];
  });
}

/** Of a value without a figure to reach nobody knows whether it got better or worse. */
function toDo(before: Measurement, now: Measurement, goal: IntakeGoal): string | null {
  const better = betterOf(goal);
  if (compare(before, now, better) === 'worse') return 'explain the loss';
  const isOther = better === null && compare(before, now, better) === null && compare(before, now, 'higher') !== null;
  return isOther
    ? 'enter a figure as the target, so that it is known which way is better, or explain the change'
    : null;
}

/** A plan of bare treatment names fits every patient; the last plan again, with goals unmet, ignores the data. */
export function planChecks(
  intake: Intake,
  { bareTreatments }: Pick<DocumentTemplate, 'bareTreatments'>,
): readonly Issue[] {
  const { plan, previous, goals } = intake;
  if (plan.steps.length === 0) return [];
  const issues: Issue[] = [];
  const bare = bareTreatments.map((pattern) => new RegExp(`^(?:${pattern})$`, 'iu'));
  if (plan.steps.every((step) => bare.some((each) => each.test(step.trim().replace(/[.;]$/, ''))))) {
    const message = 'The plan is a list of treatment names: say for which deficit, and what changes from here.';
    issues.push({ severity: 'blocker', code: 'cookie-cutter-plan', message, at: 'plan.steps' });
  }
  const isUnmet = goals.some((goal) => statusOf(goal) !== 'MET');
  if (previous !== null && isUnmet && sameSteps(plan.steps, previous.steps)) {
    const message = 'The plan is the last one again although goals are open: say what changes, or why nothing should.';
    issues.push({ severity: 'warning', code: 'unchanged-plan', message, at: 'plan.steps' });
  }
  return issues;
}

function sameSteps(now: readonly string[], before: readonly string[]): boolean {
  const normal = (steps: readonly string[]) =>
    steps
      .map((step) =>
        step
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, ' ')
          .trim(),
      )
      .sort();
  return before.length > 0 && normal(now).join('|') === normal(before).join('|');
}
