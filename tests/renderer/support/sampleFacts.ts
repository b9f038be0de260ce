/** What was said in the made-up session, and what was found in it. */
import type { SpokenEvidence } from '../../../src/shared/domain/evidence.ts';
import type { Fact } from '../../../src/shared/domain/facts.ts';
import type { Utterance } from '../../../src/shared/domain/utterance.ts';

const LINES: readonly (readonly [number, number, Utterance['speaker'], string])[] = [
  [600, 3960, 'therapist', "Okay Walter, brakes are on. Let's get you over to the toilet."],
  [4420, 5870, 'therapist', 'Left hand on the grab bar.'],
  [6320, 7380, 'patient', 'This one here?'],
  [7930, 11810, 'therapist', "The lower one, yes. Other hand on your knee. I've got your hips. And stand."],
  [12260, 13700, 'patient', "Whoa. I'm wobbling a bit."],
  [14030, 17660, 'therapist', "I know, I've got you. Small steps, turn, and sit, nice and slow."],
  [
    26140,
    34990,
    'therapist',
    'So that toilet transfer was moderate assist. I guided his hips at the grab bars, he was unsteady, and he needed two verbal cues for hand placement.',
  ],
  [35440, 37870, 'patient', "My shoulder's a little sore. The right one."],
  [38560, 40070, 'therapist', 'How bad, zero to ten?'],
  [40610, 41720, 'patient', 'Two out of ten.'],
  [49490, 51700, 'therapist', "Here's the toothbrush with the built-up handle."],
  [52180, 57490, 'patient', 'Oh, I can actually hang on to that one. I just want to do my own bathroom mornings.'],
  [59690, 63460, 'therapist', 'Grooming at the sink, min assist, with the built-up handle toothbrush.'],
  [
    64280,
    68590,
    'therapist',
    'About twelve minutes of transfer training, and eleven minutes of self-care, the grooming.',
  ],
  [69180, 75000, 'therapist', 'He is still a fall risk. Next visit we continue the transfers, and we try the reacher.'],
];

function utterance([startMs, endMs, speaker, text]: (typeof LINES)[number], index: number): Utterance {
  const tokens = text.split(/\s+/);
  const step = (endMs - startMs) / tokens.length;
  return {
    id: `u${index}`,
    startMs,
    endMs,
    speaker,
    speakerP: 0.97,
    setBy: 'model',
    text,
    words: tokens.map((token, at) => ({
      text: token,
      p: 0.95,
      startMs: Math.round(startMs + at * step),
      endMs: Math.round(startMs + (at + 1) * step),
    })),
  };
}

export const UTTERANCES: readonly Utterance[] = LINES.map(utterance);

/** Evidence for the words of the quote, which must stand in one utterance. */
export function spoken(quote: string): SpokenEvidence {
  const wanted = quote.split(/\s+/);
  for (const { id, text } of UTTERANCES) {
    const tokens = text.split(/\s+/);
    for (let from = 0; from + wanted.length <= tokens.length; from += 1) {
      if (wanted.every((word, index) => tokens[from + index] === word))
        return { kind: 'spoken', utteranceId: id, from, to: from + wanted.length };
    }
  }
  throw new Error(`Nobody says: ${quote}`);
}

const base = (id: string, quote: string) =>
  ({
    id,
    certainty: 'stated',
    polarity: 'affirmed',
    source: 'therapist',
    evidence: [spoken(quote)],
    rule: 'test/written-by-hand',
  }) as const;

export const FACTS: readonly Fact[] = [
  {
    ...base('f0', 'toilet transfer was moderate assist.'),
    kind: 'observation',
    task: 'toilet transfer',
    fimItem: 'transferToilet',
    assistLevel: 'ModA',
  },
  {
    ...base('f1', 'he was unsteady,'),
    kind: 'safety',
    event: 'unsteady',
    gist: 'unsteady',
    observed: 'observed',
    task: null,
  },
  {
    ...base('f2', 'two verbal cues for hand placement.'),
    kind: 'cue',
    type: 'verbal',
    count: 2,
    intensity: null,
    purpose: 'hand placement',
    task: 'toilet transfer',
  },
  {
    ...base('f3', 'Two out of ten.'),
    kind: 'pain',
    score: 2,
    when: 'today',
    bodyPart: 'shoulder',
    side: 'right',
    unsure: true,
  },
  {
    ...base('f4', 'Grooming at the sink, min assist,'),
    kind: 'observation',
    task: 'grooming',
    fimItem: 'grooming',
    assistLevel: 'MinA',
  },
  {
    ...base('f5', 'the built-up handle toothbrush.'),
    kind: 'device',
    name: 'built-up handle toothbrush',
    task: 'grooming',
  },
  {
    ...base('f6', 'About twelve minutes of transfer training,'),
    kind: 'minutes',
    cpt: '97530',
    cptAlternatives: [],
    minutes: 12,
    approximate: true,
    derived: false,
    timed: true,
    task: 'transfer training',
  },
  {
    ...base('f7', 'eleven minutes of self-care, the grooming.'),
    kind: 'minutes',
    cpt: '97535',
    cptAlternatives: [],
    minutes: 11,
    approximate: false,
    derived: false,
    timed: true,
    task: 'self-care, grooming',
  },
  {
    ...base('f8', 'I just want to do my own bathroom mornings.'),
    kind: 'subjective',
    who: 'patient',
    gist: 'wants to do his own bathroom mornings',
    source: 'patient',
  },
  {
    ...base('f9', 'Next visit we continue the transfers,'),
    kind: 'plan',
    gist: 'continue the transfers',
    when: 'next visit',
  },
  { ...base('f10', 'Left hand on the grab bar.'), kind: 'device', name: 'grab bar', task: 'toilet transfer' },
];
