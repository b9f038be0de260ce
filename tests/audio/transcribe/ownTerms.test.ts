import { describe, expect, it } from 'vitest';
import { mergeReadings, type ReadWord } from '../../../src/audio/transcribe/mergeReadings.ts';
import { favouredTerms, inOwnSpelling, ownTermFault, withOwnTerms } from '../../../src/audio/transcribe/ownTerms.ts';
import type { Vocabulary } from '../../../src/audio/transcribe/vocabulary.ts';

const vocabulary: Vocabulary = {
  format: 1,
  reviewed: '2026-11-27',
  source: 'a test',
  prompt: 'Mod assist with the sock aid.',
  terms: ['mod assist', 'sock aid'],
  decisive: ['min', 'mod', 'assist'],
  neverChanged: ['left', 'not', 'two'],
};

describe("a term of the therapist's own", () => {
  it.each(['NuStep', 'Saebo glove', 'hand-held shower', "Parkinson's group"])('may be "%s"', (term) => {
    expect(ownTermFault(term, vocabulary)).toBeNull();
  });

  it.each([
    ['Left hand splint', 'Left'.toLowerCase()],
    ['two wheel walker', 'two'],
    ['not tolerated', 'not'],
    ['Mod-assist lift', 'mod'],
  ])('is refused with a word that decides something: "%s"', (term, word) => {
    expect(ownTermFault(term, vocabulary)).toContain(`Leave out "${word}"`);
  });

  it.each(['arm', 'T 2000', 'NuStep!', 'a b c', 'x'.repeat(41)])('is refused as "%s"', (term) => {
    expect(ownTermFault(term, vocabulary)).not.toBeNull();
  });

  it('stands beside the listed ones and is shown before a reading; a refused one is left out whoever brings it', () => {
    const all = withOwnTerms(vocabulary, ['NuStep', 'left splint']);
    expect(all.terms).toEqual(['mod assist', 'sock aid', 'nustep']);
    expect(all.prompt).toBe('NuStep. Mod assist with the sock aid.');
    expect(withOwnTerms(vocabulary, [])).toBe(vocabulary);
  });

  it('is written with its own capitals, and its punctuation stays', () => {
    const words = ['On', 'the', 'nustep,', 'then', 'Saebo', 'Glove.'].map((text) => ({ text, p: 0.9 }));
    const written = inOwnSpelling(words, ['NuStep', 'Saebo glove', 'dowel']);
    expect(written.map(({ text }) => text)).toEqual(['On', 'the', 'NuStep,', 'then', 'Saebo', 'glove.']);
    expect(inOwnSpelling([{ text: 'nustepping' }], ['NuStep'])[0]!.text).toBe('nustepping');
  });

  it('is favoured from its first token on, and only while it is on the list', () => {
    const words = ['<end>', 'new', 'nustep', 'left'];
    const tokenizer = { encode: (text: string) => [words.indexOf(text.trim().toLowerCase())] };
    const favoured = favouredTerms({ ...vocabulary, terms: [], neverChanged: ['left'] }, tokenizer, 0);
    const scores = (named: Readonly<Record<string, number>>) => Float32Array.from(words, (word) => named[word] ?? -10);
    expect(words[favoured(['NuStep']).bias(scores({ new: 0, nustep: -2 }), [])]).toBe('nustep');
    expect(words[favoured([]).bias(scores({ new: 0, nustep: -2 }), [])]).toBe('new');
    expect(words[favoured(['NuStep']).bias(scores({ left: 0, nustep: -2 }), [])]).toBe('left');
  });

  const read = (text: string, p: number): ReadWord[] =>
    text.split(' ').map((word, at) => ({ text: word, startS: at, endS: at + 1, p, logP: Math.log(p) }));

  it('replaces a doubtful stretch, never a sure one, a level, a side or a number', () => {
    const all = withOwnTerms(vocabulary, ['NuStep']);
    const merged = (plain: string, favoured: string, p: number) =>
      mergeReadings(read(plain, p), read(favoured, 0.4), all)
        .map(({ text }) => text)
        .join(' ');
    expect(merged('on the na', 'on the nustep', 0.5)).toBe('on the nustep');
    expect(merged('on the na', 'on the nustep', 0.95)).toBe('on the na');
    expect(merged('on the left', 'on the nustep', 0.5)).toBe('on the left');
    expect(merged('on the two', 'on the nustep', 0.5)).toBe('on the two');
    expect(merged('on the mod', 'on the nustep', 0.5)).toBe('on the mod');
  });
});
