/**
 * The words for the task of a rating that only the reader found: the nearest task named in the talk that fits its item;
 * where the talk never names one, the usual name of the item.
 */

import type { FimItem } from '../../shared/domain/facts.ts';
import type { Document } from '../extract/document.ts';
import { hitsOf, spokenText } from '../extract/document.ts';
import type { Place } from '../extract/draft.ts';

export interface NamedTask {
  readonly task: string;
  readonly label: string;
}

const MOST_SENTENCES_BACK = 14;
const MOST_WORDS_OF_NAME = 5;

export function taskOfSpan(document: Document, place: Place, fimItem: FimItem | null): NamedTask | null {
  const last = place.sentence.index;
  for (let index = last; index >= Math.max(0, last - MOST_SENTENCES_BACK); index--) {
    const sentence = document.sentences[index]!;
    const fits = hitsOf(sentence, 'tasks').filter((hit) => hit.entry.fimItem === fimItem);
    const nearest = index === last ? byDistance(fits, place)[0] : fits.at(-1);
    if (nearest)
      return { task: spokenText(sentence, nearest.from, nearest.to).toLowerCase(), label: nearest.entry.label };
  }
  return fimItem === null ? wordsBeside(place) : usualTask(document, fimItem);
}

function usualTask({ lexicon }: Document, fimItem: FimItem): NamedTask | null {
  const entry = lexicon.entries.tasks.find((each) => each.fimItem === fimItem);
  return entry === undefined ? null : { task: entry.label, label: entry.label };
}

function byDistance<H extends { readonly from: number; readonly to: number }>(
  hits: readonly H[],
  { from, to }: Place,
): H[] {
  const apart = (hit: H) => Math.max(0, hit.from - to, from - hit.to);
  return [...hits].sort((a, b) => apart(a) - apart(b));
}

const LIGHT = new Set(
  "the a an and or so then now okay ok well was were is are did does do had has have he she they i we you it that this for on in at to of with her his their my your just only got get went go she's he's 's".split(
    ' ',
  ),
);

/** No task of the lexicon: what stands in the clause before the level, behind it, or else around it, without its light words. */
function wordsBeside({ sentence, from, to }: Place): NamedTask | null {
  const chunk = sentence.chunks.find((each) => from >= each.from && from < each.to) ?? { from, to };
  const before = sentence.tokens.slice(chunk.from, from);
  const after = sentence.tokens.slice(to, chunk.to);
  for (const tokens of [before, after, sentence.tokens]) {
    const words = tokens.filter((token) => token.kind === 'word' && !LIGHT.has(token.text)).map((token) => token.text);
    if (words.length > 0) {
      const task = words.slice(0, MOST_WORDS_OF_NAME).join(' ');
      return { task, label: task };
    }
  }
  return null;
}
