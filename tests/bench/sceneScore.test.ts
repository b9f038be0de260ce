import { describe, expect, it } from 'vitest';
import { type SceneTruth, scoreScene, type TimedWord } from './sceneScore.ts';
import { spokenWords } from './spokenWords.ts';

const truth: SceneTruth = {
  durationS: 60,
  utterances: [
    { t0: 0, t1: 4, speaker: 'therapist', text: 'Toilet transfer was moderate assist.' },
    { t0: 5, t1: 8, speaker: 'patient', text: 'My shoulder is thirty-two.' },
    { t0: 20, t1: 23, speaker: 'other', text: 'Mine needed maximal assistance today.' },
  ],
  bystanders: [{ t0: 40, t1: 44 }],
};
const written = (speaker: string, t0: number, t1: number, text: string): TimedWord => ({ speaker, t0, t1, text });
const right = [
  written('therapist', 0, 4, 'toilet transfer was moderate assist'),
  written('patient', 5, 8, 'My shoulder is 32'),
];

describe('the score of a scene', () => {
  it('finds nothing wrong with the words that were said, whoever left out the bystanders', () => {
    expect(scoreScene(truth, right)).toEqual({
      therapistWords: 5,
      therapistErrors: 0,
      patientWords: 5,
      patientErrors: 0,
      wrongRole: 0,
      bystander: 0,
      invented: 0,
      termWords: 0,
      termErrors: 0,
      durationS: 60,
    });
  });

  it('counts substitutions, deletions and insertions once each', () => {
    const { therapistErrors } = scoreScene(truth, [written('therapist', 0, 4, 'the toilet transfer is moderate')]);
    expect(therapistErrors).toBe(3);
  });

  it('counts words given to the other of the pair, and only near their time', () => {
    const swapped = [right[0]!, { ...right[1]!, speaker: 'therapist' }];
    expect(scoreScene(truth, swapped)).toMatchObject({ wrongRole: 5, patientErrors: 5, therapistErrors: 5 });
    const later = [right[0]!, { ...right[1]!, speaker: 'therapist', t0: 30, t1: 33 }];
    expect(scoreScene(truth, later).wrongRole).toBe(0);
  });

  it('counts what other people said when it is written down as the pair’s, and not when it is theirs', () => {
    const overheard = written('patient', 20, 23, 'mine needed maximal assistance today');
    expect(scoreScene(truth, [...right, overheard]).bystander).toBe(5);
    expect(scoreScene(truth, [...right, { ...overheard, speaker: 'other' }]).bystander).toBe(0);
    expect(scoreScene(truth, [...right, written('patient', 41, 43, 'hello over there')]).bystander).toBe(3);
  });

  it('counts words where nobody spoke as invented', () => {
    const { invented, bystander } = scoreScene(truth, [
      ...right,
      written('therapist', 50, 52, 'thank you for watching'),
    ]);
    expect({ invented, bystander }).toEqual({ invented: 4, bystander: 0 });
  });
});

describe('words made comparable', () => {
  it.each([
    ['Twenty-one minutes', '21 minutes'],
    ['one hundred and six', '106'],
    ['one sixty-eight', '168'],
    ['Um, okay, four out of ten', 'OK 4/10'],
    ['ninety percent', '90%'],
  ])('%s = %s', (said, text) => {
    expect(spokenWords(said)).toEqual(spokenWords(text));
  });

  it.each([
    ['fifteen', 'fifty'],
    ['min assist', 'mod assist'],
    ['min assist', 'minimal assist'],
    ['thirty, two', '32'],
  ])('%s ≠ %s', (said, text) => {
    expect(spokenWords(said)).not.toEqual(spokenWords(text));
  });

  it('counts the words of terms that were said, and those of them that went wrong', () => {
    const terms = [
      ['moderate', 'assist'],
      ['toilet', 'transfer'],
      ['sock', 'aid'],
    ];
    expect(scoreScene(truth, right, terms)).toMatchObject({ termWords: 4, termErrors: 0 });
    const misheard = [written('therapist', 0, 4, 'toilet transfer was a moderate cyst'), right[1]!];
    expect(scoreScene(truth, misheard, terms)).toMatchObject({ termWords: 4, termErrors: 1 });
  });
});
