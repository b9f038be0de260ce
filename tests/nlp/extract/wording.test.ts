import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

const OPENING = 'Okay, ready when you are.';
const levels = (...lines: string[]) => said('observation', OPENING, ...lines).map((fact) => fact.assistLevel);
const devices = (line: string) => said('device', OPENING, line).map((fact) => fact.name);
const cues = (line: string) => said('cue', OPENING, line).map(({ type, count, intensity }) => [type, count, intensity]);
const events = (line: string) => said('safety', OPENING, line).map((fact) => fact.event);

describe('equipment known only by how its name is built', () => {
  it.each([
    ['She turned the tap with the chunky handle.', 'chunky handle'],
    ['Drank the tea through the long straw.', 'long straw'],
    ['He read the dial with the lit monocular.', 'lit monocular'],
  ])('%s', (line, name) => {
    expect(devices(line)).toEqual([expect.stringContaining(name)]);
  });

  it.each([
    'A front-closing bra would save us all.',
    'Socks wait till the sock aid comes up from stores.',
    'Bath seat lift, no, too dear, skip it.',
    'You could try a long-handled sponge.',
    'He stacked the wide cones on the long table.',
  ])('is not used in: %s', (line) => {
    expect(devices(line)).toEqual([]);
  });
});

describe('cues told in the words of every day', () => {
  it.each([
    ['He needed me to point to the gaps, two times.', ['visual', 2, null]],
    ['"Nose over toes," I said that half a dozen times.', ['verbal', 6, null]],
    ['Tactile cue times three at the elbow.', ['tactile', 3, null]],
    ['I tapped the back of her hand each time she stalled, about every other step.', ['tactile', null, 'mod']],
    ['He asked what next and I told him, twice.', ['verbal', 2, null]],
  ])('%s', (line, cue) => {
    expect(cues(line)).toEqual([cue]);
  });

  it.each(["I didn't have to tell her once.", 'He pushed off with both hands, I stopped him, that is once.'])(
    'hears none in: %s',
    (line) => {
      expect(cues(line)).toEqual([]);
    },
  );
});

describe('safety events told without their usual names', () => {
  it.each([
    ['Sats went to eighty-six sitting.', 'abnormalVital'],
    ['She reached for the hot carafe with the weak hand.', 'hazard'],
    ['He tipped off sideways onto the mat.', 'fall'],
    ['He bent right down after his slipper, hip way past ninety.', 'precautionViolation'],
  ])('%s', (line, event) => {
    expect(events(line)).toEqual([event]);
  });

  it.each([
    'Sats ninety-seven before we start.',
    'I did the left side of his face.',
    'She twisted the lid off first time.',
    'Ladder, three rungs, one hand on the rail.',
  ])('hears none in: %s', (line) => {
    expect(events(line)).toEqual([]);
  });
});

describe('what a clause is about', () => {
  it('takes the other way of a task, and the other side, as their own ratings', () => {
    expect(levels('Stairs, up was standby and down was contact.')).toEqual(['SBA', 'CGA']);
    expect(levels('so rolling to the right mod he pulled on the rail to the left he was max')).toEqual([
      'ModA',
      'MaxA',
    ]);
  });

  it('reads the same as an earlier task by its name', () => {
    expect(
      levels('Standing from the bed, a palm flat on his back.', 'Toilet transfer with the walker, same as the stand.'),
    ).toEqual(['CGA', 'CGA']);
  });

  it('does not take what the patient let the therapist do for an offer', () => {
    expect(levels('Brushing her hair, she let me guide her elbow.')).toEqual(['CGA']);
    expect(levels('Let me guide your elbow.')).toEqual([]);
  });

  it('counts a recap once', () => {
    expect(levels('Tub transfer minimal assist.', 'So, recap, tub transfer minimal.')).toEqual(['MinA']);
  });
});
