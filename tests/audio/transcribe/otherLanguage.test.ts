import { describe, expect, it } from 'vitest';
import { likelyLanguage } from '../../../src/audio/transcribe/likelyLanguage.ts';
import type { HeardLanguage } from '../../../src/audio/transcribe/recogniser.ts';
import { transcribeSounds } from '../../../src/audio/transcribe/transcribeSounds.ts';
import type { SegmentSound } from '../../../src/shared/domain/audio.ts';
import { joined, scriptedRecogniser, silence, sound, tone } from './scriptedRecogniser.ts';

const stockPhrases = { neverSaid: new Set<string>(), sometimesSaid: new Set<string>() };

/** What the stand-in takes each call for, by its length in seconds. */
async function languages(sounds: readonly SegmentSound[], heard: (seconds: number) => HeardLanguage | null) {
  const recogniser = scriptedRecogniser((words, seconds) => ({ ...words, language: heard(seconds) }));
  const { utterances } = await transcribeSounds(sounds, { recogniser, stockPhrases });
  return utterances.map(({ text, language }) => [text.split(' ')[0], language]);
}

describe('the language the recogniser hears', () => {
  it('marks a line whose sound is surely not English', async () => {
    const lines = await languages([sound('s0', 'patient', 0, tone(200, 3))], () => ({ code: 'es', p: 0.95 }));
    expect(lines).toEqual([['w200', 'es']]);
  });

  it('marks nothing that is English, unsure, too short, or heard by a model of English alone', async () => {
    const long = [sound('s0', 'patient', 0, tone(200, 3))];
    expect(await languages(long, () => ({ code: 'en', p: 0.99 }))).toEqual([['w200', undefined]]);
    expect(await languages(long, () => ({ code: 'cy', p: 0.6 }))).toEqual([['w200', undefined]]);
    expect(await languages(long, () => null)).toEqual([['w200', undefined]]);
    const short = [sound('s0', 'patient', 0, tone(200, 1))];
    expect(await languages(short, () => ({ code: 'es', p: 0.95 }))).toEqual([['w200', undefined]]);
  });

  it('asks each piece of a joined chunk by itself, so that English beside it stays', async () => {
    const sounds = [sound('s0', 'therapist', 0, tone(200, 2)), sound('s1', 'patient', 4000, tone(300, 3))];
    const lines = await languages(sounds, (seconds) =>
      seconds < 2.5 ? { code: 'en', p: 0.9 } : { code: 'es', p: 0.8 },
    );
    expect(lines).toEqual([
      ['w200', undefined],
      ['w300', 'es'],
    ]);
  });

  it('changes inside a long segment: the English before and behind it stays, and is read', async () => {
    const talk = joined(tone(200, 24), silence(0.6), tone(300, 14), silence(0.6), tone(400, 24));
    const lines = await languages([sound('s0', 'patient', 0, talk)], (seconds) =>
      seconds < 18 ? { code: 'es', p: 0.9 } : { code: 'en', p: 0.9 },
    );
    expect(lines).toEqual([
      ['w200', undefined],
      ['w300', 'es'],
      ['w400', undefined],
    ]);
  });

  it('is the likeliest of the language tokens, by its share among them', () => {
    const logits = Float32Array.from([9, Math.log(3), Math.log(1)]);
    expect(likelyLanguage(logits, { en: 2, es: 1 })).toMatchObject({
      code: 'es',
      p: expect.closeTo(0.75, 5) as number,
    });
    expect(likelyLanguage(logits, {})).toBeNull();
  });
});
