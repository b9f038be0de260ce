import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { spokenMarks } from '../../../src/nlp/extract/spokenMarks.ts';
import type { Utterance } from '../../../src/shared/domain/utterance.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

/** A line at 10 s, each word 500 ms long. */
function line(text: string, more: Partial<Utterance> = {}): Utterance {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    startMs: 10_000 + 500 * i,
    endMs: 10_500 + 500 * i,
    p: 1,
  }));
  const span = { startMs: 10_000, endMs: words.at(-1)!.endMs };
  return { id: 'u0', speaker: 'therapist', speakerP: 1, setBy: 'model', text, words, ...span, ...more };
}
const marksOf = (...utterances: readonly Utterance[]) => spokenMarks({ utterances, gaps: [] }, lexicon);

describe('a moment marked by saying so', () => {
  it.each([
    'Mark this.',
    'Note that, please.',
    'Okay. Flag that for later.',
    'Make a note of this.',
    'mark this moment',
  ])('"%s" marks it', (text) => {
    expect(marksOf(line(text))).toHaveLength(1);
  });

  it('has the time of its own words, not that of its line', () => {
    expect(marksOf(line('He let go of the bar, mark that, and stood.'))).toEqual([13_000]);
  });

  it('has the time of its line where words have no times', () => {
    expect(marksOf(line('Nice. Mark this.', { words: [] }))).toEqual([10_000]);
  });

  it.each([
    'Note that he sat down without the rail.',
    'Mark that box with the pen.',
    'Should I mark this?',
    'I want you to mark that.',
    'He has a mark there.',
  ])('"%s" marks nothing', (text) => {
    expect(marksOf(line(text))).toEqual([]);
  });

  it('is the therapist’s to mark, and no longer when the line is given to another', () => {
    expect(marksOf(line('Mark this.', { speaker: 'patient' }))).toEqual([]);
    expect(marksOf(line('Mark this.', { speaker: 'other', setBy: 'user' }))).toEqual([]);
  });
});
