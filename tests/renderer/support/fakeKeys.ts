/** Global keys of the core in memory: one combination belongs to another program. */
import type { CallInput } from '../../../src/shared/contract.ts';
import { GLOBAL_ACTIONS } from '../../../src/shared/domain/globalKeys.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

export const HELD_KEYS = 'CommandOrControl+Alt+R';

export function fakeKeys(world: World, announce: () => void) {
  return {
    'keys.set': ({ action, accelerator }: CallInput<'keys.set'>): Result<null> => {
      if (world.globalKeys === null) return fail('conflict', 'Keys for every program need the desktop window.');
      const keys = { ...world.globalKeys.keys, [action]: accelerator };
      world.globalKeys = { keys, refused: GLOBAL_ACTIONS.filter((each) => keys[each] === HELD_KEYS) };
      announce();
      return ok(null);
    },
  };
}
