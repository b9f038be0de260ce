/** What a payer lays over the shipped rules: its own least minutes of a unit. */
import type { PayerRules, RuleSet, UnitRuleDefinition } from '../../shared/domain/rules.ts';

/** The unit rule as this payer wants it. A profile can only ask for more minutes than the published rule, never for fewer. */
export function unitRuleOf(payer: PayerRules, unitRules: readonly UnitRuleDefinition[]): UnitRuleDefinition {
  const rule = unitRules.find(({ id }) => id === payer.unitRule)!;
  const least = payer.firstUnitMinutes ?? rule.firstUnitMinutes;
  return least <= rule.firstUnitMinutes ? rule : { ...rule, firstUnitMinutes: least, source: payer.source };
}

export function withPayers(rules: RuleSet, own: readonly PayerRules[] | undefined): RuleSet {
  return own === undefined || own.length === 0 ? rules : { ...rules, payers: [...rules.payers, ...own] };
}
