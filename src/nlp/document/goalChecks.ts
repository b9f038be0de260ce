/** Goals against their own measurements: no status without one, MET never below the target, words and value agreeing. */
import type { Intake, IntakeGoal, Measurement } from '../../shared/domain/intake.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import { protectedTokens } from '../check/protectedTokens.ts';
import { judgeGoal, statusOf } from './goalStatus.ts';

export function goalChecks(intake: Intake, wording: NoteWording): readonly Issue[] {
  if (intake.document === 'home') return [];
  return [
    ...intake.goals.flatMap((goal, i) => [...statusChecks(goal, i), ...wordChecks(goal, i, wording)]),
    ...countChecks(intake),
    ...sameIds(intake),
  ];
}

function statusChecks(goal: IntakeGoal, index: number): Issue[] {
  const at = `goals.${index}.status`;
  const { supported } = judgeGoal(goal);
  const status = statusOf(goal);
  if (status === null || supported.includes(status)) return [];
  if (goal.current === null) {
    return [issue('blocker', 'status-without-measurement', `${goal.id}: a status needs a current measurement.`, at)];
  }
  if (status === 'MET') {
    const reason =
      goal.target === null ? 'no measurable target was entered' : 'the current measurement is below the target';
    return [issue('blocker', 'met-below-target', `${goal.id} cannot be MET: ${reason}.`, at)];
  }
  const message = `${goal.id} is given as ${status}, but the measurements say ${supported.join(' or ')}.`;
  return [issue('blocker', 'status-contradicts-measurement', message, at)];
}

/** "Mod I" typed as text and MinA as value would let a goal be judged by what nobody reads. */
function wordChecks(goal: IntakeGoal, index: number, wording: NoteWording): Issue[] {
  const measurements = { initial: goal.initial, current: goal.current };
  return Object.entries(measurements).flatMap(([name, measurement]) => {
    if (measurement === null || agrees(measurement, wording)) return [];
    const message = `${goal.id}: the ${name} measurement reads "${measurement.text}", which is not its entered value.`;
    return [issue('blocker', 'measurement-mismatch', message, `goals.${index}.${name}`)];
  });
}

function agrees({ text, level, value }: Measurement, wording: NoteWording): boolean {
  const spoken = protectedTokens(text, wording).map((token) => token.text.toLowerCase().replace(/\s+/g, ' '));
  if (level !== null && !wording.levels[level].forms.some((form) => spoken.includes(form.toLowerCase()))) return false;
  return value === null || spoken.some((token) => numbersOf(token).includes(value));
}

/** "0-95" holds 0 and 95; "4.5" is one number. */
function numbersOf(token: string): readonly number[] {
  return [...token.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
}

function countChecks({ goals, shortTermCount }: Intake): Issue[] {
  const short = goals.filter(({ term }) => term === 'short');
  if (shortTermCount === null || short.length === 0) return [];
  const met = short.filter((goal) => statusOf(goal) === 'MET').length;
  const fits = shortTermCount.total === short.length && shortTermCount.met === met;
  const message = `The goal table has ${short.length} short-term goals, ${met} of them met; the entered count says otherwise.`;
  return fits ? [] : [issue('blocker', 'goal-count', message, 'shortTermCount')];
}

function sameIds({ goals }: Intake): Issue[] {
  const twice = goals.find(({ id }, i) => goals.findIndex((other) => other.id === id) !== i);
  return twice === undefined ? [] : [issue('blocker', 'goal-id', `Two goals are called ${twice.id}.`, 'goals')];
}

function issue(severity: Issue['severity'], code: string, message: string, at: string): Issue {
  return { severity, code, message, at };
}
