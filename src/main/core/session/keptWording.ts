/** The therapist's wording rules, as kept in the settings. */
import { z } from 'zod';
import type { WordingRule } from '../../../shared/domain/wordingRule.ts';
import type { Store } from '../store/createStore.ts';

const KEY = 'wording-rules';
const rules = z.array(z.strictObject({ before: z.string(), after: z.string() }));

export function keptWording({ settings }: Pick<Store, 'settings'>): readonly WordingRule[] {
  return rules.parse(JSON.parse(settings.get(KEY) ?? '[]'));
}

export function keepWording({ settings }: Pick<Store, 'settings'>, kept: readonly WordingRule[]): void {
  settings.set(KEY, JSON.stringify(kept));
}
