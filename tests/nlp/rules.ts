/** The shipped rules, loaded once for tests of this folder. */
import { fileURLToPath } from 'node:url';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { PayerRules, UnitRuleDefinition } from '../../src/shared/domain/rules.ts';

export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
export const MODELS = fileURLToPath(new URL('../../models', import.meta.url));

const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
export const rules = loaded.value;
export const cms = ruleNamed('cms');
export const ama = ruleNamed('ama');
export const medicare = payerNamed('medicare-part-b');
export const commercial = payerNamed('commercial-ama');

function ruleNamed(id: string): UnitRuleDefinition {
  return rules.unitRules.find((rule) => rule.id === id)!;
}

function payerNamed(id: string): PayerRules {
  return rules.payers.find((payer) => payer.id === id)!;
}
