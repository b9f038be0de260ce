import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import type { Dialogue } from '../facts/dialogueForm.ts';
import { parsePrediction } from '../facts/dialogueForm.ts';
import { scoreDialogue } from '../facts/factScore.ts';
import { asSpoken, onTrueLines, trueTranscript, wordsOfLine } from './annotatedScene.ts';
import { lostFacts } from './lost.ts';

const DIALOGUE: Dialogue = {
  id: 'one',
  setting: '',
  condition: '',
  tags: [],
  asr: 'clean',
  utterances: [
    { t0: 100, t1: 102, speaker: 'therapist', text: 'Twelve minutes of dressing and eight of standing.' },
    { t0: 103, t1: 104, speaker: 'patient', text: 'My pain is four.' },
  ],
  gold: {
    observations: [],
    prior: [],
    cues: [],
    minutes: [{ cpt: '97530', minutes: 8, task: 'standing', timed: true, evidence: [0] }],
    devices: [],
    safety: [],
    measures: [],
    subjective: [],
    pain: [{ score: 4, scale: '0-10', when: 'unspecified', bodyPart: null, evidence: [1] }],
    traps: [],
    forbidden: [],
  },
};
const TRUTH = {
  durationS: 10,
  utterances: DIALOGUE.utterances.map((line, index) => ({ ...line, t0: 1 + 4 * index, t1: 4 + 4 * index })),
};
const spoken = asSpoken(DIALOGUE, TRUTH);
const said = trueTranscript(spoken);

/** Words at even times from the start on, 200 ms each. */
function heardLine(id: string, speaker: 'therapist' | 'patient', startMs: number, text: string) {
  const words = text.split(' ').map((word, i) => {
    const begin = startMs + 200 * i;
    return { text: word, startMs: begin, endMs: begin + 200, p: 1 };
  });
  return {
    id,
    speaker,
    speakerP: 1,
    setBy: 'model' as const,
    text,
    words,
    startMs,
    endMs: startMs + 200 * words.length,
  };
}
const heardAs = (...utterances: Transcript['utterances']): Transcript => ({ utterances, gaps: [] });
const lost = (heard: Transcript, prediction: object) =>
  lostFacts(
    'scene',
    {
      said: scoreDialogue(spoken, parsePrediction(spoken.gold)),
      heard: scoreDialogue(spoken, parsePrediction(prediction)),
    },
    { said, heard },
  );

describe('a dialogue in a scene', () => {
  it('takes the times of the scene for its lines', () => {
    expect(spoken.utterances.map(({ t0, t1 }) => [t0, t1])).toEqual([
      [1, 4],
      [5, 8],
    ]);
  });

  it('is refused where the scene does not hold one of its lines', () => {
    expect(() => asSpoken(DIALOGUE, { ...TRUTH, utterances: TRUTH.utterances.slice(1) })).toThrow('Twelve minutes');
  });
});

describe('words that were heard', () => {
  it('belong to the line that was being spoken, whoever they were given to', () => {
    const heard = heardAs(
      heardLine('u0', 'therapist', 1200, '12 minutes'),
      heardLine('u1', 'therapist', 5000, 'My pain'),
    );
    expect(wordsOfLine(1, heard, said).map(({ text }) => text)).toEqual(['My', 'pain']);
  });

  it('far from every line belong to none', () => {
    const heard = heardAs(heardLine('u0', 'therapist', 9000, 'Thank you'));
    expect(wordsOfLine(1, heard, said)).toEqual([]);
  });

  it('carry their facts to the line of that time', () => {
    const heard = heardAs(
      heardLine('u0', 'therapist', 1200, '12 minutes'),
      heardLine('u7', 'patient', 5400, 'My pain is 4.'),
    );
    const fact = { evidence: [{ kind: 'spoken', utteranceId: 'u7', from: 2, to: 4 }] } as never;
    expect(onTrueLines([fact], heard, said)[0]!.evidence[0].utteranceId).toBe('u1');
  });
});

describe('a fact lost by hearing', () => {
  it('is listed with the word that was said and the one that was heard', () => {
    const heard = heardAs(heardLine('u0', 'therapist', 1200, '12 minutes of dressing and ate of standing.'));
    const [fact] = lost(heard, { ...spoken.gold, minutes: [] });
    expect(fact).toMatchObject({ kind: 'minutes', cause: 'misheard', changes: [{ said: '8', heard: 'ate' }] });
  });

  it('is told apart where nothing was heard, and where the words are another speaker’s', () => {
    const silent = heardAs(heardLine('u0', 'therapist', 1200, '12 minutes'));
    expect(lost(silent, { ...spoken.gold, pain: [] })[0]).toMatchObject({ cause: 'not heard', changes: [] });
    const swapped = heardAs(heardLine('u1', 'therapist', 5400, 'My pain is 4.'));
    expect(lost(swapped, { ...spoken.gold, pain: [] })[0]!.cause).toBe('wrong speaker');
  });

  it('is none where the true words do not give it either', () => {
    const nothing = scoreDialogue(spoken, parsePrediction({}));
    expect(lostFacts('scene', { said: nothing, heard: nothing }, { said, heard: heardAs() })).toEqual([]);
  });
});
