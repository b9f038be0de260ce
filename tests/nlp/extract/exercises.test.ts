import { describe, expect, it } from 'vitest';
import { flowsheet } from '../../../src/nlp/reckon/flowsheet.ts';
import { said } from './spoken.ts';

const told = (...lines: readonly string[]) =>
  said('exercise', ...lines).map(({ task, side, sets, reps, value, unit, resistance, holdSeconds }) =>
    [side, task, sets, reps, value, unit, resistance, holdSeconds].filter((part) => part !== null).join(' '),
  );

describe('an exercise that was done', () => {
  it.each([
    ['biceps curl 3 10', 'She did three sets of ten biceps curls.'],
    ['right biceps curl 3 10 2 lb', 'Biceps curls on the right, three sets of ten with a two pound dumbbell.'],
    ['shoulder flexion 2 12 yellow band', 'Shoulder flexion with the yellow band, two sets of twelve.'],
    ['wrist extension 15', 'Fifteen reps of wrist extension.'],
    ['sit to stand 9', 'Sit to stand, he managed eight reps, no, nine reps.'],
    ['scapular retraction 3 10 5', 'Scap squeezes. Three by ten reps, five second hold.'],
    ['box lift 2 8 10 kg', 'Floor to waist lifts, two sets of eight with ten kilos.'],
    ['grip exercise 20 green putty', 'Green putty, twenty reps of putty squeezes.'],
    ['biceps curl 1 10', 'One set of ten biceps curls, done.'],
    ['sit to stand 8', 'You did eight reps of sit to stand, well done.'],
    ['biceps curl 2 10 3 lb', 'Biceps curls, three pounds, two sets of ten.'],
  ])('is %s', (row, line) => {
    expect(told(line)).toEqual([row]);
  });

  it('keeps two exercises of one sentence apart, and two doses of one', () => {
    expect(told('Biceps curls two sets of ten, then wrist extension one set of eight.')).toEqual([
      'biceps curl 2 10',
      'wrist extension 1 8',
    ]);
    expect(told('Biceps curls, two sets of ten, then one set of eight.')).toEqual([
      'biceps curl 2 10',
      'biceps curl 1 8',
    ]);
  });

  it('takes the corrected value', () => {
    expect(told('Biceps curls, three sets of ten. No, make that twelve reps.')).toEqual(['biceps curl 3 12']);
    expect(told('Biceps curls, three sets of ten.', 'Sorry, biceps curls, two sets of eight.')).toContain(
      'biceps curl 2 8',
    );
  });

  it('takes no corrected set, second or pound for a repetition', () => {
    expect(told('Biceps curls, three sets of ten. No, make that two sets.')).toEqual(['biceps curl 2']);
    expect(told('Wall push ups, three sets of thirty seconds.')).toEqual(['push-up 3']);
  });

  it('says nothing of what was not said', () => {
    expect(said('exercise', 'She did biceps curls, fifteen reps.')[0]).toMatchObject({
      ...{ sets: null, value: null, unit: null, resistance: null, holdSeconds: null, side: null },
    });
    expect(told('We did some biceps curls.')).toEqual([]);
  });

  it.each([
    ['on the other side', 'Biceps curls on the right, three sets of ten. On the left, two sets of eight.'],
    ['in one sentence, sides first', 'Biceps curls on the right, three sets of ten, on the left two sets of eight.'],
    ['in one sentence, doses first', 'Biceps curls, three sets of ten on the right and two sets of eight on the left.'],
  ])('is another one %s', (_where, line) => {
    expect(told(line)).toEqual(['right biceps curl 3 10', 'left biceps curl 2 8']);
  });

  it.each([
    ['left biceps curl 3 10', 'Right-handed patient, biceps curls on the left, three sets of ten.'],
    ['left biceps curl 3 10', 'Patient is right hand dominant. Biceps curls on the left, three sets of ten.'],
    ['right biceps curl 3 10', 'Biceps curls on the right. Three sets of ten.'],
    ['left biceps curl 2', 'Biceps curls. On the left three sets of ten. Sorry, two sets.'],
    ['biceps curl 3 10', 'All right, three sets of ten biceps curls.'],
    ['biceps curl 3 10', 'Biceps curls on the right. Now the left. Three sets of ten.'],
    ['right biceps curl 3 10', 'Biceps curls on the right. Next time the left. Three sets of ten.'],
    ['right biceps curl 3 10', 'Three sets of ten biceps curls on the right, no pain on the left.'],
    ['biceps curl 3 10', 'On the right, biceps curls, three sets of ten, the left rests.'],
  ])('has the side of its own words: %s', (row, line) => {
    expect(told(line)).toEqual([row]);
  });

  it('lends its side to no other exercise', () => {
    expect(told('Right biceps curls, three sets of ten, wrist extension, ten reps.')).toEqual([
      'right biceps curl 3 10',
      'wrist extension 10',
    ]);
  });

  it.each([
    ['biceps curl 8', 'Biceps curls, he did eight of ten reps.'],
    ['biceps curl 10', 'Biceps curls, he did ten of the ten reps.'],
    ['biceps curl 2 10', 'He did two of three sets of ten biceps curls.'],
    ['biceps curl 2', 'Biceps curls, he finished two of three sets.'],
  ])('counts what was done of what was asked for: %s', (row, line) => {
    expect(told(line)).toEqual([row]);
  });

  it('stands beside one that was not managed', () => {
    expect(told('He was unable to do wall slides, but he did three sets of ten biceps curls.')).toEqual([
      'biceps curl 3 10',
    ]);
  });

  it('is told twice and stands once, with both places as evidence', () => {
    const rows = said('exercise', 'She did ten reps of sit to stand.', 'So sit to stand, ten reps.');
    expect(rows).toHaveLength(1);
    expect(new Set(rows[0]?.evidence.map(({ utteranceId }) => utteranceId)).size).toBe(2);
  });

  it('points at the words of its name and of its dose', () => {
    const [row] = said('exercise', 'Today she did three sets of ten biceps curls.');
    expect(row?.evidence).toMatchObject([
      { from: 7, to: 9 },
      { from: 3, to: 7 },
    ]);
  });
});

describe('what is no exercise of today', () => {
  it.each([
    ['counted aloud', 'Biceps curls. One, two, three, four, five, six, seven, eight, nine, ten.'],
    ['asked for', 'Biceps curls, give me ten reps.'],
    ['asked for', "Let's do three sets of ten biceps curls."],
    ['not finished', 'Biceps curls, five reps to go.'],
    ['planned', 'Next time we do three sets of twelve biceps curls.'],
    ['planned', "We'll go to two sets of ten biceps curls."],
    ['told of last time', 'Last week it was two sets of eight biceps curls.'],
    ['for home', 'At home ten reps of wall slides twice a day.'],
    ['for home', 'Your home program is wall slides, ten reps.'],
    ['asked', 'Did she do ten reps of biceps curls?'],
    ['told by the patient', 'p: I did twenty curls at home, twenty reps.'],
    ['not managed', 'He could not do ten reps of biceps curls.'],
    ['not managed', 'He was unable to finish three sets of ten biceps curls.'],
    ['not managed', 'He almost did three sets of ten biceps curls.'],
    ['not managed', 'Biceps curls, he could not quite finish all of the three sets of ten.'],
    ['not managed', 'Three sets of ten biceps curls, he could not finish them.'],
    ['not managed', 'Biceps curls, three sets of ten, could not finish the last set.'],
    ['not finished', 'Biceps curls, he did eight out of the ten reps.'],
    ['not managed', 'He attempted three sets of ten biceps curls.'],
    ['a measure', 'Elbow flexion is ninety-five degrees, grip strength on the right twenty pounds.'],
    ['a count without a name', 'Good, ten reps.'],
  ])('%s: %s', (_why, line) => {
    expect(told(line)).toEqual([]);
  });

  it('is what another patient did', () => {
    expect(
      told(
        'Good morning, Rosa.',
        'Okay, Rosa, up you come.',
        "Leo, that's your walker.",
        'Leo did ten reps of biceps curls.',
      ),
    ).toEqual([]);
  });

  it('moves no id of another fact', () => {
    const ids = (...lines: string[]) => said('observation', ...lines).map(({ id }) => id);
    const line = 'Toilet transfer with mod assist.';
    expect(ids('Biceps curls, three sets of ten.', line)).toEqual(ids('Biceps are strong.', line));
  });
});

describe('the flowsheet', () => {
  const visit = (date: string, ...lines: readonly string[]) => {
    const transcript = { utterances: [], gaps: [] };
    return { sessionId: `s-${date}`, date, transcript, facts: said('exercise', ...lines) };
  };

  it('has the visits in order and none in which no exercise was told', () => {
    const visits = flowsheet([
      visit('2026-03-09', 'Biceps curls, two sets of ten.'),
      visit('2026-03-05', 'A quiet day.'),
      visit('2026-03-02', 'Biceps curls, one set of ten.'),
    ]);
    expect(visits.map(({ date, exercises }) => [date, exercises.length])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-09', 1],
    ]);
  });
});
