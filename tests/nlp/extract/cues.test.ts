import { describe, expect, it } from 'vitest';
import { factsOf, told } from './factsOf.ts';

const cues = (...texts: readonly string[]) =>
  told('cue', ...texts).map(({ type, count, intensity }) => [type, count, intensity]);

describe('narrated cues', () => {
  it.each([
    [
      'He needed two verbal cues for the brakes and one to reach back.',
      [
        ['verbal', 2, null],
        ['verbal', 1, null],
      ],
    ],
    ['I tapped his left elbow four times.', [['tactile', 4, null]]],
    ['I said "big step" five, maybe six times.', [['verbal', 6, null]]],
    ['Reminded him to breathe out, must have been nine or ten times.', [['verbal', 10, null]]],
    [
      'I showed her once, then told her twice to press harder.',
      [
        ['demonstration', 1, null],
        ['verbal', 2, null],
      ],
    ],
    ['I gave first-letter prompts here and there.', [['verbal', null, 'min']]],
    ['I had to say "match the stripe" nearly every try.', [['verbal', null, 'max']]],
    ['Visual cue from the tape on about half the steps.', [['visual', null, 'mod']]],
    ['Two cues on the elbows, both spoken.', [['verbal', 2, null]]],
    ['I told Karen three times to bend her knees.', [['verbal', 3, null]]],
    ['Prompts to loosen the grip, half a dozen.', [['verbal', 6, null]]],
    ['two verbal queues for the brakes', [['verbal', 2, null]]],
  ])('are counted or graded as said: "%s"', (text, expected) => {
    expect(cues(text)).toEqual(expected);
  });

  it('are listed and corrected over the sentences of a turn', () => {
    expect(cues('Verbal cues: brakes, two. Reach back for the armrest, three.')).toEqual([
      ['verbal', 2, null],
      ['verbal', 3, null],
    ]);
    expect(cues('I reminded her about the foot six times. Seven, actually.')).toEqual([['verbal', 7, null]]);
    expect(cues('Verbal cues for the brakes, the odd one. For the weak foot, about half the time.')).toEqual([
      ['verbal', null, 'min'],
      ['verbal', null, 'mod'],
    ]);
  });

  it.each([
    'Reach for the armrest, feet back.',
    'No cues needed.',
    'She did it and nobody prompted her.',
    'His wife cues him twice at home.',
    'He said twice that he was tired.',
    'By discharge I want it with one verbal cue.',
    'Did I remind you three times?',
    "There's a queue at the elevator.",
    'The demo chair is coming on the fifth.',
    'Fork with the built-up handle, he reached for it.',
  ])('are not in "%s"', (text) => {
    expect(cues(text)).toEqual([]);
  });

  it("are never the patient's own words", () => {
    expect(factsOf('cue', ['patient', 'You reminded me three times.'])).toEqual([]);
  });
});
