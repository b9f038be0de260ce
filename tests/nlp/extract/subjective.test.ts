import { describe, expect, it } from 'vitest';
import { factsOf } from './factsOf.ts';

describe('reports of patient and caregiver', () => {
  it.each([
    ['patient', 'I slept in the chair again, my hip was stiff.'],
    ['patient', "I can't lift the kettle with that hand."],
    ['patient', 'My daughter washes my hair and I hate it.'],
    ['patient', 'I tripped on the rug Saturday.'],
    ['patient', 'I want to go back to driving the bus.'],
    ['patient', "When it's hot I need an arm on the stairs."],
    ['caregiver', 'He slid off the couch Saturday night.'],
    ['caregiver', 'I do his buttons at home.'],
  ] as const)("keep who said it and the speaker's words: %s, %s", (speaker, text) => {
    const [report] = factsOf('subjective', [speaker, text]);
    expect(report).toMatchObject({ who: speaker, gist: text.replace(/\.$/, '') });
  });

  it.each([
    ['patient', 'Okay.'],
    ['patient', 'Locked.'],
    ['patient', 'Does it come with a cup holder?'],
    ['patient', 'Five when I bend it, two sitting here.'],
    ['patient', 'You point like a traffic cop.'],
    ['patient', 'My sister had the same surgery.'],
    ['caregiver', 'No, nothing.'],
  ] as const)('are not chat, answers, questions or bare scores: %s, %s', (speaker, text) => {
    expect(factsOf('subjective', [speaker, text])).toEqual([]);
  });

  it('are one for a turn', () => {
    expect(factsOf('subjective', ['patient', 'Stiff as a board. I did wring out a facecloth Sunday.'])).toHaveLength(1);
  });
});
