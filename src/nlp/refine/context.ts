/** What refiners may look at beside the drafts: where in the transcript each utterance stands. */
import type { Transcript } from '../../shared/domain/utterance.ts';
import type { Draft } from '../extract/draft.ts';

export interface RefineContext {
  readonly positions: ReadonlyMap<string, number>;
}

export type Refiner = (drafts: readonly Draft[], context: RefineContext) => Draft[];

export function refineContext(transcript: Transcript): RefineContext {
  return { positions: new Map(transcript.utterances.map((utterance, index) => [utterance.id, index])) };
}

export function utteranceIndexOf(context: RefineContext, draft: Draft): number {
  return context.positions.get(draft.evidence[0].utteranceId) ?? 0;
}
