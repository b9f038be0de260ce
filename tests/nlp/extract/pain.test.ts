import { describe, expect, it } from 'vitest';
import type { Line } from './factsOf.ts';
import { factsOf } from './factsOf.ts';

const scores = (...lines: readonly Line[]) => factsOf('pain', ...lines).map(({ score, when }) => [score, when]);

describe('pain', () => {
  it('follows the question through the answers', () => {
    const lines: readonly Line[] = [
      ['therapist', 'Pain?'],
      ['patient', 'Five when I bend it, two sitting here.'],
      ['therapist', 'Okay, five with bending.'],
    ];
    expect(scores(...lines)).toEqual([
      [5, 'activity'],
      [2, 'rest'],
    ]);
  });

  it.each([
    [
      "Shoulder's a two reaching for the belt, nothing otherwise.",
      [
        [2, 'activity'],
        [0, 'rest'],
      ],
    ],
    ['My left knee kept me up, it was a six around three a.m.', [[6, 'night']]],
    ['Six when you hold it there at the end of the stretch.', [[6, 'endRange']]],
    ["The neck hurts, it's between a two and a four.", [[4, 'unspecified']]],
    ["Pain's nothing, love.", [[0, 'unspecified']]],
    ['its a seven at the hip when i stand', [[7, 'activity']]],
  ] as const)('is heard in "%s"', (text, expected) => {
    expect(scores(['patient', text])).toEqual(expected);
  });

  it('takes the moment from the question when the answer has none', () => {
    expect(scores(['therapist', 'Where is the pain, zero to ten, sitting still?'], ['patient', 'Three.'])).toEqual([
      [3, 'rest'],
    ]);
  });

  it('asks when the moment was left open and hears the reply', () => {
    const lines: readonly Line[] = [
      ['patient', 'My neck aches, a four.'],
      ['therapist', 'A four in the neck, sitting up?'],
      ['patient', 'Sitting.'],
    ];
    expect(scores(...lines)).toEqual([[4, 'rest']]);
  });

  it.each([
    ['tiredness', [['patient', 'My tiredness is a seven by supper.']]],
    [
      'confidence',
      [
        ['therapist', 'And your confidence, out of ten?'],
        ['patient', 'Six.'],
      ],
    ],
    [
      'exertion',
      [
        ['therapist', 'What number, on the six-to-twenty?'],
        ['patient', 'Nine.'],
      ],
    ],
    ['somebody else', [['patient', 'My cousin broke his and he was in pain, like a nine.']]],
    ['an earlier visit', [['patient', 'My hip hurt on Saturday, it was an eight.']]],
    ['a supposition', [['patient', 'After a night shift my back would be a seven.']]],
    [
      'repetitions',
      [
        ['therapist', 'Does that hurt?'],
        ['patient', 'I did it ten times.'],
      ],
    ],
    ['a limit for home', [['therapist', 'If the headache is over a six you stop.']]],
  ] as const)('is not taken from %s', (_what, lines) => {
    expect(scores(...lines)).toEqual([]);
  });
});
