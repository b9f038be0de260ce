/** Varied sessions, each a conversation with what should be taken from it; none of a real person. */
import type { Fact } from '../../../src/shared/domain/facts.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import { type FactSketch, factsFrom, type Spoken, transcriptOf } from './facts.ts';

export interface TestSession {
  readonly name: string;
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
}

function session(name: string, lines: readonly Spoken[], sketches: readonly FactSketch[]): TestSession {
  const transcript = transcriptOf(lines);
  return { name, transcript, facts: factsFrom(transcript, sketches) };
}

export const toiletTransferAndGrooming = session(
  'toilet transfer and grooming',
  [
    [
      'therapist',
      'So that toilet transfer was moderate assist. I guided his hips at the grab bars, he was unsteady, and he needed two verbal cues for hand placement.',
    ],
    ['patient', "My shoulder's a little sore. The right one."],
    ['therapist', 'How bad, zero to ten?'],
    ['patient', 'Two out of ten.'],
    ['patient', 'Oh, I can actually hang on to that one. I just want to do my own bathroom mornings.'],
    ['therapist', 'Grooming at the sink, min assist, with the built-up handle toothbrush.'],
    ['therapist', 'Twelve minutes of transfer training, and eleven minutes of self-care, the grooming.'],
    ['therapist', "I'd still call him a fall risk on that turn."],
    ['therapist', "Next visit we continue the transfers, and we'll try the reacher."],
  ],
  [
    {
      kind: 'observation',
      task: 'toilet transfer',
      fimItem: 'transferToilet',
      assistLevel: 'ModA',
      manner: 'guided his hips at the grab bars',
      words: ['toilet transfer was moderate assist.', 'I guided his hips at the grab bars,'],
    },
    {
      kind: 'safety',
      event: 'unsteady',
      gist: 'unsteady',
      observed: 'observed',
      task: 'toilet transfer',
      words: 'he was unsteady,',
    },
    {
      kind: 'cue',
      type: 'verbal',
      count: 2,
      intensity: null,
      purpose: 'hand placement',
      task: 'toilet transfer',
      words: 'two verbal cues for hand placement.',
    },
    {
      kind: 'subjective',
      who: 'patient',
      source: 'patient',
      gist: 'right shoulder a little sore',
      words: "My shoulder's a little sore. The right one.",
    },
    {
      kind: 'pain',
      source: 'patient',
      score: 2,
      when: 'unspecified',
      bodyPart: 'shoulder',
      side: 'right',
      words: 'Two out of ten.',
    },
    {
      kind: 'subjective',
      who: 'patient',
      source: 'patient',
      gist: 'wants to do own bathroom mornings',
      words: 'I just want to do my own bathroom mornings.',
    },
    {
      kind: 'observation',
      task: 'grooming at the sink',
      fimItem: 'grooming',
      assistLevel: 'MinA',
      words: 'Grooming at the sink, min assist,',
    },
    {
      kind: 'device',
      name: 'built-up handle toothbrush',
      task: 'grooming at the sink',
      words: 'built-up handle toothbrush.',
    },
    {
      kind: 'minutes',
      cpt: '97530',
      cptAlternatives: [],
      minutes: 12,
      approximate: false,
      derived: false,
      timed: true,
      task: 'transfer training',
      words: 'Twelve minutes of transfer training,',
    },
    {
      kind: 'minutes',
      cpt: '97535',
      cptAlternatives: [],
      minutes: 11,
      approximate: false,
      derived: false,
      timed: true,
      task: 'grooming',
      words: 'eleven minutes of self-care, the grooming.',
    },
    {
      kind: 'safety',
      event: 'fallRisk',
      gist: 'fall risk on that turn',
      observed: 'observed',
      task: null,
      words: 'a fall risk on that turn.',
    },
    {
      kind: 'plan',
      polarity: 'planned',
      gist: 'continue the transfers',
      when: 'next visit',
      words: 'Next visit we continue the transfers,',
    },
    { kind: 'plan', polarity: 'planned', gist: 'try the reacher', when: 'next visit', words: "we'll try the reacher." },
  ],
);
