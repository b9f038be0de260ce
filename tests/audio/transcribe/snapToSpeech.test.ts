import { describe, expect, it } from 'vitest';
import { snapToSpeech } from '../../../src/audio/transcribe/snapToSpeech.ts';
import { joined, silence, tone } from './scriptedRecogniser.ts';

const word = (startS: number, endS: number) => ({ text: 'twelve', startS, endS });

describe('a word with silence at its edge', () => {
  const sound = joined(silence(1), tone(200, 0.5), silence(1), tone(200, 0.5));

  it('is cut back to its voice', () => {
    const [first, last] = snapToSpeech([word(0.2, 1.5), word(2.5, 2.9)], sound);
    expect(first!.startS).toBeCloseTo(1, 1);
    expect(first!.endS).toBe(1.5);
    expect(last).toEqual(word(2.5, 2.9));
    expect(snapToSpeech([word(1, 2.2)], sound)[0]!.endS).toBeCloseTo(1.5, 1);
  });

  it('keeps what is no longer than a closure, and a word that stands on silence alone', () => {
    expect(snapToSpeech([word(0.92, 1.58)], sound)).toEqual([word(0.92, 1.58)]);
    expect(snapToSpeech([word(1.6, 2.3)], sound)).toEqual([word(1.6, 2.3)]);
  });

  it('is cut back in steady noise too, and left alone where noise is as loud as speech', () => {
    const noisy = (level: number) =>
      sound.map((value, index) => value + level * Math.sin(index * 12.9898) * Math.sin(index * 78.233));
    expect(snapToSpeech([word(0.2, 1.5)], noisy(0.02))[0]!.startS).toBeCloseTo(1, 1);
    expect(snapToSpeech([word(0.2, 1.5)], noisy(0.2))[0]!.startS).toBe(0.2);
  });
});
