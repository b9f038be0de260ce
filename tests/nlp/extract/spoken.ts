/** Short dialogues for the tests of the extractors: "p: …" is the patient, "c:" the caregiver, "o:" another person. */
import { resolve } from 'node:path';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { FactKind, FactOf } from '../../../src/shared/domain/facts.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;
const SPEAKERS = { p: 'patient', c: 'caregiver', o: 'other', t: 'therapist' } as const;

export function said<K extends FactKind>(kind: K, ...lines: readonly string[]): FactOf<K>[] {
  const utterances = lines.map((line, index) => {
    const marked = /^([pco]): (.*)$/.exec(line);
    const speaker = SPEAKERS[(marked?.[1] ?? 't') as keyof typeof SPEAKERS];
    return { t0: index * 5, t1: index * 5 + 4, speaker, text: marked?.[2] ?? line };
  });
  const transcript = parseTranscript({ utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return extractFacts(transcript.value, lexicon).filter((fact): fact is FactOf<K> => fact.kind === kind);
}
