import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../../src/audio/transcribe/confidence.ts';
import type { Recogniser } from '../../../src/audio/transcribe/recogniser.ts';
import type { Vocabulary } from '../../../src/audio/transcribe/vocabulary.ts';
import type { WhisperDescription } from '../../../src/audio/transcribe/whisperDescription.ts';
import type { WhisperGraphs } from '../../../src/audio/transcribe/whisperGraphs.ts';
import { createWhisperRecogniser } from '../../../src/audio/transcribe/whisperRecogniser.ts';
import { tone } from './scriptedRecogniser.ts';

/** What may be said, then words nobody scripts: the runners-up of every search. */
const WORDS = ['lift', 'your', 'arm', 'push', ...Array.from({ length: 16 }, (_, index) => `other${index}`)];
const EOT = WORDS.length;
const SOT = EOT + 1;
const NO_SPEECH = EOT + 2;
const PREVIOUS = EOT + 3;
const NO_TIMESTAMPS = EOT + 4;
const VOCABULARY = EOT + 5;
const PROMPT = [SOT, NO_TIMESTAMPS];

const description: WhisperDescription = {
  format: 1,
  name: 'scripted',
  dims: { heads: 1, head_dim: 1, dec_layers: 1, vocab: VOCABULARY, n_text_ctx: 448 },
  audio: { sample_rate: 16000, hop: 160, seconds_per_ctx: 0.02, max_frames: 3000 },
  tokens: {
    ids: {
      eot: EOT,
      sot: SOT,
      no_speech: NO_SPEECH,
      sot_prev: PREVIOUS,
      no_timestamps: NO_TIMESTAMPS,
      timestamp_begin: VOCABULARY,
    },
    non_speech: [],
    suppress: [SOT, NO_SPEECH, PREVIOUS],
    suppress_first: [EOT],
    prompt: PROMPT,
  },
  alignment_heads: [[0, 0]],
};

const SENTENCE = [0, 1, 2, EOT];
const RUNAWAY = Array.from({ length: 300 }, () => 3);
const fourTimes = [3, 3, 3, 3, EOT];

/** A model that says what is scripted for a window length; nothing is computed. */
function scriptedGraphs(
  script: (windowSeconds: number) => readonly number[],
  certainty: (windowSeconds: number) => number = () => 20,
) {
  const encoded: number[] = [];
  const windows = new Map<object, number>();
  const graphs: WhisperGraphs = {
    description,
    tokenizer: {
      encode: (text) => (text.trim().toLowerCase() === 'arm' ? [2] : [NO_SPEECH]),
      decode: (tokens) => tokens.map((token) => ` ${WORDS[token]}`).join(''),
      groupWords: (tokens) => tokens.map((token, index) => ({ text: ` ${WORDS[token]}`, from: index, to: index + 1 })),
    },
    encode: async (_, windowSeconds) => {
      encoded.push(windowSeconds);
      const window = { cross: {} };
      windows.set(window, windowSeconds);
      return window;
    },
    decode: async (window, { tokens, past, rows, align }) => {
      const beams = tokens.length;
      const said = past.length + tokens[0]!.length - PROMPT.length;
      const line = script(windows.get(window)!);
      const logits = new Float32Array(beams * rows.length * VOCABULARY);
      for (let row = 0; row < beams * rows.length; row++) {
        const next = align ? tokens[0]![PROMPT.length + row] : (line[said] ?? EOT);
        logits.fill(1, row * VOCABULARY, row * VOCABULARY + EOT);
        logits[row * VOCABULARY + (next ?? EOT)] = certainty(windows.get(window)!);
      }
      return {
        logits,
        logSums: new Float32Array(beams * rows.length).map((_, row) => logSum(logits, row)),
        attention: new Float32Array(align ? tokens[0]!.length * 100 : 0).fill(0.01),
        past: { length: past.length + tokens[0]!.length, tensors: {} },
      };
    },
    emptyPast: () => ({ length: 0, tensors: {} }),
    release: async () => undefined,
  };
  return { graphs, encoded };
}

function logSum(logits: Float32Array, row: number): number {
  const scores = logits.subarray(row * VOCABULARY, (row + 1) * VOCABULARY);
  return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
}

const request = { samples: tone(200, 3) };

describe('the window policy', () => {
  it('decodes once when all is well', async () => {
    const { graphs, encoded } = scriptedGraphs(() => SENTENCE);
    const heard = await createWhisperRecogniser(graphs).recognise(request);
    expect(heard).toMatchObject({ outcome: 'words', words: [{ text: 'lift' }, { text: 'your' }, { text: 'arm' }] });
    expect(encoded).toEqual([10]);
  });

  it('encodes the full window at once when told to', async () => {
    const { graphs, encoded } = scriptedGraphs(() => SENTENCE);
    await createWhisperRecogniser(graphs, { windows: 'full' }).recognise(request);
    expect(encoded).toEqual([30]);
  });

  it('reads again in the full window what is hard to hear in a short one, and takes what is likelier', async () => {
    const unsure = scriptedGraphs(
      (seconds) => (seconds < 30 ? [0, 0, EOT] : SENTENCE),
      (seconds) => (seconds < 30 ? 2 : 20),
    );
    const heard = await createWhisperRecogniser(unsure.graphs).recognise(request);
    expect(unsure.encoded).toEqual([10, 30]);
    expect(heard.words.map(({ text }) => text)).toEqual(['lift', 'your', 'arm']);

    const worse = scriptedGraphs(
      (seconds) => (seconds < 30 ? SENTENCE : [0, 0, EOT]),
      (seconds) => (seconds < 30 ? 4 : 2),
    );
    const kept = await createWhisperRecogniser(worse.graphs).recognise(request);
    expect(worse.encoded).toEqual([10, 30]);
    expect(kept.words.map(({ text }) => text)).toEqual(['lift', 'your', 'arm']);
  });

  it('goes from a short window to the full one when the decoder runs in circles', async () => {
    const { graphs, encoded } = scriptedGraphs((seconds) => (seconds < 30 ? RUNAWAY : SENTENCE));
    const heard = await createWhisperRecogniser(graphs).recognise(request);
    expect(heard.words.map(({ text }) => text)).toEqual(['lift', 'your', 'arm']);
    expect(encoded).toEqual([10, 30]);
  });

  it('believes four repetitions that every attempt agrees on', async () => {
    const { graphs, encoded } = scriptedGraphs(() => fourTimes);
    const heard = await createWhisperRecogniser(graphs).recognise(request);
    expect(heard.words.map(({ text }) => text)).toEqual(['push', 'push', 'push', 'push']);
    expect(encoded).toEqual([10, 30]);
  });

  it('reports a loop that survives every attempt, without its words', async () => {
    const { graphs } = scriptedGraphs(() => RUNAWAY);
    const heard = await createWhisperRecogniser(graphs).recognise(request);
    expect(heard).toMatchObject({ outcome: 'loop', words: [] });
  });

  it('tries once, in a short window, for a live preview', async () => {
    const { graphs, encoded } = scriptedGraphs(() => RUNAWAY);
    const heard = await createWhisperRecogniser(graphs).recognise({ ...request, lane: 'live' });
    expect(heard.outcome).toBe('loop');
    expect(encoded).toEqual([10]);
  });

  it('refuses more than a window holds', async () => {
    const { graphs } = scriptedGraphs(() => SENTENCE);
    const running = createWhisperRecogniser(graphs).recognise({ samples: new Float32Array(31 * 16_000) });
    await expect(running).rejects.toMatchObject({ error: { code: 'invalid_input' } });
  });
});

describe('listed terms', () => {
  const vocabulary: Vocabulary = {
    format: 1,
    reviewed: '2026-11-27',
    source: 'a test',
    prompt: 'A sentence.',
    terms: ['arm'],
    decisive: ['arm'],
    neverChanged: ['never'],
  };
  const confidence: Confidence = {
    format: 1,
    reviewed: '2026-11-27',
    source: 'a test',
    model: 'scripted',
    intercept: 9,
    logitWeight: 1,
    meanLogPWeight: 0,
  };
  /** The sound hardly decides between "push" and anything else. */
  const undecided = () =>
    scriptedGraphs(
      () => [3, EOT],
      () => 2,
    ).graphs;
  const textOf = async (recogniser: Recogniser, lane?: 'live') =>
    (await recogniser.recognise({ ...request, lane })).words.map(({ text }) => text).join(' ');

  it('are taken where the sound is undecided, and a deciding one is marked however sure words are taken to be', async () => {
    const heard = await createWhisperRecogniser(undecided(), { vocabulary, confidence }).recognise(request);
    expect(heard.words.map(({ text }) => text)).toEqual(['arm']);
    expect(heard.words[0]!.p).toBeLessThan(0.5);
  });

  it('are not looked for without a list, in a preview, or where the sound is clear', async () => {
    expect(await textOf(createWhisperRecogniser(undecided()))).toBe('push');
    expect(await textOf(createWhisperRecogniser(undecided(), { vocabulary }), 'live')).toBe('push');
    const clear = scriptedGraphs(() => [3, EOT]).graphs;
    expect(await textOf(createWhisperRecogniser(clear, { vocabulary }))).toBe('push');
  });

  it('leave the confidence of other words to the weights', async () => {
    const heard = await createWhisperRecogniser(undecided(), { confidence }).recognise(request);
    expect(heard.words[0]!.p).toBeGreaterThan(0.99);
  });
});
