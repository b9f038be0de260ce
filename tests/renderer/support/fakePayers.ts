/** Payer profiles of the core in memory: the real reading of a profile, over the shipped rule files. */
import { createClinicalRules } from '../../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../../src/main/core/rules/loadRules.ts';
import { named } from '../../../src/main/core/session/ownPayers.ts';
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import type { PayerRules } from '../../../src/shared/domain/rules.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { TODAY } from './fakeWorld.ts';

type PayerCall = Extract<CallName, 'payers.book' | 'payers.preview' | 'payers.keep' | 'payers.drop'>;
type Handlers = { [N in PayerCall]: (body: CallInput<N>) => Result<unknown> };

const loaded = await loadRules('resources');
if (!loaded.ok) throw new Error(loaded.error.message);
const clinical = createClinicalRules(loaded.value);

export function fakePayers(): Handlers {
  let own: readonly PayerRules[] = [];
  const book = () => {
    const made = clinical.payerBook(own, TODAY);
    const profiles = made.profiles.map((entry) => ({
      ...entry,
      patients: entry.rules.id === 'medicare-part-b' ? 2 : 0,
    }));
    return ok({ ...made, profiles });
  };
  const read = (profile: CallInput<'payers.keep'>['profile']) =>
    clinical.readPayer(profile, { id: profile.id ?? `own-${own.length}`, version: 'own.1', today: TODAY }, own);

  return {
    'payers.book': book,
    'payers.preview': ({ profile, minutes }) => {
      const { faults } = read(profile);
      const { payer } = read(named(profile));
      return ok({ faults, trial: payer === null ? null : clinical.trialOf(minutes, TODAY, payer) });
    },
    'payers.keep': ({ profile }) => {
      const { payer, faults } = read(profile);
      if (payer === null) return fail('invalid_input', faults[0]!.message, { at: faults[0]!.at });
      own = [...own.filter(({ id }) => id !== payer.id), payer];
      return book();
    },
    'payers.drop': ({ payerId }) => {
      own = own.filter(({ id }) => id !== payerId);
      return book();
    },
  };
}
