/** Payer profiles of the clinic's own, in the encrypted store; held to the form of the shipped files when they are read. */
import { z } from 'zod';
import type { PayerInput } from '../../../shared/contractPayers.ts';
import type { PayerRules } from '../../../shared/domain/rules.ts';
import { payerFile } from '../rules/billingSchemas.ts';
import type { Store } from '../store/createStore.ts';

const KEY = 'payers';
const stored = z.array(payerFile);

/** All versions of all of them; of one profile no two are in force on the same day. */
export function ownPayers({ settings }: Store): readonly PayerRules[] {
  return stored.parse(JSON.parse(settings.get(KEY) ?? '[]'));
}

export function keepOwnPayers({ settings }: Store, payers: readonly PayerRules[]): void {
  settings.set(KEY, JSON.stringify(payers));
}

/** What is still to be filled in and plays no part in a claim does not hold up the sample. */
export function named({ name, source, clause, ...rest }: PayerInput): PayerInput {
  const { title, section } = source;
  return {
    ...rest,
    ...{ name: name || '–', source: { title: title || '–', section: section || '–' } },
    clause: clause || null,
  };
}
