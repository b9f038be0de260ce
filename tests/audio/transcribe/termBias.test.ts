import { describe, expect, it } from 'vitest';
import { createTermBias } from '../../../src/audio/transcribe/termBias.ts';
import type { Vocabulary } from '../../../src/audio/transcribe/vocabulary.ts';

const WORDS = ['<end>', 'min', 'mod', 'mid', 'assist', 'assess', 'left', 'two', 'a', 'the'];
const id = (word: string) => WORDS.indexOf(word);
const tokenizer = {
  encode: (text: string) =>
    text
      .trim()
      .toLowerCase()
      .split(' ')
      .map((word) => (word === '2' ? id('two') : id(word))),
};
const vocabulary: Vocabulary = {
  format: 1,
  reviewed: '2026-11-27',
  source: 'a test',
  prompt: 'A sentence.',
  terms: ['min assist', 'mod assist'],
  decisive: ['min', 'mod', 'assist'],
  neverChanged: ['left', 'two'],
};
const bias = createTermBias(vocabulary, tokenizer, id('<end>'));

/** Raw scores: −10 for every word that is not named. */
function scores(named: Readonly<Record<string, number>>): Float32Array {
  return Float32Array.from(WORDS, (word) => named[word] ?? -10);
}

function chosen(named: Readonly<Record<string, number>>, ...soFar: string[]): string {
  return WORDS[bias(scores(named), soFar.map(id))]!;
}

describe('favouring listed terms', () => {
  it('lets a term begin that is nearly as likely', () => {
    expect(chosen({ mid: 0, min: -2 })).toBe('min');
  });

  it('favours the continuation of a term more than its beginning', () => {
    expect(chosen({ assess: 0, assist: -4 }, 'the', 'min')).toBe('assist');
    expect(chosen({ assess: 0, assist: -4 }, 'the')).toBe('assess');
  });

  it('leaves the choice between two levels to the sound', () => {
    expect(chosen({ mod: 0, min: -0.1 })).toBe('mod');
    expect(chosen({ min: 0, mod: -0.1 })).toBe('min');
  });

  it.each(['left', 'two', '<end>'])('leaves "%s" alone where the model expects it', (word) => {
    expect(chosen({ [word]: 0, min: -1 })).toBe(word);
  });

  it('favours nothing far less likely, and nothing that may not come', () => {
    expect(chosen({ the: 0, min: -5 })).toBe('the');
    expect(chosen({ the: 0, min: -Infinity, mod: -Infinity })).toBe('the');
  });
});
