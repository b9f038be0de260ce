/**
 * The hard stop: the faults of charges that claim more than the minutes allow, whoever made them. Every way out of the
 * record (screen, file, export) goes through it; see `main/core/export/release.ts`.
 */
import type { ChargeLine, ChargeProposal, MinutesLedger, UnitsResult } from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';
import { allowedUnits } from './allowedUnits.ts';

type Minutes = Pick<MinutesLedger, 'timedMinutes'>;
type Charges = Pick<ChargeProposal, 'rule' | 'sameDay'> & {
  readonly lines: readonly Pick<ChargeLine, 'code' | 'minutes' | 'units' | 'timed'>[];
  readonly result: Pick<UnitsResult, 'ties'>;
};

export function unitFaults(
  ledger: Minutes,
  charges: Charges,
  unitRules: readonly UnitRuleDefinition[],
): readonly Issue[] {
  const rule = unitRules.find(({ id }) => id === charges.rule);
  if (charges.lines.length === 0 && charges.result.ties.length === 0) return [];
  if (rule === undefined)
    return [
      stop('unknown-unit-rule', `The charges follow the unit rule "${charges.rule}", which no rule file defines.`),
    ];
  return [...staleMinutes(ledger, charges), ...overTotal(ledger, charges, rule), ...overCode(charges, rule)];
}

/** The charges as they may be shown: with a fault there are no lines, only the reason. */
export function withinMinutes(
  ledger: MinutesLedger,
  charges: ChargeProposal,
  unitRules: readonly UnitRuleDefinition[],
): ChargeProposal {
  const faults = unitFaults(ledger, charges, unitRules);
  if (faults.length === 0) return charges;
  const result = { ...charges.result, units: 0, lines: [], ties: [] };
  return { ...charges, result, lines: [], issues: [...charges.issues, ...faults] };
}

function staleMinutes(ledger: Minutes, charges: Charges): Issue[] {
  const minutes = charges.lines.filter((line) => line.timed).reduce((sum, line) => sum + line.minutes, 0);
  if (minutes === ledger.timedMinutes) return [];
  return [stop('charges-stale', `The charges count ${minutes} timed minutes, the ledger has ${ledger.timedMinutes}.`)];
}

function overTotal(ledger: Minutes, charges: Charges, rule: UnitRuleDefinition): Issue[] {
  if (rule.scope !== 'day') return [];
  const others = (charges.sameDay ?? []).flatMap(({ lines }) => lines).filter((line) => line.timed !== false);
  const minutes = ledger.timedMinutes + others.reduce((sum, line) => sum + line.minutes, 0);
  const claimed =
    charges.lines.filter((line) => line.timed).reduce((sum, line) => sum + line.units, 0) +
    charges.result.ties.reduce((sum, tie) => sum + tie.units, 0) +
    others.reduce((sum, line) => sum + line.units, 0);
  const own = claimed - others.reduce((sum, line) => sum + line.units, 0);
  // Left-over minutes of the day's other notes can add one unit to this one, never more.
  const ownAllowed = allowedUnits(ledger.timedMinutes, rule) + (others.length > 0 ? 1 : 0);
  const allowed = allowedUnits(minutes, rule);
  if (claimed <= allowed && own <= ownAllowed) return [];
  return [stop('units-over-minutes', `${minutes} timed minutes allow ${allowed} units; ${claimed} are claimed.`)];
}

/** Lines of one code count together: a code may stand on two lines, with and without the assistant's modifier. */
function overCode(charges: Charges, rule: UnitRuleDefinition): Issue[] {
  const others = (charges.sameDay ?? []).flatMap(({ lines }) => lines);
  return [...Map.groupBy(charges.lines, (line) => line.code)].flatMap(([code, lines]) => {
    const all = [...lines, ...others.filter((line) => line.code === code)];
    const minutes = all.reduce((sum, line) => sum + line.minutes, 0);
    const units = all.reduce((sum, line) => sum + line.units, 0);
    const most = mostUnits(minutes, lines[0]!.timed, rule);
    if (units <= most) return [];
    const message = `${code}: ${minutes} minutes allow at most ${most} units; ${units} are claimed.`;
    return [stop('units-over-minutes', message)];
  });
}

function mostUnits(minutes: number, isTimed: boolean, rule: UnitRuleDefinition): number {
  if (!isTimed) return minutes > 0 ? 1 : 0;
  return rule.scope === 'day' ? Math.ceil(minutes / rule.blockMinutes) : allowedUnits(minutes, rule);
}

function stop(code: string, message: string): Issue {
  return { severity: 'blocker', code, message, at: 'charges' };
}
