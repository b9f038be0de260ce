/** The therapist's own terms for the recogniser, in the sealed store: a list of equipment and places is nobody else's business. */
import { z } from 'zod';
import type { Store } from '../store/createStore.ts';

const KEY = 'own-terms';
const stored = z.array(z.string());

export function ownTermsOf({ settings }: Pick<Store, 'settings'>): readonly string[] {
  return stored.parse(JSON.parse(settings.get(KEY) ?? '[]'));
}

/** @returns the list as it stands now, by the alphabet */
export function keepOwnTerms({ settings }: Pick<Store, 'settings'>, terms: readonly string[]): readonly string[] {
  const sorted = terms.toSorted((a, b) => a.localeCompare(b, 'en'));
  settings.set(KEY, JSON.stringify(sorted));
  return sorted;
}
