import { describe, expect, it } from 'vitest';
import { factsOf, told } from './factsOf.ts';

const read = (...texts: readonly string[]) =>
  told('measure', ...texts).map(({ measure, motion, side, value }) => [measure, motion, side, value]);

describe('measures', () => {
  it.each([
    [
      'Active wrist extension, right, sixty-two, flexion fifty-eight.',
      [
        ['AROM', 'extension', 'right', 62],
        ['AROM', 'flexion', 'right', 58],
      ],
    ],
    ['Ninety-five degrees of passive elbow flexion on the left.', [['PROM', 'flexion', 'left', 95]]],
    [
      'Supination on the right, fifty-five active, seventy passive.',
      [
        ['AROM', 'supination', 'right', 55],
        ['PROM', 'supination', 'right', 70],
      ],
    ],
    [
      'Neck rotation, active, left forty-eight, right sixty-two.',
      [
        ['AROM', 'rotation', 'left', 48],
        ['AROM', 'rotation', 'right', 62],
      ],
    ],
    ['Left elbow extension, passive, lacks twenty.', [['PROM', 'extension', 'left', -20]]],
    ['Left biceps four minus out of five.', [['MMT', null, 'left', '4-']]],
    ['Ashworth, right elbow flexors, one plus.', [['MAS', null, 'right', '1+']]],
    [
      'Key pinch right nine and a half, left twelve.',
      [
        ['lateralPinch', null, 'right', 9.5],
        ['lateralPinch', null, 'left', 12],
      ],
    ],
    ['Monofilament, right thumb, three sixty-one.', [['monofilament', null, 'right', 3.61]]],
    [
      'Pressure one eighteen over seventy-two, pulse eighty, ninety-seven on two litres.',
      [
        ['bloodPressure', null, null, '118/72'],
        ['heartRate', null, null, 80],
        ['spo2', null, null, 97],
      ],
    ],
    ['Thirty-four of forty words, eighty-five percent.', [['accuracy', null, null, 85]]],
  ])('are read as frames from "%s"', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('take the stated average of trials and no single trial', () => {
    expect(read('Grip, eighteen, then twenty-one, then twenty-four, so twenty-one on average, right.')).toEqual([
      ['grip', null, 'right', 21],
    ]);
  });

  it('keep side and kind from turn to turn', () => {
    expect(
      read('Right thumb. MP flexion active forty-two. IP sixty.').map(([, , side, value]) => [side, value]),
    ).toEqual([
      ['right', 42],
      ['right', 60],
    ]);
  });

  it('take over a value that somebody else read aloud', () => {
    const lines = [
      ['other', 'Sats are ninety-one.'],
      ['therapist', 'Ninety-one, thanks.'],
    ] as const;
    expect(factsOf('measure', ...lines).map((fact) => [fact.measure, fact.value])).toEqual([['spo2', 91]]);
    expect(factsOf('measure', lines[0], ['therapist', 'Let us stand up.'])).toEqual([]);
  });

  it('understand a recogniser that writes words for numbers', () => {
    expect(read('grip on the left twenty for right thirty ate')).toEqual([
      ['grip', null, 'left', 24],
      ['grip', null, 'right', 38],
    ]);
  });

  it.each([
    ['an earlier visit', 'Right grip was twenty at the evaluation.'],
    ['a norm', 'A woman your age averages about fifty-five pounds of grip.'],
    ['a target', 'We are after thirty-five pounds of grip in four weeks.'],
    ['a load', 'He lifted the ten pound box to the shelf.'],
    ['a built-up handle', 'Fork with the built-up grip, eight of ten bites were his.'],
    ['a share of the work', 'He did about sixty percent of it.'],
    ['what was left out', 'Triceps we are not testing yet.'],
  ])('are not taken from %s', (_what, text) => {
    expect(read(text)).toEqual([]);
  });

  it('keep the present value beside an earlier one', () => {
    expect(read('Right grip is eleven pounds, it was four when you came in.')).toEqual([['grip', null, 'right', 11]]);
  });
});
