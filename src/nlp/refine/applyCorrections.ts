/**
 * A rating in a turn that opens with a repair ("Actually, make that mod") withdraws the rating before it; only the
 * last value stays.
 */
import type { Draft } from '../extract/draft.ts';
import type { RefineContext } from './context.ts';
import { utteranceIndexOf } from './context.ts';

const MOST_UTTERANCES_APART = 3;

export function applyCorrections(drafts: readonly Draft[], context: RefineContext): Draft[] {
  const withdrawn = new Set<Draft>();
  const observations = drafts.filter((draft) => draft.kind === 'observation');
  for (const draft of observations) {
    if (!draft.corrects) continue;
    const at = utteranceIndexOf(context, draft);
    const earlier = observations.filter((other) => {
      const distance = at - utteranceIndexOf(context, other);
      return other !== draft && distance > 0 && distance <= MOST_UTTERANCES_APART && other.fimItem === draft.fimItem;
    });
    const last = earlier.at(-1);
    if (last) withdrawn.add(last);
  }
  return drafts.filter((draft) => !withdrawn.has(draft));
}
