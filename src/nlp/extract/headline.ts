/**
 * A task the lexicon does not know, read from the shape of the sentence: "Napkin folding, mod assist", "Watering the
 * plants, she did it by herself". Only a short opening phrase without a subject counts.
 */
import type { Document } from './document.ts';
import { spokenText } from './document.ts';
import type { Episode, EpisodeTask } from './episodes.ts';

const MOST_WORDS = 7;
const NOT_A_TASK = new Set(
  "i you he she it we they that this there so and but no yes okay ok right good great well now then again not never just was is were 's 're 'm had has have did does do my your his her".split(
    ' ',
  ),
);

export function headlineTask(document: Document, episode: Episode): EpisodeTask[] {
  const first = episode.places[0];
  if (first === undefined) return [];
  const sentence = document.sentences[first.sentence.index]!;
  const decided = episode.evidence[0]?.from ?? 0;
  const opening = sentence.chunks[0];
  if (opening === undefined) return [];
  const to = Math.min(decided, opening.to);
  const words = sentence.tokens.slice(opening.from, to);
  const isTask =
    words.length > 0 &&
    words.length <= MOST_WORDS &&
    words.every((word) => word.kind === 'word' && !NOT_A_TASK.has(word.text));
  if (!isTask) return [];
  const text = spokenText(sentence, opening.from, to).toLowerCase();
  return [{ text, label: text, fimItem: null, part: false }];
}
