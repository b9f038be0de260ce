import { describe, expect, it } from 'vitest';
import geometry from '../../../resources/arrays/chest-square-4.json' with { type: 'json' };
import { BIN_COUNT, binOf } from '../../../src/audio/dsp/stft.ts';
import { analyseEnrolment, gainsFrom } from '../../../src/audio/frontEnd/enrolment.ts';
import { arrayOf, steeringTo } from '../../../src/audio/frontEnd/geometry.ts';
import { memoryPcmSource } from '../../../src/audio/wav/memoryPcmSource.ts';
import { colourVoice, loudnessVad } from '../fakeModels.ts';
import { atArray, babbling, noise, scene } from '../signals.ts';

const models = { vad: loudnessVad(0.005), voice: colourVoice };
const array = arrayOf(geometry, [0, 1, 2, 3]);
const mouth = steeringTo(geometry.mouth, array);
const GAINS_DB = [0, 1.1, -0.8, 0.4];

function enrolment(): Float32Array[] {
  const spoken = atArray(babbling(5 * 16000, 3, 0.4, 0.4), mouth);
  const heard = scene(8 * 16000, 4, [{ start: 16000, channels: spoken }]);
  return heard.map((channel, c) => channel.map((v) => v * 10 ** (GAINS_DB[c]! / 20)));
}

describe('enrolment', () => {
  it('measures the microphones’ gains to a fifth of a decibel', async () => {
    const found = await analyseEnrolment(memoryPcmSource(enrolment()), [0, 1, 2, 3], models);
    gainsFrom(found!.transfer!, array).forEach((gain, c) => {
      expect(Math.abs(20 * Math.log10(gain) - GAINS_DB[c]!)).toBeLessThan(0.2);
    });
  });

  it('finds how the voice reaches each microphone', async () => {
    const { transfer } = (await analyseEnrolment(memoryPcmSource(enrolment()), [0, 1, 2, 3], models))!;
    for (const hz of [500, 1000, 2000, 3000]) {
      for (let c = 1; c < 4; c++) {
        const at = c * BIN_COUNT + binOf(hz, 16000);
        const found = Math.atan2(transfer!.im[at]!, transfer!.re[at]!);
        const wanted = Math.atan2(mouth.im[at]!, mouth.re[at]!);
        expect(Math.abs(found - wanted)).toBeLessThan(0.15);
      }
    }
  });

  it('works when the pauses are digitally silent', async () => {
    const heard = enrolment().map((channel) => channel.map((v, i) => (i < 16000 || i > 6 * 16000 ? 0 : v)));
    const found = await analyseEnrolment(memoryPcmSource(heard), [0, 1, 2, 3], models);
    expect(found!.transfer!.re.every(Number.isFinite)).toBe(true);
  });

  it('is none when nobody speaks, or there is no sound at all', async () => {
    const silent = [0, 1, 2, 3].map((c) => noise(16000 * 4, c, 1e-4));
    expect(await analyseEnrolment(memoryPcmSource(silent), [0, 1, 2, 3], models)).toBeNull();
    expect(await analyseEnrolment(memoryPcmSource([new Float32Array(0)]), [0], models)).toBeNull();
  });

  it('does not believe in a microphone that is 10 dB off: that is a fault, not a gain', () => {
    const wrong = { ...mouth, re: mouth.re.map((v, i) => (i < BIN_COUNT ? v : v * 3)), im: mouth.im };
    expect(gainsFrom(wrong, array)[0]).toBeCloseTo(1, 3);
    expect(
      gainsFrom(wrong, array)
        .slice(1)
        .every((gain) => gain <= 2),
    ).toBe(true);
  });
});
