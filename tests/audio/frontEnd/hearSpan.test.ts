import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundModels } from '../../../src/audio/frontEnd/analyseSound.ts';
import { hearSpan } from '../../../src/audio/frontEnd/hearSpan.ts';
import { openSoundModels } from '../../../src/audio/onnx/soundModels.ts';
import { openWav, type WavSource } from '../../../src/audio/wav/openWav.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SAMPLE = path.join(ROOT, 'resources/sample/gym-session');
const geometry = JSON.parse(readFileSync(path.join(SAMPLE, 'array.json'), 'utf8'));
const run = { signal: new AbortController().signal, progress: () => undefined };

let models: SoundModels;
let session: WavSource;
let enrolment: WavSource;

async function open(file: string): Promise<WavSource> {
  const wav = await openWav(path.join(SAMPLE, file));
  if (!wav.ok) throw new Error(wav.error.message);
  return wav.value;
}

beforeAll(async () => {
  models = await openSoundModels({
    vad: path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
    voice: path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
    segmenter: path.join(ROOT, 'resources/audio/segmenter.json'),
  });
  session = await open('session.wav');
  enrolment = await open('enrol.wav');
});
afterAll(async () => {
  await session.close();
  await enrolment.close();
});

const hear = (startMs: number, endMs: number) =>
  hearSpan({ source: session, enrolment, geometry, channel: null }, { startMs, endMs }, models, run);

describe('a stretch heard again from the raw channels', () => {
  it('gives the sound of that stretch alone, in the times of the session, through a beam', async () => {
    const sounds = await hear(30_000, 36_000);
    expect(sounds.length).toBeGreaterThan(0);
    for (const { segment, samples } of sounds) {
      expect(segment.startMs).toBeGreaterThanOrEqual(29_850);
      expect(segment.endMs).toBeLessThanOrEqual(36_150);
      expect(segment.beam).not.toBe('microphone');
      expect(Math.abs(samples.length - (segment.endMs - segment.startMs) * 16)).toBeLessThanOrEqual(16);
    }
  });

  it('hears the microphone alone where the front end finds nobody', async () => {
    const silent = {
      ...session,
      read: async (_: number, count: number) =>
        session.channelCount > 0 ? Array.from({ length: session.channelCount }, () => new Float32Array(count)) : [],
    };
    const sounds = await hearSpan(
      { source: silent, enrolment, geometry, channel: null },
      { startMs: 5000, endMs: 7000 },
      models,
      run,
    );
    expect(sounds).toHaveLength(1);
    expect(sounds[0]!.segment).toMatchObject({ beam: 'microphone', startMs: 4850, endMs: 7150 });
  });
});
