/** How far today's minutes are from one unit less and one unit more; sharp where a figure is only approximate. */
import type { MinutesLedger, UnitMargin, UnitsResult } from '../../shared/domain/billing.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';

/** null for a rule that counts each code by itself: there is no edge of the day. */
export function unitMargin(ledger: MinutesLedger, result: UnitsResult, rule: UnitRuleDefinition): UnitMargin | null {
  if (rule.scope !== 'day') return null;
  const { units, timedMinutes } = result;
  const leastMinutes = units === 0 ? 0 : rule.firstUnitMinutes + (units - 1) * rule.blockMinutes;
  const nextMinutes = rule.firstUnitMinutes + units * rule.blockMinutes;
  const approximate = ledger.entries.filter((entry) => entry.timed && entry.approximate).map((entry) => entry.id);
  const count = units === 1 ? '1 unit' : `${units} units`;
  const doubt = approximate.length > 0 ? ` ${approximate.length} of the figures are approximate.` : '';
  return {
    units,
    leastMinutes,
    mostMinutes: nextMinutes - 1,
    minutesToNext: nextMinutes - timedMinutes,
    approximate,
    why: {
      ruleId: `units/${rule.id}`,
      source: citation(rule.source),
      inputs: [{ name: 'timed minutes', value: String(timedMinutes), at: 'ledger.timedMinutes' }],
      text: `${timedMinutes} timed minutes: ${count} ${units === 1 ? 'needs' : 'need'} ${leastMinutes} to ${nextMinutes - 1} minutes.${doubt}`,
    },
  };
}
