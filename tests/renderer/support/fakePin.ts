/** The PIN in the core in memory: it opens what the passphrase opens. */
import type { CallInput, CallName, PinView } from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { PASSPHRASE, type World } from './fakeWorld.ts';

type PinCall = Extract<CallName, `security.${string}Pin` | 'security.pin'>;
type Handlers = { [N in PinCall]: (body: CallInput<N>) => Result<unknown> };

export function pinHandlers(world: World, announce: () => void): Handlers {
  const view = (): Result<PinView> =>
    ok({ state: world.pin === null ? 'unavailable' : world.pin === '' ? 'off' : 'on' });
  return {
    'security.pin': view,
    'security.setPin': ({ pin, passphrase }) => {
      if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.');
      world.pin = pin;
      return view();
    },
    'security.removePin': () => {
      world.pin = '';
      return view();
    },
    'security.unlockWithPin': ({ pin }) => {
      if (pin !== world.pin) return fail('wrong_passphrase', 'That is not the PIN.', { waitMs: 0 });
      world.phase = 'unlocked';
      announce();
      return ok(null);
    },
  };
}
