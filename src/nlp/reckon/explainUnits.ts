/** The arithmetic behind one line's units, as a sentence a reviewer can redo with a pencil. */
import type { UnitLine, UnitsResult } from '../../shared/domain/billing.ts';
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';

export function explainUnits(line: UnitLine, result: UnitsResult, rule: UnitRuleDefinition): string {
  if (line.timed === false)
    return `${line.code} is untimed: one unit a day, ${line.minutes} minutes kept out of the timed total.`;
  const minutes = `${line.code} has ${line.minutes} minutes`;
  if (rule.scope === 'code')
    return `${rule.name}: ${minutes} by itself, a unit at minute ${rule.firstUnitMinutes} and every ${rule.blockMinutes} after → ${plural(line.units)}.`;
  const blocks = Math.floor(line.minutes / rule.blockMinutes);
  const rest = line.minutes % rule.blockMinutes;
  const total = `${rule.name}: ${result.timedMinutes} timed minutes allow ${plural(result.units)}`;
  const share = `${minutes} = ${blocks} × ${rule.blockMinutes} + ${rest}`;
  const tie = result.ties.find((candidate) => candidate.codes.includes(line.code));
  if (tie !== undefined)
    return `${total}; ${share} → ${plural(line.units)}, and ${tie.units} open between ${tie.codes.join(' and ')}.`;
  const extra = line.units - blocks;
  const ending =
    extra > 0
      ? `the ${rest} left over earn one of the remaining units`
      : rest > 0
        ? `the ${rest} left over earn none`
        : 'nothing left over';
  return `${total}; ${share}, ${ending} → ${plural(line.units)}.`;
}

function plural(units: number): string {
  return units === 1 ? '1 unit' : `${units} units`;
}
