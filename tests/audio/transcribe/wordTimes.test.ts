/** Word times on real sound: a sentence with numbers from the bundled session, as one chest-worn microphone heard it. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModels } from '../../../src/audio/onnx/checkModels.ts';
import type { Recognition } from '../../../src/audio/transcribe/recogniser.ts';
import { activeLevelDbFs, framePowers } from '../../../src/audio/transcribe/speechLevel.ts';
import { openWhisperGraphs, type WhisperGraphs } from '../../../src/audio/transcribe/whisperGraphs.ts';
import { createWhisperRecogniser } from '../../../src/audio/transcribe/whisperRecogniser.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** "Twelve minutes of transfer training, and eleven minutes of self-care, the grooming.": script.json, 64.28 s to 68.59 s. */
const FROM_S = 63.7;
const TO_S = 69.1;
const SAID_FROM_S = 64.28 - FROM_S;
const SAID_TO_S = 68.59 - FROM_S;
const FRAME_S = 0.02;
/** Frames this far below the active level are no speech. */
const SPEECH_RANGE_DB = 15;

let graphs: WhisperGraphs;
let samples: Float32Array;
let heard: Recognition;
beforeAll(async () => {
  const checked = await checkModels(path.join(ROOT, 'models'), ['whisper-base.']);
  if (!checked.ok) throw new Error(checked.error.message);
  graphs = await openWhisperGraphs(checked.value, 1);
  const wav = await openWav(path.join(ROOT, 'resources/sample/gym-session/session.wav'));
  if (!wav.ok) throw new Error(wav.error.message);
  [samples] = (await wav.value.read(FROM_S * 16_000, (TO_S - FROM_S) * 16_000)) as [Float32Array];
  await wav.value.close();
  heard = await createWhisperRecogniser(graphs).recognise({ samples });
}, 60_000);
afterAll(() => graphs?.release());

describe('the times of words', () => {
  it('go forward and stay inside the sound', () => {
    let last = 0;
    for (const { startS, endS, text } of heard.words) {
      expect(startS, text).toBeGreaterThanOrEqual(last);
      expect(endS, text).toBeGreaterThanOrEqual(startS);
      last = endS;
    }
    expect(last).toBeLessThanOrEqual(TO_S - FROM_S);
  });

  it('span the sentence as it was said', () => {
    expect(Math.abs(heard.words[0]!.startS - SAID_FROM_S)).toBeLessThan(0.35);
    expect(Math.abs(heard.words.at(-1)!.endS - SAID_TO_S)).toBeLessThan(0.35);
  });

  it.each([/^(12|twelve)$/i, /^(11|eleven)$/i])('stand on speech for a number too: %s', (number) => {
    const word = heard.words.find(({ text }) => number.test(text.replace(/[.,]/g, '')))!;
    expect(word.endS - word.startS).toBeGreaterThan(0.1);
    expect(word.endS - word.startS).toBeLessThan(1);
    const powers = framePowers(samples).subarray(Math.floor(word.startS / FRAME_S), Math.ceil(word.endS / FRAME_S));
    const floor = 10 ** ((activeLevelDbFs(samples) - SPEECH_RANGE_DB) / 10);
    expect(powers.filter((power) => power >= floor).length).toBeGreaterThan(powers.length / 2);
  });

  it('put the second number behind the training and before the self-care', () => {
    const startOf = (pattern: RegExp): number => heard.words.find(({ text }) => pattern.test(text))!.startS;
    expect(startOf(/11|eleven/i)).toBeGreaterThan(startOf(/training/i));
    expect(startOf(/11|eleven/i)).toBeLessThan(startOf(/self/i));
  });
});
