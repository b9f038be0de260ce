import { describe, expect, it } from 'vitest';
import circle from '../../../resources/arrays/chest-circle-8.json' with { type: 'json' };
import square from '../../../resources/arrays/chest-square-4.json' with { type: 'json' };
import { BIN_COUNT, frequencyOf } from '../../../src/audio/dsp/stft.ts';
import {
  arrayOf,
  NOMINAL_MOUTH,
  pointAt,
  SPEED_OF_SOUND_M_PER_S,
  steeringTo,
} from '../../../src/audio/frontEnd/geometry.ts';
import { AZIMUTHS_DEG, steeringToAzimuth } from '../../../src/audio/frontEnd/soundField.ts';
import { SrpPhat } from '../../../src/audio/frontEnd/srpPhat.ts';
import { mixed, sourceSpectrogram } from '../signals.ts';

describe('steering vector', () => {
  it('delays by exactly the way the sound travels, to a fraction of a sample', () => {
    const delaySamples = 7.3;
    const way = (delaySamples / 16000) * SPEED_OF_SOUND_M_PER_S;
    const array = arrayOf(
      {
        microphones: [
          { x: 0, y: 0, z: 0 },
          { x: -way, y: 0, z: 0 },
        ],
      },
      [0, 1],
    );
    const steering = steeringTo({ x: 1000, y: 0, z: 0 }, array);
    for (let bin = 1; frequencyOf(bin, 16000) < 7000; bin += 9) {
      const wanted = -2 * Math.PI * frequencyOf(bin, 16000) * (delaySamples / 16000);
      const found = Math.atan2(steering.im[BIN_COUNT + bin]!, steering.re[BIN_COUNT + bin]!);
      const errorDeg = (180 / Math.PI) * Math.abs(Math.atan2(Math.sin(found - wanted), Math.cos(found - wanted)));
      expect(errorDeg).toBeLessThan(1);
    }
  });

  it('falls off with distance: a mouth at 20 cm is 3.5 dB louder at the nearer of two microphones 10 cm apart', () => {
    const array = arrayOf(
      {
        microphones: [
          { x: 0, y: 0, z: 0 },
          { x: 0, y: 0, z: -0.1 },
        ],
      },
      [0, 1],
    );
    const levelDb = (z: number) => 20 * Math.log10(Math.hypot(steeringTo({ x: 0, y: 0, z }, array).re[BIN_COUNT]!));
    expect(-levelDb(0.2)).toBeCloseTo(3.5, 1);
    expect(-levelDb(3)).toBeCloseTo(0.3, 1);
  });
});

describe('direction of arrival', () => {
  it.each([
    ['square of 4', square],
    ['circle of 8', circle],
  ])('is found within 3 degrees on a 5 degree grid: %s', (_, geometry) => {
    const array = arrayOf(
      geometry,
      geometry.microphones.map((_microphone, i) => i),
    );
    const srp = new SrpPhat(
      array,
      AZIMUTHS_DEG.map((azimuth) => steeringToAzimuth(azimuth, array)),
    );
    const scores = new Float32Array(AZIMUTHS_DEG.length);
    for (let azimuth = -80; azimuth <= 80; azimuth += 5) {
      srp.score(sourceSpectrogram(steeringToAzimuth(azimuth, array), 4, 40 + azimuth + 90), 0, 4, scores, 0);
      const found = AZIMUTHS_DEG[scores.indexOf(Math.max(...scores))]!;
      expect(Math.abs(found - azimuth)).toBeLessThanOrEqual(3);
      expect(Math.max(...scores)).toBeCloseTo(1, 2);
    }
  });

  it('stays within 10 degrees when another voice from behind the side is as loud', () => {
    const array = arrayOf(square, [0, 1, 2, 3]);
    const srp = new SrpPhat(
      array,
      AZIMUTHS_DEG.map((azimuth) => steeringToAzimuth(azimuth, array)),
    );
    const heard = mixed(
      sourceSpectrogram(steeringToAzimuth(-30, array), 40, 1),
      sourceSpectrogram(steeringTo(pointAt(10, 60, 3), array), 40, 5),
    );
    const scores = new Float32Array(AZIMUTHS_DEG.length);
    srp.score(heard, 0, 40, scores, 0);
    expect(Math.abs(AZIMUTHS_DEG[scores.indexOf(Math.max(...scores))]! - -30)).toBeLessThanOrEqual(10);
  });

  it('scores the mouth above every direction when the wearer speaks', () => {
    const array = arrayOf(circle, [0, 1, 2, 3, 4, 5, 6, 7]);
    const mouth = steeringTo(NOMINAL_MOUTH, array);
    const directions = AZIMUTHS_DEG.map((azimuth) => steeringToAzimuth(azimuth, array));
    const scores = new Float32Array(directions.length + 1);
    new SrpPhat(array, [...directions, mouth]).score(sourceSpectrogram(mouth, 4, 8), 0, 4, scores, 0);
    expect(scores.indexOf(Math.max(...scores))).toBe(directions.length);
  });
});
