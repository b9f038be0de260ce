/**
 * Moments the therapist marks by saying so: "Mark this.", "Note that.", as a sentence or between commas of its own.
 * "Note that he sat down" and "mark that box" mark nothing. Milliseconds on the clock of the transcript, in order.
 */
import type { Transcript } from '../../shared/domain/utterance.ts';
import { isSetAside } from '../correctTranscript.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { hitsOf, readDocument, type Sentence, wordRange } from './document.ts';
import { isQuestion } from './standing.ts';

export function spokenMarks({ utterances, gaps }: Transcript, lexicon: Lexicon): readonly number[] {
  const openings = lexicon.patterns
    .filter(({ group }) => group === 'spokenMarks')
    .flatMap(({ pattern }) => [...pattern.firstWords]);
  const lines = utterances.filter(({ speaker, text, ...line }) => {
    const spoken = text.toLowerCase();
    const mayMark = speaker === 'therapist' && openings.some((word) => spoken.includes(word));
    return mayMark && !isSetAside({ ...line, speaker, text });
  });
  // Most lines hold no such word, and this runs at every change of a draft.
  if (lines.length === 0) return [];
  return readDocument({ utterances: lines, gaps }, lexicon).sentences.flatMap((sentence) =>
    isQuestion(sentence)
      ? []
      : hitsOf(sentence, 'spokenMarks')
          .filter(({ from, to }) => standsAlone(sentence, from, to))
          .map(({ from, to }) => startOf(sentence, from, to)),
  );
}

function standsAlone({ tokens }: Sentence, from: number, to: number): boolean {
  const isEdge = (at: number) => tokens[at] === undefined || tokens[at].kind === 'punctuation';
  return isEdge(from - 1) && isEdge(to);
}

function startOf(sentence: Sentence, from: number, to: number): number {
  const { utterance } = sentence;
  return utterance.words[wordRange(sentence, from, to).from]?.startMs ?? utterance.startMs;
}
