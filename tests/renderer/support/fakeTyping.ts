/** Texts in the middle of being typed, in the core in memory. */
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

type Handlers = { [N in Extract<CallName, `typing.${string}`>]: (body: CallInput<N>) => Result<unknown> };

export function fakeTyping(world: World): Handlers {
  return {
    'typing.get': ({ sessionId }) =>
      ok([...(world.typing.get(sessionId) ?? [])].map(([place, text]) => ({ place, text }))),
    'typing.keep': ({ sessionId, place, text }) => {
      const texts = world.typing.get(sessionId) ?? new Map<string, string>();
      if (text === '') texts.delete(place);
      else texts.set(place, text);
      world.typing.set(sessionId, texts);
      return ok(null);
    },
  };
}
