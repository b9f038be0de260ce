import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

const minutesOf = (...lines: readonly string[]) =>
  said('minutes', ...lines).map(({ cpt, minutes, unsure }) => [cpt, minutes, unsure === true]);
const measuresOf = (...lines: readonly string[]) =>
  said('measure', ...lines).map(({ measure, value, unsure }) => [measure, value, unsure === true]);
const levelsOf = (...lines: readonly string[]) =>
  said('observation', ...lines).map(({ assistLevel, unsure }) => [assistLevel, unsure === true]);

describe('what the recogniser wrote for words that sound alike', () => {
  it('is read as the minutes that were said, and has to be heard before signing', () => {
    expect(minutesOf('12 minutes of dressing, an aid of sit to stand.')[1]).toEqual(['97530', 8, true]);
    expect(minutesOf('14 minutes mobility and then self-curate.')[1]).toEqual(['97535', 8, true]);
    expect(minutesOf('Gliding 9 manual, weld exercise.')[1]).toEqual(['97110', 12, true]);
  });

  it('is read as the measure that was said', () => {
    expect(measuresOf('Art rate 96.')).toEqual([['heartRate', 96, false]]);
    expect(measuresOf('Bored was 15 for that.')).toEqual([['RPE', 15, false]]);
    expect(measuresOf('Pressure 140 to over 78.')).toEqual([['bloodPressure', '142/78', true]]);
    expect(measuresOf('Pressure 130 for over 80.')).toEqual([['bloodPressure', '134/80', true]]);
  });

  it('is read as the level that was said, which has to be heard before signing', () => {
    expect(levelsOf('The buttons, he pushed them through men.')).toEqual([['MinA', true]]);
    expect(levelsOf('Getting off the bed, I steered the heel, minimil.')).toEqual([['MinA', true]]);
  });
});

describe('a count of cues that was written as another word', () => {
  const cuesOf = (text: string) => said('cue', text).map(({ type, count, unsure }) => [type, count, unsure === true]);

  it('is read where no verb can follow', () => {
    expect(cuesOf('For the shirt she needed to prompts.')).toEqual([['verbal', 2, true]]);
  });

  it('is none where the word belongs to the verb', () => {
    expect(cuesOf('For the shirt she responded to prompts.').map(([, count]) => count)).not.toContain(2);
  });
});

describe('words that sound like another and mean themselves', () => {
  it('give no minutes', () => {
    expect(minutesOf('He needs an aid for walking.', '12 minutes of dressing.')).toEqual([['97535', 12, false]]);
    expect(minutesOf('He used to weld, and he does dwell on it.')).toEqual([]);
  });

  it('give no measure', () => {
    expect(measuresOf('The board was 15 inches too short.')).toEqual([]);
    expect(measuresOf('He was bored for 15 minutes.')).toEqual([]);
  });

  it('give no level', () => {
    expect(levelsOf('Toilet transfer next, and the men for the lift are here.')).toEqual([]);
    expect(levelsOf('He talked about his men during the transfer.')).toEqual([]);
  });
});
