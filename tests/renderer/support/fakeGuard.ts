/** The question about a forgotten recording in the core in memory. */
import type { CallInput, CallName, GuardSetting } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

type GuardCall = Extract<CallName, 'recording.goOn' | 'recording.guard' | 'recording.setGuard'>;
type Handlers = { [N in GuardCall]: (body: CallInput<N>) => Result<unknown> };

export function fakeGuard(world: World, announce: () => void): Handlers {
  let setting: GuardSetting = { quietMinutes: 10, plannedMinutes: 60 };
  return {
    'recording.goOn': () => {
      world.recording = world.recording && { ...world.recording, ask: null };
      announce();
      return ok(null);
    },
    'recording.guard': () => ok(setting),
    'recording.setGuard': (next) => {
      setting = next;
      return ok(setting);
    },
  };
}
