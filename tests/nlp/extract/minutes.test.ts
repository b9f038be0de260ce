import { describe, expect, it } from 'vitest';
import { factsOf, told } from './factsOf.ts';

const minutesOf = (...texts: readonly string[]) => told('minutes', ...texts).map((fact) => [fact.cpt, fact.minutes]);

describe('minutes told in the wrap-up', () => {
  it.each([
    [
      'Ten minutes on bed mobility, twenty-two on grooming.',
      [
        ['97530', 10],
        ['97535', 22],
      ],
    ],
    [
      'Scar massage eleven, putty nine.',
      [
        ['97140', 11],
        ['97110', 9],
      ],
    ],
    ['Toast and tea, a quarter of an hour.', [['97535', 15]]],
    [
      'Minutes. Cooking fourteen. Balance eight.',
      [
        ['97535', 14],
        ['97112', 8],
      ],
    ],
    [
      'manual nine ultrasound eight exercises twelve',
      [
        ['97140', 9],
        ['97035', 8],
        ['97110', 12],
      ],
    ],
    ['I make it thirteen on the pivots.', [['97530', 13]]],
  ])('binds every figure of "%s" to its activity', (text, expected) => {
    expect(minutesOf(text)).toEqual(expected);
  });

  it.each([
    ['Standing tasks, fourteen minutes, that is one ten.', '97110'],
    ['Standing tasks, fourteen minutes, ninety-seven five thirty-five.', '97535'],
    ['Standing tasks, fourteen minutes, call it neuro re-ed.', '97112'],
    ['Standing tasks, fourteen minutes. Bill it under self-care.', '97535'],
  ])('lets the code or the service that was said decide: "%s"', (text, cpt) => {
    expect(minutesOf(text)).toEqual([[cpt, 14]]);
  });

  it('keeps the lower figure of a range and shows the range', () => {
    const [entry] = told('minutes', 'Manual therapy, eight to ten minutes.');
    expect(entry).toMatchObject({ minutes: 8, range: [8, 10], approximate: true });
  });

  it('leaves a hot pack out of the timed total', () => {
    expect(
      told('minutes', 'Hot pack ten minutes, manual therapy twelve.').map((fact) => [fact.cpt, fact.timed]),
    ).toEqual([
      ['97010', false],
      ['97140', true],
    ]);
  });
});

describe('minutes by the clock', () => {
  it.each([
    ['From two fifteen to two thirty-eight, grooming.', 23],
    ['Grooming, twenty to twelve till five past.', 25],
    ['Grooming started at ten past three and we were done at half past.', 20],
    ['Grooming ran from ten oh six to ten twenty-eight.', 22],
    ['Grooming, nine forty to ten, less five when the phone rang.', 15],
    ['Grooming, two ten to two thirty-five, four of those he sat on the bench.', 21],
  ])('reckons "%s"', (text, minutes) => {
    expect(minutesOf(text)).toEqual([['97535', minutes]]);
  });

  it('follows a start and an end that were called out apart', () => {
    expect(
      minutesOf("It's ten past two, starting with the shower.", 'Good work.', "Two twenty-five, the shower's done."),
    ).toEqual([['97535', 15]]);
  });

  it('reads no clock into a range of motion or a pressure', () => {
    expect(minutesOf('Active flexion from one ten to one thirty.', 'Standing, one oh eight over sixty-four.')).toEqual(
      [],
    );
  });
});

describe('corrections and repetitions', () => {
  it.each([
    [['Dressing fifteen minutes. Sorry, sixteen.']],
    [['Dressing fourteen minutes, wait, I started the clock late, sixteen.']],
    [['Dressing, twelve minutes.', 'Actually, make that sixteen.']],
    [['Dressing eighteen minutes, minus two for the phone, so sixteen.']],
    [['Dressing, twelve minutes, and another four on top.']],
    [['Dressing, sixteen minutes.', 'To recap, dressing sixteen.']],
    [['Dressing, sixteen minutes.', 'Sixteen minutes in total today.']],
  ])('end at one entry of sixteen minutes: %s', (texts) => {
    expect(minutesOf(...texts)).toEqual([['97535', 16]]);
  });

  it('does not take a total for one more activity', () => {
    expect(minutesOf('Dressing twelve, transfers eleven, so twenty-three altogether.')).toEqual([
      ['97535', 12],
      ['97530', 11],
    ]);
  });

  it('works out the rest of a whole', () => {
    expect(minutesOf('Thirty minutes, ten on dressing and the rest on transfers.')).toEqual([
      ['97535', 10],
      ['97530', 20],
    ]);
  });
});

describe('no minutes of treatment', () => {
  it.each([
    'He was five minutes late.',
    'She stood for four minutes at the sink.',
    'The buttons took her nine minutes.',
    'Then a rest, four minutes, feet up.',
    'Next time we do ten minutes of balance.',
    'Putty, ten minutes, twice a day at home.',
    'He sat on the toilet fourteen minutes, which I did not bill.',
    'Verbal cues: brakes, two. Reach back for the armrest, three.',
    'Loop scissors, nine snips were hers.',
    'Give me ten more minutes on the bike.',
    'Nursing needs her from ten to ten thirty.',
    'Was that ten minutes of dressing?',
  ])('are in "%s"', (text) => {
    expect(minutesOf(text)).toEqual([]);
  });

  it('come from the patient', () => {
    expect(factsOf('minutes', ['patient', 'I did twenty minutes of exercises at home.'])).toEqual([]);
  });
});
