import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInvented, loadStockPhrases } from '../../../src/audio/transcribe/stockPhrases.ts';

const phrases = await loadStockPhrases(path.resolve(import.meta.dirname, '../../../resources/asr/stock-phrases.json'));

describe('phrases nobody said', () => {
  it.each([
    ['Thank you for watching!', 0.8, 0.05],
    ['Thanks for watching.', 0.95, 0.4],
    ['Don’t forget to subscribe.', 0.6, 0.02],
    ['you', 0.19, 0.9],
    ['Bye.', 0.45, 0.1],
    ['Choo!', 0.41, 0.1],
  ])('refuses %s at word probability %f and no-speech probability %f', (text, meanP, noSpeechP) => {
    expect(isInvented(text, { meanP, leastP: meanP, noSpeechP }, phrases)).toBe(true);
  });

  it('refuses one that begins with a guess and goes on by heart', () => {
    expect(isInvented('Thank you!', { meanP: 0.65, leastP: 0.33, noSpeechP: 0.1 }, phrases)).toBe(true);
    expect(isInvented('Thank you!', { meanP: 0.65, leastP: 0.6, noSpeechP: 0.1 }, phrases)).toBe(false);
  });

  it.each([
    ['Thank you.', 0.9, 0.05],
    ['Okay.', 0.7, 0.2],
    ['Thank you, that feels better.', 0.3, 0.8],
    ['You need to watch your step.', 0.2, 0.9],
    ['Eight.', 0.2, 0.3],
  ])('keeps %s at word probability %f and no-speech probability %f', (text, meanP, noSpeechP) => {
    expect(isInvented(text, { meanP, leastP: meanP, noSpeechP }, phrases)).toBe(false);
  });
});
