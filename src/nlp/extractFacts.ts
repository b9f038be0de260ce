/**
 * Transcript to facts: read the text once, let every extractor speak, refine in the declared order, then sort by first
 * evidence and number. Pure and deterministic; the lexicon comes from the caller.
 */
import type { Fact } from '../shared/domain/facts.ts';
import type { Transcript } from '../shared/domain/utterance.ts';
import type { ExtractionConfiguration } from './configuration.ts';
import { DEFAULT_CONFIGURATION } from './configuration.ts';
import { activeTasks } from './extract/activeTask.ts';
import { readDocument } from './extract/document.ts';
import type { Draft } from './extract/draft.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { refineContext } from './refine/context.ts';

export function extractFacts(
  transcript: Transcript,
  lexicon: Lexicon,
  configuration: ExtractionConfiguration = DEFAULT_CONFIGURATION,
): Fact[] {
  const document = readDocument(transcript, lexicon);
  const active = activeTasks(document);
  const context = refineContext(transcript);
  const drafts = configuration.extractors.flatMap((extract) => extract(document, active));
  const refined = configuration.refiners.reduce<readonly Draft[]>((list, refine) => refine(list, context), drafts);
  return number(refined, context.positions);
}

function number(drafts: readonly Draft[], positions: ReadonlyMap<string, number>): Fact[] {
  const place = (draft: Draft) => {
    const first = draft.evidence[0];
    return (positions.get(first.utteranceId) ?? 0) * 1e6 + first.from;
  };
  return drafts
    .map((draft, order) => ({ draft, order }))
    .sort((a, b) => place(a.draft) - place(b.draft) || a.order - b.order)
    .map(({ draft }, index) => {
      const {
        corrects: _corrects,
        label: _label,
        ownTask: _ownTask,
        ...fact
      } = { corrects: undefined, label: undefined, ownTask: undefined, ...draft };
      return { id: `f${index}`, ...fact } as Fact;
    });
}
