/**
 * Transcript to facts: read the text once, let every extractor speak, refine in the declared order, then sort by first
 * evidence and number. Pure and deterministic; the lexicon, and what the reader said of the words, come from the caller.
 */
import type { Fact } from '../shared/domain/facts.ts';
import type { Transcript, Utterance } from '../shared/domain/utterance.ts';
import type { ExtractionConfiguration } from './configuration.ts';
import { DEFAULT_CONFIGURATION } from './configuration.ts';
import { isOtherLanguage, isSetAside, typedIn } from './correctTranscript.ts';
import { type ActiveTask, activeTasks } from './extract/activeTask.ts';
import { type Document, readDocument } from './extract/document.ts';
import type { Draft } from './extract/draft.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Reading } from './read/reading.ts';
import { reconcile } from './reconcile/reconcile.ts';
import type { TrustByKind } from './reconcile/trust.ts';
import { type RefineContext, refineContext } from './refine/context.ts';
import { mergeRestatements } from './refine/mergeRestatements.ts';

export function extractFacts(
  transcript: Transcript,
  lexicon: Lexicon,
  reading: Reading | null = null,
  configuration: ExtractionConfiguration = DEFAULT_CONFIGURATION,
): Fact[] {
  return heldFacts(draftFacts(transcript, lexicon, configuration), reading, configuration.trust);
}

/** What the rules alone make of a transcript, before a reading is held against it. */
export interface DraftedFacts {
  readonly spoken: Transcript;
  readonly document: Document;
  readonly active: readonly (ActiveTask | null)[];
  readonly context: RefineContext;
  readonly drafts: readonly Draft[];
}

export function draftFacts(
  transcript: Transcript,
  lexicon: Lexicon,
  configuration: ExtractionConfiguration = DEFAULT_CONFIGURATION,
): DraftedFacts {
  const spoken = { ...transcript, utterances: transcript.utterances.filter((line) => isRead(line, lexicon)) };
  const document = readDocument(spoken, lexicon);
  const active = activeTasks(document);
  const context = refineContext(spoken);
  const drafts = configuration.extractors.flatMap((extract) => extract(document, active));
  const refined = configuration.refiners.reduce<readonly Draft[]>((list, refine) => refine(list, context), drafts);
  return { spoken, document, active, context, drafts: refined };
}

export function heldFacts(
  { spoken, document, active, context, drafts }: DraftedFacts,
  reading: Reading | null,
  trust?: TrustByKind,
): Fact[] {
  const held =
    reading === null ? drafts : mergeRestatements(reconcile({ document, active, drafts, reading, trust }), context);
  return withTyping(number(held, context.positions), spoken);
}

const isRead = (line: Utterance, lexicon: Lexicon): boolean => !isSetAside(line) && !isOtherLanguage(line, lexicon);

/** Facts that rest on a typed word say by whom: a typed value is signed for as typed, not as heard. */
function withTyping(facts: Fact[], { utterances }: Transcript): Fact[] {
  const lines = new Map(utterances.filter((line) => line.heardAs?.typed !== undefined).map((line) => [line.id, line]));
  if (lines.size === 0) return facts;
  return facts.map((fact) => {
    const typed = fact.evidence
      .map(({ utteranceId, from, to }) => {
        const line = lines.get(utteranceId);
        return line === undefined ? null : typedIn(line, from, to);
      })
      .find((each) => each !== null);
    return typed === undefined ? fact : { ...fact, typed };
  });
}

function number(drafts: readonly Draft[], positions: ReadonlyMap<string, number>): Fact[] {
  const place = (draft: Draft) => {
    const first = draft.evidence[0];
    // Exercises come last, so that the ids of all other facts are the same with them and without.
    const last = draft.kind === 'exercise' ? 1e12 : 0;
    return last + (positions.get(first.utteranceId) ?? 0) * 1e6 + first.from;
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
