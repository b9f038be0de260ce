/**
 * Which task the talk is about at each sentence: the last task the therapist named, in narration or instruction,
 * never one that was only planned, asked about, or done elsewhere.
 */
import type { Hit } from '../lexicon/match.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import { isQuestion, standingAt } from './standing.ts';

export type TaskHit = Hit<'tasks'>;

export interface ActiveTask {
  readonly label: string;
  readonly fimItem: TaskHit['entry']['fimItem'];
  readonly cpt: string;
  readonly sentence: number;
}

/** Index: position of the sentence; the task active before that sentence begins. */
export function activeTasks(document: Document): readonly (ActiveTask | null)[] {
  let active: ActiveTask | null = null;
  return document.sentences.map((sentence) => {
    const before = active;
    const asksRating =
      isQuestion(sentence) &&
      (hitsOf(sentence, 'levels').length > 0 || asksLevel(sentence) || isAnsweredByLevel(document, sentence));
    const rates =
      sentence.speaker === 'other' && hitsOf(sentence, 'levels').length > 0 && isAnswered(document, sentence);
    const speaks = sentence.speaker === 'therapist' || (sentence.speaker === 'other' && asksRating) || rates;
    if (speaks && (asksRating || !isQuestion(sentence))) {
      const named = hitsOf(sentence, 'tasks').filter(
        (hit) => asksRating || standingAt(sentence, hit.from).kind === 'asserted',
      );
      const last = named.findLast((hit) => !hit.entry.part) ?? named.at(-1);
      if (last) {
        const { label, fimItem, cpt } = last.entry;
        active = { label, fimItem, cpt, sentence: sentence.index };
      }
    }
    return before;
  });
}

const ANSWERING = new Set(['no', 'yes', 'yeah', 'nope', 'close', 'almost', 'not', "i'd", 'i']);

/** "I put her down as supervision for grooming." – "No, min.": a rating of another person that the therapist takes up. */
function isAnswered({ sentences }: Document, { index }: Sentence): boolean {
  const answer = sentences[index + 1];
  return answer?.speaker === 'therapist' && ANSWERING.has(answer.tokens[0]?.text ?? '');
}

/** "And the stand?" – "Contact guard?": another person is asked for a level. */
function isAnsweredByLevel({ sentences }: Document, { index }: Sentence): boolean {
  const answer = sentences[index + 1];
  return answer?.speaker === 'other' && hitsOf(answer, 'levels').length > 0;
}

const ASKED = new Set(['call', 'score', 'rate', 'level', 'give']);

/** "Toothbrushing, what would you call that?" */
function asksLevel({ tokens }: Sentence): boolean {
  return tokens.some((token) => ASKED.has(token.text)) && tokens.some((token) => token.text === 'you');
}

/** "rolling" in "rolling walker" is no task. */
function isPartOfDevice(sentence: Sentence, { from, to }: TaskHit): boolean {
  return hitsOf(sentence, 'devices').some(
    (each) => each.from <= from && to <= each.to && each.to - each.from > to - from,
  );
}

/** The task a statement at [from, to) of the sentence belongs to: named in it (nearest first), else the active one. */
export function taskFor(
  document: Document,
  active: readonly (ActiveTask | null)[],
  sentenceIndex: number,
  at: number,
): ActiveTask | null {
  const sentence = document.sentences[sentenceIndex];
  if (sentence === undefined) return null;
  const hits = hitsOf(sentence, 'tasks').filter((hit) => !isPartOfDevice(sentence, hit));
  const strong = hits.filter((hit) => !hit.entry.part);
  const pool = strong.length > 0 ? strong : hits;
  const nearest = pool.findLast((hit) => hit.from <= at) ?? pool[0];
  if (nearest) {
    const { label, fimItem, cpt } = nearest.entry;
    return { label, fimItem, cpt, sentence: sentenceIndex };
  }
  return active[sentenceIndex] ?? null;
}
