import { describe, expect, it } from 'vitest';
import { told } from './factsOf.ts';

const rated = (...texts: readonly string[]) =>
  told('observation', ...texts).map(({ fimItem, assistLevel }) => `${fimItem ?? '-'} ${assistLevel}`);

describe('who did which portion of a task', () => {
  it.each([
    ['dressingLower ModA', 'Threading both pant legs was me, pulling up was him.'],
    ['dressingUpper MinA', 'With the shirt, I put the weak arm through and she handled everything after that.'],
    ['bathing MaxA', 'Bathing, she scrubbed her chest and the rest of her was my job.'],
    ['dressingUpper MinA', 'She could start the zipper, but I had to run it all the way up.'],
    ['bladder MaxA', 'Catheter, he held the tube and I did everything else.'],
  ])('%s: %s', (expected, text) => expect(rated(text)).toEqual([expected]));

  it('takes what is owned by nobody of the two for no share', () => {
    expect(rated('Toileting was twelve minutes, and the ward round was theirs.')).toEqual([]);
  });
});

describe('help that was denied in any words', () => {
  it.each([
    ['dressingLower ModI', "Pants with the dressing stick, he wouldn't let me near."],
    ['grooming I', 'Combing her hair, I never had to lift a thing.'],
    ['transferToilet Supervision', 'Toilet transfer, I never once touched her.'],
    ['dressingUpper Supervision', 'Cardigan over the head, not a thing from me except holding it out.'],
  ])('%s: %s', (expected, text) => expect(rated(text)).toEqual([expected]));

  it('takes a task that was not done for no task done alone', () => {
    expect(rated("We didn't do the ramp.")).toEqual([]);
  });
});

describe('an aid named only by what it was used for', () => {
  it('makes a task done alone modified independence', () => {
    expect(rated('Opening the jar with the rubber thimble, all him.')).toEqual(['- ModI']);
  });
  it('is not read from food, people or hands', () => {
    expect(rated('Combing her hair with her left hand, all by herself.')).toEqual(['grooming I']);
  });
});

describe('the task a rating belongs to', () => {
  it('is the transfer named just before its technique', () => {
    expect(rated('Wheelchair to toilet, stand pivot with the bar, min assist.')).toEqual(['transferToilet MinA']);
  });
  it('is the one asked about since the last rating', () => {
    expect(rated('Toilet transfer, contact guard.', 'Now the stairs.', "I'd call that mod assist.")).toEqual([
      'transferToilet CGA',
      'stairs ModA',
    ]);
  });
});

describe('levels that are nobody’s today', () => {
  it.each([
    "She's been max for the tub since Monday.",
    'The aide gave her total assist with the bath this morning.',
    'With a reacher she would probably be independent for pants.',
    'Before all this she did her own hair without help.',
    "Next door she's walking to the sink with contact guard.",
    'For discharge she needs to be supervision with the shower.',
    'Physio has him down as supervision on the stairs.',
  ])('%s', (text) => expect(rated(text)).toEqual([]));
});

describe('cues told by their frequency or their mark', () => {
  const cues = (text: string) => told('cue', text).map(({ type, count, intensity }) => [type, count, intensity]);
  it('reads "over and over" as nearly always', () => {
    expect(cues('Washing her face, I had to tell her over and over.')).toEqual([['verbal', null, 'max']]);
  });
  it('counts what a mark on the thing did', () => {
    expect(cues('The red ribbon on the cuff got her there twice.')).toEqual([['visual', 2, null]]);
  });
});
