/**
 * A task done without hands but with cues is supervision, also when the cues are told in another sentence; a single
 * demonstration is teaching and changes nothing. (Burden-of-care scale: helper cues without contact.)
 */
import type { Draft } from '../extract/draft.ts';
import type { RefineContext } from './context.ts';
import { utteranceIndexOf } from './context.ts';

/** A cue told later for a task it names itself says nothing about the task before. */
function isOfAnotherTask(cue: Draft, observation: Draft, at: (draft: Draft) => number): boolean {
  if (at(cue) === at(observation) || cue.kind !== 'cue' || cue.ownTask !== true) return false;
  return cue.task !== observation.label;
}

const MOST_UTTERANCES_APART = 2;
const ALONE_RULES = new Set(['assistLevel/alone', 'assistLevel/noHands']);
const HELPING = new Set(['verbal', 'tactile', 'visual', 'unspecified']);

export function superviseCued(drafts: readonly Draft[], context: RefineContext): Draft[] {
  const at = (draft: Draft) => utteranceIndexOf(context, draft);
  const cues = drafts.filter((draft) => draft.kind === 'cue' && HELPING.has(draft.type));
  const observations = drafts.filter((draft) => draft.kind === 'observation').sort((a, b) => at(a) - at(b));
  return drafts.map((draft) => {
    if (draft.kind !== 'observation' || !ALONE_RULES.has(draft.rule)) return draft;
    const next = observations[observations.indexOf(draft) + 1];
    const until = Math.min(next ? at(next) : Number.POSITIVE_INFINITY, at(draft) + MOST_UTTERANCES_APART + 1);
    const cue = cues.find(
      (each) =>
        at(each) >= at(draft) && (at(each) < until || at(each) === at(draft)) && !isOfAnotherTask(each, draft, at),
    );
    if (cue === undefined) return draft;
    return {
      ...draft,
      assistLevel: 'Supervision',
      certainty: 'inferred',
      rule: 'assistLevel/cued',
      evidence: [...draft.evidence, ...cue.evidence],
    };
  });
}
