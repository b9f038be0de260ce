import { findUnitRule, type MinutesByCode, reckonUnits } from '../../../nlp/reckon/reckonUnits.ts';
import type { UnitsResult } from '../../../shared/domain/billing.ts';
import type { Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { loadRules } from './loadRules.ts';

/** Units of one day's minutes under a named rule of the shipped rule set. */
export async function unitsOfDay(
  minutes: MinutesByCode,
  ruleId: string,
  installation: Installation,
): Promise<Result<UnitsResult>> {
  const rules = await loadRules(installation.resources);
  if (!rules.ok) return rules;
  const rule = findUnitRule(ruleId, rules.value.unitRules);
  return rule.ok ? reckonUnits(minutes, rule.value, rules.value.catalogue) : rule;
}
