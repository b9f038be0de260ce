/** Terms of the therapist's own that the recogniser favours where it doubts; none may decide a level, a side or a number. */
import { MOST_OWN_TERMS } from '../../../audio/transcribe/ownTerms.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { keepOwnTerms, ownTermsOf } from '../session/ownTerms.ts';
import type { App } from './app.ts';

type Names = 'terms.list' | 'terms.keep' | 'terms.drop';

export function termHandlers({ recognisers }: App): SomeHandlers<Names> {
  const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return {
    'terms.list': whenUnlocked((_body, { store }) => ok(ownTermsOf(store))),

    'terms.keep': whenUnlocked(async ({ term }, { store }) => {
      const fault = await recognisers.ownTermFault(term);
      if (fault !== null) return fail('invalid_input', fault, { at: 'term' });
      const others = ownTermsOf(store).filter((each) => !isSame(each, term));
      if (others.length >= MOST_OWN_TERMS) {
        return fail('conflict', `There are ${MOST_OWN_TERMS} terms. Remove one first.`);
      }
      return ok(keepOwnTerms(store, [...others, term]));
    }),

    'terms.drop': whenUnlocked(({ term }, { store }) =>
      ok(
        keepOwnTerms(
          store,
          ownTermsOf(store).filter((each) => !isSame(each, term)),
        ),
      ),
    ),
  };
}
