/** Which recogniser writes the words: what is there, how fast it is here, and the choice. */
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';

type Names = 'recognisers.list' | 'recognisers.time' | 'recognisers.choose';

export function recogniserHandlers({ recognisers, recorder }: App): SomeHandlers<Names> {
  return {
    'recognisers.list': whenUnlocked(async () => ok(await recognisers.list())),

    'recognisers.time': whenUnlocked(({ name }) =>
      recorder.status() === null
        ? recognisers.time(name)
        : fail('conflict', 'A recording goes on and comes first. Measure after it.'),
    ),

    'recognisers.choose': whenUnlocked(({ name }) => recognisers.choose(name)),
  };
}
