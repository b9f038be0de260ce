import { describe, expect, it } from 'vitest';
import { longestRepetition, loopVerdict } from '../../../src/audio/transcribe/loopTest.ts';

const words = (text: string) => text.split(' ');

describe('counting repetitions', () => {
  it.each([
    ['', 1],
    ['good job', 1],
    ['no no', 2],
    ['push push push push', 4],
    ['one two one two one two', 3],
    ['well up and down up and down up and down then rest', 3],
    ['a a b a a b a a b', 3],
  ])('%s: %i', (text, count) => {
    expect(longestRepetition(words(text))).toBe(count);
  });

  it('does not see phrases of more than twelve words', () => {
    const phrase = Array.from({ length: 13 }, (_, index) => `w${index}`);
    expect(longestRepetition([...phrase, ...phrase])).toBe(1);
    expect(longestRepetition([...phrase.slice(1), ...phrase.slice(1)])).toBe(2);
  });
});

describe('the verdict on a decoder', () => {
  it('is fine for ordinary speech', () => {
    expect(loopVerdict(words('lift your arm up to your shoulder and hold it there'), 4, true)).toBe('fine');
  });

  it('suspects four repetitions, whatever the case and commas', () => {
    expect(loopVerdict(words('Push, push, push, push.'), 3, true)).toBe('suspicious');
  });

  it.each([
    'Hold on, hold fast, hold out. Hold on, hold fast, hold out.',
    'and then turn around, and then turn around',
    'it was p-a-t-i-e-n-c-e',
    'it was p a t i e n c e',
  ])('suspects %s', (said) => {
    expect(loopVerdict(words(said), 6, true)).toBe('suspicious');
  });

  it.each([
    'one more time, one more time',
    'sit and stand and sit and stand',
    'no, no, no',
    'a b c',
    'I said turn around to the left and then turn around to the right',
  ])('does not suspect %s', (said) => {
    expect(loopVerdict(words(said), 6, true)).toBe('fine');
  });

  it('does not suspect counting or three repetitions', () => {
    expect(loopVerdict(words('one two three four five six'), 6, true)).toBe('fine');
    expect(loopVerdict(words('good good good'), 2, true)).toBe('fine');
  });

  it.each([
    ['cut off at the limit', words('a few words'), 3, false],
    ['more words than a mouth can say', Array.from({ length: 40 }, (_, index) => `w${index}`), 4, true],
    ['a phrase ten times over', Array.from({ length: 20 }, (_, index) => `w${index % 2}`), 30, true],
  ])('calls it a loop: %s', (_, said, seconds, ended) => {
    expect(loopVerdict(said, seconds, ended)).toBe('loop');
  });
});
