import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';

/**
 * The minutes→units table as arithmetic: the first unit at `firstUnitMinutes`, each further one a block later
 * (8–22 → 1, 23–37 → 2, …). Source: Medicare Claims Processing Manual ch. 5 §20.2 C, which prints 1 to 8 units and says
 * the pattern goes on.
 */
export function allowedUnits(minutes: number, rule: UnitRuleDefinition): number {
  return Math.floor((minutes + rule.blockMinutes - rule.firstUnitMinutes) / rule.blockMinutes);
}
