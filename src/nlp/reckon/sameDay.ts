/**
 * Several sessions of one patient on one day are one day: the minutes of all of them decide the units (Claims Processing
 * Manual ch. 5 §20.2 C, "per patient, per calendar day"). This session's lines are the day's units less what stands on
 * the other notes.
 */
import type { SameDaySession, UnitLine, UnitsResult } from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { MinutesByCode } from './reckonUnits.ts';

export function withSameDay(minutes: MinutesByCode, others: readonly SameDaySession[]): MinutesByCode {
  const all: Record<string, number> = { ...minutes };
  for (const line of linesOf(others)) all[line.code] = (all[line.code] ?? 0) + line.minutes;
  return all;
}

export function lessSameDay(
  day: UnitsResult,
  others: readonly SameDaySession[],
): { readonly result: UnitsResult; readonly issues: readonly Issue[] } {
  if (others.length === 0) return { result: day, issues: [] };
  const issues: Issue[] = [];
  const { lines: settled, ties } = settledElsewhere(day, others);
  const lines = settled.flatMap((line): UnitLine[] => {
    const elsewhere = linesOf(others).filter(({ code }) => code === line.code);
    const minutes = line.minutes - sumOf(elsewhere, 'minutes');
    const units = line.units - sumOf(elsewhere, 'units');
    if (units < 0) issues.push(overBilledElsewhere(line, sumOf(elsewhere, 'units')));
    return minutes <= 0 && units <= 0 ? [] : [{ ...line, minutes, units: Math.max(0, units) }];
  });
  const timed = linesOf(others).filter((line) => line.timed !== false);
  const result = {
    ...day,
    lines,
    ties,
    timedMinutes: day.timedMinutes - sumOf(timed, 'minutes'),
    units: Math.max(0, day.units - sumOf(timed, 'units')),
  };
  return { result, issues: [told(day, others), ...issues] };
}

/** Where the day's minutes tie, what the other note bills already is the choice that was made. */
function settledElsewhere(day: UnitsResult, others: readonly SameDaySession[]): Pick<UnitsResult, 'lines' | 'ties'> {
  const elsewhere = (code: string) =>
    sumOf(
      linesOf(others).filter((line) => line.code === code),
      'units',
    );
  const unitsOf = (code: string) => day.lines.find((line) => line.code === code)?.units ?? 0;
  const taken = day.ties.map((tie) => tie.codes.filter((code) => elsewhere(code) > unitsOf(code)).slice(0, tie.units));
  const all = taken.flat();
  return {
    lines: day.lines.map((line) => (all.includes(line.code) ? { ...line, units: line.units + 1 } : line)),
    ties: day.ties.flatMap((tie, i) => {
      const units = tie.units - taken[i]!.length;
      return units === 0 ? [] : [{ ...tie, units, codes: tie.codes.filter((code) => !taken[i]!.includes(code)) }];
    }),
  };
}

function linesOf(others: readonly SameDaySession[]): readonly UnitLine[] {
  return others.flatMap(({ lines }) => lines);
}

function sumOf(lines: readonly UnitLine[], field: 'minutes' | 'units'): number {
  return lines.reduce((sum, line) => sum + line[field], 0);
}

function told(day: UnitsResult, others: readonly SameDaySession[]): Issue {
  const count = others.length === 1 ? 'another session' : `${others.length} other sessions`;
  const message = `There is ${count} of this patient on this day: ${day.timedMinutes} timed minutes of the day allow ${day.units} units together.`;
  return { severity: 'hint', code: 'same-day', message, at: others.map(({ sessionId }) => sessionId).join(',') };
}

/** With the minutes of both sessions the units fall on other codes than the first note alone gave. */
function overBilledElsewhere(line: UnitLine, elsewhere: number): Issue {
  const message = `${line.code}: the day allows ${line.units} units in all, the other note of the day has ${elsewhere}. Correct that note before this one is billed.`;
  return { severity: 'blocker', code: 'same-day-conflict', message, at: line.code };
}
