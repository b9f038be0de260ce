/** The therapist's own terms in memory. */
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

type TermCall = Extract<CallName, `terms.${string}`>;
type Handlers = { [N in TermCall]: (body: CallInput<N>) => Result<unknown> };

export function fakeTerms(world: World): Handlers {
  return {
    'terms.list': () => ok(world.ownTerms),
    'terms.keep': ({ term }) => {
      const held = /\b(min|mod|max|left|right)\b/i.exec(term)?.[0];
      if (held !== undefined) return fail('invalid_input', `Leave out "${held}".`, { at: 'term' });
      world.ownTerms = [...world.ownTerms.filter((each) => each !== term), term].sort();
      return ok(world.ownTerms);
    },
    'terms.drop': ({ term }) => {
      world.ownTerms = world.ownTerms.filter((each) => each !== term);
      return ok(world.ownTerms);
    },
  };
}
