/**
 * A note that was written by hand, cut into sentences for the reading of facts: abbreviations that only stand on paper are
 * written out, headings go, the sentence as it was pasted is kept beside. Units and KX are read here, since nobody says them.
 */
import type { Transcript, Utterance } from '../../shared/domain/utterance.ts';
import { type Comparable, comparableLines, kxComparable } from './comparable.ts';

export interface PaperWords {
  /** Written out in this order; "$1" stands for what a pattern caught. */
  readonly abbreviations: readonly { readonly pattern: string; readonly words: string }[];
  /** A heading at the start of a line: "S:", "Objective". */
  readonly heading: string;
  /** Sentences that are about another day or a target. */
  readonly notToday: string;
}

export interface PastedNote {
  readonly transcript: Transcript;
  readonly quoteOf: (utteranceId: string) => string | null;
  /** Units and KX, as they are written. */
  readonly billed: readonly Comparable[];
}

const MS_A_SENTENCE = 1000;
const SENTENCE_END = /\n+|(?<=[.!?;])\s+(?=[A-Z"“])/;
const CODE_WITH_UNITS = /\b(9\d{4})\b[^\n.;]*?(?:\b(?:x|×)\s*(\d{1,2})\b|\b(\d{1,2})\s*units?\b)/gi;

export function readPasted(text: string, paper: PaperWords): PastedNote {
  const heading = new RegExp(paper.heading, 'iu');
  const notToday = new RegExp(paper.notToday, 'iu');
  const quotes = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.replace(heading, '').trim())
    .filter((sentence) => sentence !== '' && !notToday.test(sentence));
  const utterances = quotes.map((quote, index): Utterance => {
    const startMs = index * MS_A_SENTENCE;
    return {
      ...{ id: `p${index}`, speaker: 'therapist', speakerP: 1, setBy: 'file', words: [] },
      ...{ text: writtenOut(quote, paper), startMs, endMs: startMs + MS_A_SENTENCE },
    };
  });
  const byId = new Map(utterances.map(({ id }, index) => [id, quotes[index] ?? null]));
  return {
    transcript: { utterances, gaps: [] },
    quoteOf: (id) => byId.get(id) ?? null,
    billed: utterances.flatMap(({ id }, index) => billedIn(quotes[index] ?? '', id)),
  };
}

function writtenOut(sentence: string, { abbreviations }: PaperWords): string {
  return abbreviations.reduce(
    (written, { pattern, words }) => written.replace(new RegExp(pattern, 'gu'), words),
    sentence,
  );
}

function billedIn(sentence: string, utteranceId: string): readonly Comparable[] {
  const lines = [...sentence.matchAll(CODE_WITH_UNITS)].map(([, code = '', times, units]) => ({
    ...{ code, units: Number(times ?? units), modifiers: [] },
  }));
  const billed = comparableLines(lines).map((line) => ({ ...line, utteranceId }));
  return /\bKX\b/.test(sentence) ? [...billed, kxComparable(utteranceId)] : billed;
}
