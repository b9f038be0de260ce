/** A recording that is analysed while it goes on must come out as one that is analysed at once: the real models on the sample. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnalysedSound, analyseSound, type SoundModels } from '../../../src/audio/frontEnd/analyseSound.ts';
import { HeadStart } from '../../../src/audio/frontEnd/headStart.ts';
import { openSoundModels } from '../../../src/audio/onnx/soundModels.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';
import type { PcmSource } from '../../../src/shared/domain/audio.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SAMPLE = join(ROOT, 'resources/sample/gym-session');
const geometry = JSON.parse(readFileSync(join(SAMPLE, 'array.json'), 'utf8'));
const run = { signal: { aborted: false }, progress: () => undefined };

/** The models, with a count of what they are asked. */
let models: SoundModels;
const asked = { detectorSamples: 0, voices: 0 };
let source: PcmSource;
let enrolment: PcmSource;
let atOnce: AnalysedSound;

/** The recording as it stands after so many seconds. */
function upTo(seconds: number): PcmSource {
  const frameCount = Math.min(source.frameCount, Math.round(seconds * source.sampleRateHz));
  return {
    ...{ frameCount, channelCount: source.channelCount, sampleRateHz: source.sampleRateHz },
    read: (start, count) => source.read(start, count),
  };
}

async function open(file: string): Promise<PcmSource> {
  const wav = await openWav(join(SAMPLE, file));
  if (!wav.ok) throw new Error('the sample is missing');
  return wav.value;
}

beforeAll(async () => {
  const real = await openSoundModels({
    vad: join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
    voice: join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
    segmenter: join(ROOT, 'resources/audio/segmenter.json'),
  });
  models = {
    segmenter: real.segmenter,
    vad: {
      open(count) {
        const streams = real.vad.open(count);
        return {
          process(signals) {
            asked.detectorSamples += signals[0]!.length;
            return streams.process(signals);
          },
        };
      },
    },
    voice: {
      embed(samples) {
        asked.voices += 1;
        return real.voice.embed(samples);
      },
    },
  };
  source = await open('session.wav');
  enrolment = await open('enrol.wav');
  atOnce = await analyseSound({ source, enrolment, geometry, channel: null }, models, run);
}, 120_000);

describe('a head start while the recording goes on', () => {
  it('changes nothing in the result and leaves only the end to be done', async () => {
    const headStart = new HeadStart();
    for (const seconds of [3.3, 20, 41.7, 41.9, 70]) {
      const part = { source: upTo(seconds), enrolment, geometry, channel: null, headStart, isWhole: false };
      const { result } = await analyseSound(part, models, run);
      for (const { endMs } of result.segments) expect(endMs).toBeLessThanOrEqual(seconds * 1000);
    }
    asked.detectorSamples = 0;
    asked.voices = 0;
    const whole = await analyseSound({ source, enrolment, geometry, channel: null, headStart }, models, run);
    expect(whole).toEqual(atOnce);
    // Beside the enrolment, which is short, the detector heard what had not been recorded yet, and the last 4 s before it.
    const enrolmentSamples = enrolment.frameCount + 16_000;
    expect(asked.detectorSamples).toBeLessThan(source.frameCount - (70 - 5) * 16_000 + enrolmentSamples);
    expect(asked.voices).toBeLessThan(atOnce.result.segments.length / 2);
  });

  it('is not used for another setting of the microphones', async () => {
    const headStart = new HeadStart();
    const turned = { ...geometry, microphones: [...geometry.microphones].reverse() };
    await analyseSound(
      { source: upTo(60), enrolment, geometry: turned, channel: null, headStart, isWhole: false },
      models,
      run,
    );
    const whole = await analyseSound({ source, enrolment, geometry, channel: null, headStart }, models, run);
    expect(whole).toEqual(atOnce);
  });

  it('survives being stopped in the middle of a pass', async () => {
    const headStart = new HeadStart();
    let passes = 0;
    const stopping = {
      signal: {
        get aborted() {
          passes += 1;
          return passes > 6;
        },
      },
      progress: () => undefined,
    };
    const part = { source: upTo(60), enrolment, geometry, channel: null, headStart, isWhole: false };
    await expect(analyseSound(part, models, stopping)).rejects.toMatchObject({ error: { code: 'cancelled' } });
    const whole = await analyseSound({ source, enrolment, geometry, channel: null, headStart }, models, run);
    expect(whole).toEqual(atOnce);
  });
});
