/** The goals of a report as the store knows them: from the last report, else from the plan of care, with measurements. */
import { protectedTokens } from '../../../nlp/check/protectedTokens.ts';
import type { CarriedValue, DraftGoal, DraftMeasurement } from '../../../shared/contractReports.ts';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import type { GoalTarget, IntakeGoal, Measurement } from '../../../shared/domain/intake.ts';
import type { Goal } from '../../../shared/domain/record.ts';
import type { NoteWording } from '../../../shared/domain/rules.ts';
import { blankGoal, NOT_MEASURED } from './blankDraft.ts';
import { type Series, unitName } from './carrySeries.ts';

export interface GoalSources {
  /** Of the plan of care, in its order. */
  readonly plan: readonly Goal[];
  readonly last: { readonly reportId: string; readonly date: string; readonly goals: readonly IntakeGoal[] } | null;
  readonly series: readonly Series[];
  readonly wording: NoteWording;
}

export interface CarriedGoals {
  readonly goals: readonly DraftGoal[];
  readonly carried: readonly CarriedValue[];
  /** Series that no goal is about. */
  readonly rest: readonly Series[];
}

export function carryGoals(sources: GoalSources): CarriedGoals {
  const { last, series } = sources;
  const open = last === null ? fromPlan(sources) : fromReport(last, sources);
  const used = new Set<Series>();
  const carried: CarriedValue[] = [...open.carried];
  const goals = open.goals.map((goal): DraftGoal => {
    const follows = sources.plan.find(({ text }) => text === goal.text)?.target?.follows;
    const mine = series.find(({ key }) => key === follows) ?? series.find((each) => each.isNamedBy(goal.text));
    const [first, newest] = [mine?.points[0], mine?.points.at(-1)];
    if (mine === undefined || first === undefined || newest === undefined) return goal;
    used.add(mine);
    const at = (field: string, { measurement, source }: typeof first): void =>
      void carried.push({ field: `goals.${goal.id}.${field}`, text: measurement.text, sources: [source] });
    const isFirstEntered = goal.initial.text !== '';
    // A single session gives where the goal stands, and a first value only where there is another one later.
    const hasFirst = !isFirstEntered && mine.points.length > 1;
    if (hasFirst) at('initial', first);
    at('current', newest);
    return {
      ...goal,
      area: goal.area === '' ? capitalised(mine.label) : goal.area,
      initial: hasFirst ? first.measurement : goal.initial,
      current: newest.measurement,
      target: goal.target.value === null ? goal.target : { ...goal.target, better: mine.better },
    };
  });
  return { goals, carried, rest: series.filter((each) => !used.has(each)) };
}

function fromPlan({ plan, wording }: GoalSources): Pick<CarriedGoals, 'goals' | 'carried'> {
  const counts = { long: 0, short: 0 };
  const goals = plan.map(({ term, text, target }): DraftGoal => {
    counts[term] += 1;
    const id = `${term === 'long' ? 'LTG' : 'STG'} ${counts[term]}`;
    const typed = target === undefined || target === null ? targetIn(text, wording) : toDraftTarget(target);
    return { ...blankGoal(id, term, text), target: typed };
  });
  const carried = goals.flatMap(({ id, text, target }): CarriedValue[] => [
    { field: `goals.${id}.text`, text, sources: [{ kind: 'patient' }] },
    ...(target.level === null && target.value === null
      ? []
      : [{ field: `goals.${id}.target`, text: targetText(target), sources: [{ kind: 'patient' } as const] }]),
  ]);
  return { goals, carried };
}

function fromReport(
  { reportId, date, goals: before }: NonNullable<GoalSources['last']>,
  sources: GoalSources,
): Pick<CarriedGoals, 'goals' | 'carried'> {
  const source = { kind: 'report', reportId, date } as const;
  const carried: CarriedValue[] = [];
  const kept = before.map((goal): DraftGoal => {
    const { id, term, area, status } = goal;
    const text = goal.revised ?? goal.text;
    const target = goal.target === null ? blankGoal(id, term, text).target : toDraftTarget(goal.target);
    const initial = toDraftMeasurement(goal.initial);
    // A goal that was met stays met as it was measured then, until it is measured anew.
    const current = status === 'MET' ? toDraftMeasurement(goal.current) : NOT_MEASURED;
    const fields = { text, area, target: targetText(target), initial: initial.text, current: current.text };
    for (const [field, shown] of Object.entries(fields)) {
      if (shown !== '') carried.push({ field: `goals.${id}.${field}`, text: shown, sources: [source] });
    }
    return { ...blankGoal(id, term, text), area, target, initial, current };
  });
  const known = new Set(before.flatMap(({ text, revised }) => [text, revised ?? text]));
  const added = fromPlan({ ...sources, plan: sources.plan.filter(({ text }) => !known.has(text)) });
  const isTaken = (id: string) => kept.some((goal) => goal.id === id);
  // A plan goal the last report did not have gets a number of its own.
  if (added.goals.some(({ id }) => isTaken(id))) return { goals: kept, carried };
  return { goals: [...kept, ...added.goals], carried: [...carried, ...added.carried] };
}

const VALUE = /(\d+(?:\.\d+)?)\s*(degrees?|°|lbs?|pounds?|kg|seconds?|minutes?|cm|%|percent)(?![a-z])/gi;

/** A target out of a goal's own words, where they leave one reading: one level, or one figure with its unit. */
export function targetIn(text: string, wording: NoteWording): DraftGoal['target'] {
  const spoken = new Set(protectedTokens(text, wording).map((token) => token.text.toLowerCase().replace(/\s+/g, ' ')));
  const levels = ASSIST_LEVELS.filter((level) =>
    wording.levels[level].forms.some((form) => spoken.has(form.toLowerCase())),
  );
  const figures = [...text.matchAll(VALUE)];
  const [figure] = figures;
  const level = levels.length === 1 ? (levels[0] ?? null) : null;
  const isFigure = level === null && levels.length === 0 && figures.length === 1 && figure !== undefined;
  const [, digits = '', unit = ''] = isFigure ? figure : [];
  return { level, value: isFigure ? Number(digits) : null, unit: isFigure ? unitName(unit) : '', better: 'higher' };
}

/** How a target is compared with what was carried; not shown. */
export function targetText({ level, value, unit }: DraftGoal['target']): string {
  return [level, value, unit].filter((part) => part !== null && part !== '').join(' ');
}

function toDraftTarget({ level, value, unit, better }: GoalTarget): DraftGoal['target'] {
  return { level, value, unit: value === null ? '' : unitName(unit ?? ''), better };
}

function toDraftMeasurement(measurement: Measurement | null): DraftMeasurement {
  return measurement === null ? NOT_MEASURED : { ...measurement, unit: measurement.unit ?? '' };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
