/** Snippets of the core in memory. */
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

type SnippetCall = Extract<CallName, `snippets.${string}`>;
type Handlers = { [N in SnippetCall]: (body: CallInput<N>) => Result<unknown> };

export function fakeSnippets(world: World): Handlers {
  return {
    'snippets.list': () => ok(world.snippets),
    'snippets.keep': (snippet) => {
      const value = /\d+/.exec(snippet.text)?.[0];
      if (value !== undefined) return fail('invalid_input', `Put ___ in place of "${value}".`, { at: 'text' });
      world.snippets = [...world.snippets.filter(({ name }) => name !== snippet.name), snippet];
      return ok(world.snippets);
    },
    'snippets.drop': ({ name }) => {
      world.snippets = world.snippets.filter((each) => each.name !== name);
      return ok(world.snippets);
    },
  };
}
