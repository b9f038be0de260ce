/** Text snippets of the therapist's own, by name; a value of a session can never come out of one. */
import { z } from 'zod';
import type { Snippet } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Store } from '../store/createStore.ts';
import type { App } from './app.ts';

type Names = 'snippets.list' | 'snippets.keep' | 'snippets.drop';

const KEY = 'snippets';
const MOST_SNIPPETS = 100;
const stored = z.array(z.strictObject({ name: z.string(), text: z.string() }));

export function snippetHandlers({ clinical }: App): SomeHandlers<Names> {
  const kept = ({ settings }: Store): readonly Snippet[] => stored.parse(JSON.parse(settings.get(KEY) ?? '[]'));

  function keep({ settings }: Store, snippets: readonly Snippet[]): readonly Snippet[] {
    const sorted = snippets.toSorted((a, b) => a.name.localeCompare(b.name));
    settings.set(KEY, JSON.stringify(sorted));
    return sorted;
  }

  return {
    'snippets.list': whenUnlocked((_body, { store }) => ok(kept(store))),

    'snippets.keep': whenUnlocked(({ name, text }, { store }) => {
      const [value] = clinical.valuesIn(text);
      if (value !== undefined) {
        return fail('invalid_input', `Put ___ in place of "${value}": what differs by session is typed each time.`, {
          at: 'text',
        });
      }
      const others = kept(store).filter((each) => each.name !== name);
      if (others.length >= MOST_SNIPPETS) {
        return fail('conflict', `There are ${MOST_SNIPPETS} snippets. Remove one first.`);
      }
      return ok(keep(store, [...others, { name, text }]));
    }),

    'snippets.drop': whenUnlocked(({ name }, { store }) =>
      ok(
        keep(
          store,
          kept(store).filter((each) => each.name !== name),
        ),
      ),
    ),
  };
}
