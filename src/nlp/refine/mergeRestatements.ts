/** The same rating of the same task told again without a trial word is one observation with more evidence. */
import type { Draft, DraftOf } from '../extract/draft.ts';
import type { RefineContext } from './context.ts';
import { utteranceIndexOf } from './context.ts';
import { dedupeEvidence } from './evidence.ts';

export function mergeRestatements(drafts: readonly Draft[], context: RefineContext): Draft[] {
  const out: Draft[] = [];
  for (const draft of drafts) {
    const same = out.findIndex((other) => restates(other, draft, context));
    if (same < 0) out.push(draft);
    else out[same] = { ...out[same]!, evidence: dedupeEvidence([...out[same]!.evidence, ...draft.evidence]) };
  }
  return out;
}

function restates(known: Draft, draft: Draft, context: RefineContext): boolean {
  if (known.kind !== draft.kind) return false;
  if (known.kind === 'observation' && draft.kind === 'observation') return sameObservation(known, draft);
  if (known.kind === 'cue' && draft.kind === 'cue') {
    return (
      known.type === draft.type &&
      known.count === draft.count &&
      known.intensity === draft.intensity &&
      known.evidence[0].utteranceId === draft.evidence[0].utteranceId &&
      known.purpose === draft.purpose
    );
  }
  if (known.kind === 'safety' && draft.kind === 'safety') {
    return known.event === draft.event && (known.event === 'fallRisk' || isSameReport(known, draft, context));
  }
  return false;
}

function sameObservation(known: DraftOf<'observation'>, draft: DraftOf<'observation'>): boolean {
  if (known.assistLevel !== draft.assistLevel || known.fimItem !== draft.fimItem) return false;
  if (/(?:first|second|third|fourth|last|repeat|next|back)$/.test(draft.task)) return false;
  const words = (task: string) => new Set(task.split(/\W+/).filter((word) => word.length > 3));
  const before = words(known.task);
  return [...words(draft.task)].some((word) => before.has(word)) || known.task === draft.task;
}

const MOST_UTTERANCES_OF_A_REPORT = 4;

/** A mishap told over several sentences or turns: "I went over on Saturday." – "On the lino?" – "On the lino." */
function isSameReport(known: DraftOf<'safety'>, draft: DraftOf<'safety'>, context: RefineContext): boolean {
  const last = known.evidence.at(-1) ?? known.evidence[0];
  const apart = utteranceIndexOf(context, draft) - (context.positions.get(last.utteranceId) ?? 0);
  const reported = known.observed === 'reported' && draft.observed === 'reported';
  return apart <= (reported ? MOST_UTTERANCES_OF_A_REPORT : 1);
}
