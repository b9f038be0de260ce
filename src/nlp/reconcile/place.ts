/** Where a run of white-space words stands among the tokens of the sentences. */
import type { Document, Sentence } from '../extract/document.ts';
import type { Place } from '../extract/draft.ts';
import type { ReadSpan } from '../read/reading.ts';

/** The tokens that a run covers in the sentence that holds most of it; null where none is left of it (fillers, a repair). */
export function placeOf(document: Document, span: ReadSpan): Place | null {
  let best: Place | null = null;
  for (const sentence of sentencesOf(document).get(span.utteranceId) ?? []) {
    const from = sentence.tokens.findIndex((token) => token.to > span.from && token.from < span.to);
    if (from < 0) continue;
    const to = sentence.tokens.findLastIndex((token) => token.to > span.from && token.from < span.to) + 1;
    if (best === null || to - from > best.to - best.from) best = { sentence, from, to };
  }
  return best;
}

const known = new WeakMap<Document, ReadonlyMap<string, readonly Sentence[]>>();

function sentencesOf(document: Document): ReadonlyMap<string, readonly Sentence[]> {
  const found = known.get(document) ?? Map.groupBy(document.sentences, (sentence) => sentence.utterance.id);
  known.set(document, found);
  return found;
}
