import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { confuse, confuseText, confusions } from './confuse.ts';
import { readDialogues } from './dialogueForm.ts';
import { differences } from './wordDifferences.ts';
import { writeNumbers } from './writeNumbers.ts';

const dialogues = readDialogues(path.resolve(import.meta.dirname, '../../nlp/dialogues')).flatMap(
  (part) => part.dialogues,
);
const clean = dialogues.filter(({ asr }) => asr === 'clean');
const never = () => 0.999_999;

describe('the confusion model', () => {
  it('gives the same words for the same seed and others for another', () => {
    const [dialogue] = clean;
    expect(confuse(dialogue!, 1)).toEqual(confuse(dialogue!, 1));
    const texts = (seed: number) => clean.flatMap((each) => confuse(each, seed).utterances.map(({ text }) => text));
    expect(texts(1)).not.toEqual(texts(2));
  });

  it('leaves speakers, times and the annotation alone, and a noisy dialogue as it is', () => {
    for (const dialogue of clean) {
      const noisy = confuse(dialogue, 1);
      const frame = (list: typeof dialogue.utterances) => list.map(({ text: _text, ...rest }) => rest);
      expect(frame(noisy.utterances)).toEqual(frame(dialogue.utterances));
      expect(noisy.gold).toBe(dialogue.gold);
    }
    const noisy = dialogues.find(({ asr }) => asr === 'noisy')!;
    expect(confuse(noisy, 1)).toBe(noisy);
  });

  it('drops capitals and punctuation and never a whole utterance', () => {
    for (const dialogue of clean)
      for (const { text } of confuse(dialogue, 3).utterances) expect(text).toMatch(/^[\p{Ll}\p{N}. ]+$/u);
  });

  it('changes words about as often as the documentation says', () => {
    let words = 0;
    let changed = 0;
    for (const dialogue of clean) {
      const noisy = confuse(dialogue, 1);
      dialogue.utterances.forEach((utterance, index) => {
        const plain = confuseText(utterance.text, never).split(' ');
        words += plain.length;
        const heard = noisy.utterances[index]!.text.split(' ');
        for (const { from, to } of differences(plain, heard))
          if (!to.some((word) => /\d/.test(word))) changed += Math.max(from.length, to.length);
      });
    }
    expect((100 * changed) / words).toBeGreaterThan(4);
    expect((100 * changed) / words).toBeLessThan(9);
  });

  it('says where its confusions were measured and on how many words', () => {
    expect(confusions.words).toBeGreaterThan(2_000);
    expect(confusions.measuredOn).toMatch(/Whisper/);
    expect(confusions.table.length).toBeGreaterThan(100);
  });

  it('without a confusion keeps every word', () => {
    expect(confuseText("Forty-two, no; it's the left shirt!", never)).toBe('forty two no its the left shirt');
  });
});

describe('numbers as a recogniser writes them', () => {
  const written = (text: string, random = () => 0) =>
    writeNumbers(text.split(' '), { small: 0.5, large: 0.5 }, random).join(' ');

  it.each([
    ['forty two pounds', '42 pounds'],
    ['one thirty over seventy eight', '130 over 78'],
    ['one oh four', '104'],
    ['a hundred and ten', '110'],
    ['two hundred', '200'],
    ['nine seven five three oh seventeen', '97530 17'],
    ['fifteen', '15'],
    ['no numbers here', 'no numbers here'],
  ])('%s', (said, as) => expect(written(said)).toBe(as));

  it('stay words by their share, and a lone "one" always', () => {
    expect(written('forty two pounds', never)).toBe('forty two pounds');
    expect(written('that one')).toBe('that one');
  });
});

describe('differences of word lists', () => {
  it('are the stretches that stand against each other, in order', () => {
    const found = differences(
      'he needed min assist for balance today'.split(' '),
      'he need min a cyst for balance'.split(' '),
    );
    expect(found).toEqual([
      { from: ['needed'], to: ['need'] },
      { from: ['assist'], to: ['a', 'cyst'] },
      { from: ['today'], to: [] },
    ]);
  });

  it('are none between equal lists', () => expect(differences(['a', 'b'], ['a', 'b'])).toEqual([]));
});
