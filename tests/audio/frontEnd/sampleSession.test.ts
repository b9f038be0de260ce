/** The real models on the bundled sample: an in-and-out check of the whole front end, against the script's times. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnalysedSound, analyseSound } from '../../../src/audio/frontEnd/analyseSound.ts';
import { openSoundModels } from '../../../src/audio/onnx/soundModels.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';
import { noise } from '../signals.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SAMPLE = join(ROOT, 'resources/sample/gym-session');
const MODEL_FILES = {
  vad: join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
  voice: join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
  segmenter: join(ROOT, 'resources/audio/segmenter.json'),
};

interface Said {
  readonly t0: number;
  readonly t1: number;
  readonly speaker: string;
}
const script = JSON.parse(readFileSync(join(SAMPLE, 'script.json'), 'utf8')) as {
  readonly utterances: readonly Said[];
};

let analysed: AnalysedSound;
beforeAll(async () => {
  const source = await openWav(join(SAMPLE, 'session.wav'));
  const enrolment = await openWav(join(SAMPLE, 'enrol.wav'));
  if (!source.ok || !enrolment.ok) throw new Error('the sample is missing');
  analysed = await analyseSound(
    {
      source: source.value,
      enrolment: enrolment.value,
      geometry: JSON.parse(readFileSync(join(SAMPLE, 'array.json'), 'utf8')),
      channel: null,
    },
    await openSoundModels(MODEL_FILES),
    { signal: { aborted: false }, progress: () => undefined },
  );
  await source.value.close();
  await enrolment.value.close();
}, 120_000);

/** Share of somebody's words, in 10 ms steps, that lies in segments of a role. */
function heardAs(role: string, speaker: string): number {
  let said = 0;
  let heard = 0;
  for (const { t0, t1 } of script.utterances.filter((utterance) => utterance.speaker === speaker)) {
    for (let ms = t0 * 1000; ms < t1 * 1000; ms += 10) {
      said += 1;
      if (analysed.result.segments.some((s) => s.role === role && s.startMs <= ms && ms < s.endMs)) heard += 1;
    }
  }
  return heard / said;
}

describe('the sample session', () => {
  it('is heard by an array with nothing to complain about', () => {
    expect(analysed.result.mode).toBe('array');
    expect(analysed.result.notices).toEqual([]);
    expect(analysed.result.health.map(({ verdict }) => verdict)).toEqual(['good', 'good', 'good', 'good']);
  });

  it('gives the therapist his words and the patient most of his', () => {
    expect(heardAs('therapist', 'therapist')).toBeGreaterThan(0.97);
    expect(heardAs('patient', 'patient')).toBeGreaterThan(0.8);
  });

  it('does not mix the two up', () => {
    expect(heardAs('patient', 'therapist')).toBeLessThan(0.02);
    expect(heardAs('therapist', 'patient')).toBeLessThan(0.05);
  });

  it('leaves out the colleague who talks about somebody else, and counts that', () => {
    expect(heardAs('therapist', 'other') + heardAs('patient', 'other')).toBe(0);
    expect(analysed.result.dropped.some(({ startMs, endMs }) => startMs < 24_000 && endMs > 24_000)).toBe(true);
  });
});

describe('the real models behind their ports', () => {
  it('hear no speech in noise, and the same in a batch as alone', async () => {
    const { vad } = await openSoundModels(MODEL_FILES);
    const speech = analysed.sounds[0]!.samples.slice(0, 512 * 60);
    const hiss = noise(speech.length, 5, 0.05);
    const [inNoise, inSpeech] = await vad.open(2).process([hiss, speech]);
    const [alone] = await vad.open(1).process([speech]);
    expect(Math.max(...inNoise!)).toBeLessThan(0.5);
    expect(inSpeech!.filter((p) => p > 0.5).length).toBeGreaterThan(30);
    expect(Math.max(...inSpeech!.map((p, k) => Math.abs(p - alone![k]!)))).toBeLessThan(1e-3);
  });

  it('go on where the last call ended', async () => {
    const { vad } = await openSoundModels(MODEL_FILES);
    const speech = analysed.sounds[0]!.samples.slice(0, 512 * 40);
    const [whole] = await vad.open(1).process([speech]);
    const streams = vad.open(1);
    const [first] = await streams.process([speech.subarray(0, 512 * 13)]);
    const [second] = await streams.process([speech.subarray(512 * 13)]);
    expect([...first!, ...second!]).toEqual([...whole!]);
  });

  it('find one voice more like itself than like another', async () => {
    const { voice } = await openSoundModels(MODEL_FILES);
    const by = (role: string) => analysed.sounds.filter(({ segment }) => segment.role === role);
    const long = (role: string) => by(role).sort((a, b) => b.samples.length - a.samples.length);
    const [t1, t2] = await Promise.all(
      long('therapist')
        .slice(0, 2)
        .map(({ samples }) => voice.embed(samples)),
    );
    const p1 = await voice.embed(long('patient')[0]!.samples);
    const likeness = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
    expect(likeness(t1!, t2!)).toBeGreaterThan(likeness(t1!, p1) + 0.1);
    expect(likeness(t1!, t1!)).toBeCloseTo(1, 4);
  });
});
