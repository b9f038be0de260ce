import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { correctTranscript, markLanguages } from '../../../src/nlp/correctTranscript.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { otherLanguage } from '../../../src/nlp/text/otherLanguage.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import { transcriptOf } from '../draft/facts.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

describe('the language of a line', () => {
  it.each([
    ['es', 'Me duele mucho la pierna.'],
    ['es', 'No puedo levantar el brazo hoy.'],
    ['es', 'Sí, un seis.'],
    ['fr', 'Il ne veut pas le faire.'],
    ['de', 'Ich habe heute sehr starke Schmerzen.'],
    ['vi', 'Tôi bị đau tay.'],
    ['tl', 'Masakit ang kamay ko po.'],
    ['ht', 'Mwen pa ka leve men mwen.'],
    ['pl', 'Boli mnie ręka bardzo.'],
    ['zh', '我的手很痛。'],
    ['ru', 'У меня болит рука.'],
    ['ar', 'يدي تؤلمني'],
  ])('is %s: %s', (language, text) => {
    expect(otherLanguage(text, lexicon)).toBe(language);
  });

  it.each([
    'No, me and Rosa come on Tuesday.',
    'Put the fork on the table, and sit.',
    'Left, left, left. Good.',
    "I'm winning, I'm winning.",
    'Ba ba ba.',
    'Okay.',
    'Range is 95°, µ is a letter.',
    '',
  ])('is English or too short to tell: %s', (text) => {
    expect(otherLanguage(text, lexicon)).toBeNull();
  });

  it('is English for every line of the dialogues it was not made from', () => {
    const folder = resolve(import.meta.dirname, '../dialogues/dev');
    const lines = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const { utterances } = JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as Transcript;
        return utterances.map(({ text }) => text);
      });
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.filter((line) => otherLanguage(line, lexicon) !== null)).toEqual([]);
  });
});

describe('a line in another language', () => {
  const spanish = transcriptOf([
    ['therapist', 'Toilet transfer with mod assist.'],
    ['patient', 'No me duele la mano, un seis.'],
  ]);

  it('is marked, and gives no fact', () => {
    const marked = markLanguages(spanish, lexicon);
    expect(marked.utterances.map(({ language }) => language)).toEqual([undefined, 'es']);
    const facts = extractFacts(marked, lexicon);
    expect(facts.map(({ kind }) => kind)).toEqual(['observation']);
    expect(extractFacts(spanish, lexicon)).toEqual(facts);
  });

  it('gives no fact where the recogniser wrote English over it', () => {
    const [first, second] = spanish.utterances;
    const translated = { ...second!, text: 'My hand hurts, six out of ten.' };
    const facts = (utterances: Transcript['utterances']) =>
      extractFacts({ utterances, gaps: [] }, lexicon).map(({ kind }) => kind);
    expect(facts([first!, translated])).toContain('pain');
    expect(facts([first!, { ...translated, language: 'es' }])).not.toContain('pain');
  });

  it('keeps what the recogniser heard before the words it wrote', () => {
    const [line] = markLanguages(
      { utterances: [{ ...spanish.utterances[0]!, language: 'es' }], gaps: [] },
      lexicon,
    ).utterances;
    expect(line?.language).toBe('es');
  });

  it('is read once somebody typed what it means, with the words of the recogniser kept', () => {
    const marked = markLanguages(spanish, lexicon);
    const text = 'My hand hurts, pain is a six out of ten.';
    const after = correctTranscript(marked, [
      {
        kind: 'words',
        utteranceId: 'u1',
        from: 0,
        to: 7,
        text,
        before: '',
        after: text,
        by: 'th0',
        at: '2026-03-02T15:00:00Z',
      },
    ]);
    expect(after.utterances[1]).toMatchObject({ text, heardAs: { text: 'No me duele la mano, un seis.' } });
    expect(after.utterances[1]?.language).toBeUndefined();
    expect(extractFacts(after, lexicon).map(({ kind }) => kind)).toContain('pain');
  });

  it('stays what it is while only a word of it was typed over', () => {
    const marked = markLanguages(spanish, lexicon);
    const after = correctTranscript(marked, [
      {
        ...{ kind: 'words', utteranceId: 'u1', from: 6, to: 7, text: 'six out of ten.', before: '', after: '' },
        ...{ by: 'th0', at: '2026-03-02T15:00:00Z' },
      },
    ]);
    expect(after.utterances[1]).toMatchObject({ language: 'es', text: 'No me duele la mano, un six out of ten.' });
    expect(extractFacts(after, lexicon)).toEqual(extractFacts(marked, lexicon));
  });

  it('is not marked for its look where a person typed it', () => {
    const [first, second] = spanish.utterances;
    const typed = { ...second!, heardAs: { typed: { by: 'th0', at: '2026-03-02T15:00:00Z' } } };
    const [, marked] = markLanguages({ utterances: [first!, typed], gaps: [] }, lexicon).utterances;
    expect(marked?.language).toBeUndefined();
  });

  it('stays what it is when it is heard again', () => {
    const marked = markLanguages(spanish, lexicon);
    const words = [{ text: 'Six.', startMs: 5000, endMs: 5400, p: 0.9 }] as const;
    const after = correctTranscript(marked, [
      {
        ...{ kind: 'reheard', utteranceId: 'u1', words, recogniser: 'large', before: '', after: 'Six.' },
        ...{ by: 'th0', at: '2026-03-02T15:00:00Z' },
      },
    ]);
    expect(after.utterances[1]?.language).toBe('es');
  });
});
