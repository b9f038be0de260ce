import { describe, expect, it } from 'vitest';
import { buildAutomaton } from '../../../src/nlp/text/automaton.ts';
import { composeNumbers } from '../../../src/nlp/text/numbers.ts';
import { compilePattern, matchPattern } from '../../../src/nlp/text/pattern.ts';
import { tokenise } from '../../../src/nlp/text/tokenise.ts';

const PATTERNS = [
  'min assist*',
  'toilet (transfer|transfers)?',
  '(he|she) did ~2 <n> percent',
  '<n> of (the)? <n>',
  'no , make that',
  'cue*',
  'hand ~1 (on|at) (his|her) (back|belt)',
].map((source) => compilePattern(source));
const automaton = buildAutomaton(PATTERNS);

function longestMatches(text: string): string[] {
  const tokens = composeNumbers(tokenise(text));
  const symbols = tokens.map((token) => automaton.symbolOf(token));
  return tokens.flatMap((_token, at) => {
    const ends = new Map<number, number>();
    automaton.scan(symbols, at, (pattern, end) => ends.set(pattern, end));
    return [...ends].map(([pattern, end]) => `${pattern}:${at}-${end}`);
  });
}

function oneByOne(text: string): string[] {
  const tokens = composeNumbers(tokenise(text));
  return tokens.flatMap((_token, at) =>
    PATTERNS.flatMap((pattern, index) => {
      const end = matchPattern(pattern, tokens, at)?.end ?? at;
      return end > at ? [`${index}:${at}-${end}`] : [];
    }),
  );
}

describe('the automaton of all phrases', () => {
  it.each([
    'Toilet transfer, min assistance, and she did about sixty percent.',
    'Nine of ten steps, two cues and a hand lightly on his back.',
    'Minimal. No, make that mod, cueing throughout.',
    'He did, what, sixty percent',
    'Nothing to find here',
    '',
  ])('finds what each phrase finds by itself: %s', (text) => {
    expect(longestMatches(text).sort()).toEqual(oneByOne(text).sort());
  });

  it('does not reach over a punctuation mark inside a gap', () => {
    expect(longestMatches('a hand, on his back')).toEqual([]);
  });
});
