/** Facts of a short talk, one line an utterance, by the shipped lexicon. */
import { resolve } from 'node:path';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { FactKind, FactOf } from '../../../src/shared/domain/facts.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

export type Line = readonly [speaker: 'therapist' | 'patient' | 'caregiver' | 'other', text: string];

export function factsOf<K extends FactKind>(kind: K, ...lines: readonly Line[]): FactOf<K>[] {
  const transcript = parseTranscript({
    utterances: lines.map(([speaker, text], index) => ({ t0: index * 5, t1: index * 5 + 4, speaker, text })),
  });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return extractFacts(transcript.value, lexicon).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

export const told = <K extends FactKind>(kind: K, ...texts: readonly string[]): FactOf<K>[] =>
  factsOf(kind, ...texts.map((text) => ['therapist', text] as const));
