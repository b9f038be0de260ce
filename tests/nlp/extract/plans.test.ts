import { describe, expect, it } from 'vitest';
import { factsOf } from './factsOf.ts';

const plansOf = (text: string) => factsOf('plan', ['therapist', text]);

describe('what comes next, as a note says it', () => {
  it.each([
    ["On Friday I'd like the sweatshirt at supervision.", 'on friday', ['target the sweatshirt at supervision']],
    [
      "I'm ordering silicone sheeting and a glove with open tips.",
      null,
      ['order silicone sheeting and a glove with open tips'],
    ],
    [
      "Next visit we continue the transfers, and we'll try the reacher.",
      'next visit',
      ['continue the transfers', 'trial the reacher'],
    ],
    ["I'll talk to the neurologist about the tone.", null, ['contact the neurologist about the tone']],
    ['Next time a two pound weight, ten reps.', 'next time', ['a two pound weight, ten reps']],
    ['Stairs tomorrow if his pressure holds.', 'tomorrow', ['Stairs, if his pressure holds']],
  ])('%s', (text, when, deeds) => {
    const [plan] = plansOf(text);
    expect(plan?.when).toBe(when);
    expect(
      plan?.deeds?.map(({ verb, object, condition }) =>
        [verb === null ? object : `${verb} ${object}`, condition].filter((part) => part !== null).join(', '),
      ),
    ).toEqual(deeds);
  });

  it.each([
    'By discharge I want it at contact guard.',
    "Next week it's the shop with me at your elbow.",
    "Tomorrow the rocker knife and, if he's not wiped out, min for the trousers.",
  ])('leaves to a quotation what would be bent or cut: %s', (text) => {
    const [plan] = plansOf(text);
    expect(plan).toBeDefined();
    expect(plan?.deeds).toBeUndefined();
  });

  it.each(['On Friday she walked to the shop.', 'Okay, I will check your brakes.'])(
    'takes no plan from: %s',
    (text) => {
      expect(plansOf(text)).toEqual([]);
    },
  );
});
