import { describe, expect, it } from 'vitest';
import { complexMatrix, hermitian, innerProduct, multiply } from '../../../src/audio/dsp/complexMatrix.ts';
import { addFrame, covarianceAt, emptyCovariance } from '../../../src/audio/dsp/covariance.ts';
import { powerDb } from '../../../src/audio/dsp/decibels.ts';
import { BIN_COUNT, binOf } from '../../../src/audio/dsp/stft.ts';
import { applyBeam, type Beam, distortionlessBeam, nullingBeam } from '../../../src/audio/frontEnd/beams.ts';
import {
  arrayOf,
  diffuseMatrix,
  type MicrophoneArray,
  pointAt,
  type Steering,
  steeringAt,
  steeringTo,
} from '../../../src/audio/frontEnd/geometry.ts';
import { bandPower, mixed, sourceSpectrogram } from '../signals.ts';

const FAR_M = 1000;

function square(sideM: number): MicrophoneArray {
  const h = sideM / 2;
  const microphones = [
    { x: -h, y: 0, z: h },
    { x: h, y: 0, z: h },
    { x: h, y: 0, z: -h },
    { x: -h, y: 0, z: -h },
  ];
  return arrayOf({ microphones }, [0, 1, 2, 3]);
}

function circle(radiusM: number): MicrophoneArray {
  const microphones = Array.from({ length: 8 }, (_, k) => ({
    x: radiusM * Math.sin((k * Math.PI) / 4),
    y: 0,
    z: radiusM * Math.cos((k * Math.PI) / 4),
  }));
  return arrayOf({ microphones }, [0, 1, 2, 3, 4, 5, 6, 7]);
}

/** The same array lying flat, so that a source in its plane can be steered to. */
function flat(array: MicrophoneArray): MicrophoneArray {
  return { ...array, microphones: array.microphones.map(({ x, z }) => ({ x, y: z, z: 0 })) };
}

function response(beam: Beam, steering: Steering, bin: number): number {
  const { re, im } = innerProduct(steeringAt(beam, bin), steeringAt(steering, bin));
  return re * re + im * im;
}

/** Output power over a field of plane waves from everywhere (a spiral of 400 directions). */
function diffuseResponse(beam: Beam, array: MicrophoneArray, bin: number): number {
  const count = 400;
  let power = 0;
  for (let k = 0; k < count; k++) {
    const elevation = (Math.asin(1 - (2 * k + 1) / count) * 180) / Math.PI;
    const azimuth = (k * 180 * (3 - Math.sqrt(5))) % 360;
    power += response(beam, steeringTo(pointAt(azimuth, elevation, FAR_M), array), bin);
  }
  return power / count;
}

const white = (array: MicrophoneArray) => () => {
  const out = complexMatrix(array.microphones.length, array.microphones.length);
  for (let i = 0; i < out.rows; i++) out.re[i * out.rows + i] = 1;
  return out;
};

describe('delay and sum', () => {
  it.each([
    ['4 microphones', square(0.046), 4],
    ['8 microphones', circle(0.05), 8],
  ])('gains 10 log10 M over white noise with %s', (_, array, count) => {
    const beam = distortionlessBeam(steeringTo(pointAt(20, 0, FAR_M), array), white(array), 0);
    for (const bin of [binOf(500, 16000), binOf(2000, 16000), binOf(6000, 16000)]) {
      const weights = steeringAt(beam, bin);
      expect(-powerDb(innerProduct(weights, weights).re)).toBeCloseTo(10 * Math.log10(count), 2);
    }
  });

  it('gives the directivity that theory says: 1.2 dB at 1 kHz and 6.1 dB at 4 kHz for a 46 mm square', () => {
    const array = flat(square(0.046));
    const beam = distortionlessBeam(steeringTo(pointAt(45, 0, FAR_M), array), white(array), 0);
    expect(-powerDb(diffuseResponse(beam, array, binOf(1000, 16000)))).toBeCloseTo(1.2, 0);
    expect(-powerDb(diffuseResponse(beam, array, binOf(4000, 16000)))).toBeCloseTo(6.1, 0);
  });
});

describe('superdirective beam', () => {
  it.each([
    ['46 mm square', flat(square(0.046)), [5.0, 6.4, 8.0, 6.2]],
    ['50 mm circle', flat(circle(0.05)), [6.1, 7.7, 9.5, 9.8]],
  ])('reaches the directivity of theory within 0.7 dB: %s', (_, array, wanted) => {
    // Along the square's diagonal; for the circle it makes no difference.
    const target = steeringTo(pointAt(45, 0, FAR_M), array);
    const beam = distortionlessBeam(target, (bin) => diffuseMatrix(array, bin), 0.1);
    [500, 1000, 2000, 4000].forEach((hz, i) => {
      const bin = binOf(hz, 16000);
      expect(response(beam, target, bin)).toBeCloseTo(1, 6);
      expect(Math.abs(-powerDb(diffuseResponse(beam, array, bin)) - wanted[i]!)).toBeLessThan(0.7);
    });
  });

  it('limits what it does to the microphones’ own noise', () => {
    const array = square(0.046);
    const beam = distortionlessBeam(steeringTo(pointAt(0, 0, 1.2), array), (bin) => diffuseMatrix(array, bin), 0.05);
    for (let bin = binOf(200, 16000); bin < BIN_COUNT; bin++) {
      const weights = steeringAt(beam, bin);
      expect(powerDb(innerProduct(weights, weights).re)).toBeLessThan(10);
    }
  });
});

describe('MVDR against an interferer', () => {
  it('cancels it by 25 dB and passes the target unchanged', () => {
    const array = square(0.046);
    const target = steeringTo(pointAt(0, 0, 1.2), array);
    const interferer = steeringTo(pointAt(60, 0, 3), array);
    const heard = mixed(
      sourceSpectrogram(interferer, 60, 1),
      { ...sourceSpectrogram(target, 60, 5), ...sensorNoise(60, array.microphones.length) },
      10 ** (-30 / 20),
    );
    const noiseCovariance = emptyCovariance(4);
    for (let t = 0; t < 60; t++) addFrame(noiseCovariance, heard, t);
    const beam = distortionlessBeam(target, (bin) => covarianceAt(noiseCovariance, bin), 1e-4);
    const before = bandPower(sourceSpectrogram(interferer, 20, 9), 1500, 4000);
    const after = bandPower(applyBeam(beam, sourceSpectrogram(interferer, 20, 9)), 1500, 4000);
    expect(powerDb(after / before)).toBeLessThan(-25);
    const passed = bandPower(applyBeam(beam, sourceSpectrogram(target, 20, 13)));
    expect(Math.abs(powerDb(passed / bandPower(sourceSpectrogram(target, 20, 13))))).toBeLessThan(0.1);
  });
});

describe('beam with a null on the therapist’s mouth', () => {
  it('passes the patient and holds back the mouth', () => {
    const array = circle(0.05);
    const mouth = steeringTo({ x: 0, y: 0.06, z: 0.25 }, array);
    const patient = steeringTo(pointAt(30, -5, 1.2), array);
    const beam = nullingBeam(patient, mouth, (bin) => diffuseMatrix(array, bin), 0.02);
    for (const hz of [500, 1000, 2000, 4000]) {
      const bin = binOf(hz, 16000);
      expect(Math.abs(powerDb(response(beam, patient, bin)))).toBeLessThan(1);
      expect(powerDb(response(beam, mouth, bin))).toBeLessThan(-15);
    }
  });
});

describe('covariance', () => {
  it('is the mean outer product of the frames', () => {
    const array = square(0.046);
    const heard = sourceSpectrogram(steeringTo(pointAt(10, 0, 1), array), 1, 3);
    const sum = emptyCovariance(4);
    addFrame(sum, heard, 0);
    addFrame(sum, heard, 0);
    const bin = 100;
    const x = complexMatrix(4, 1);
    for (let c = 0; c < 4; c++) {
      x.re[c] = heard.re[c * BIN_COUNT + bin]!;
      x.im[c] = heard.im[c * BIN_COUNT + bin]!;
    }
    const outer = multiply(x, hermitian(x));
    const found = covarianceAt(sum, bin);
    for (let i = 0; i < 16; i++) {
      expect(found.re[i]).toBeCloseTo(outer.re[i]!, 5);
      expect(found.im[i]).toBeCloseTo(outer.im[i]!, 5);
    }
  });
});

function sensorNoise(frameCount: number, channelCount: number) {
  const identity: Steering = {
    channelCount,
    re: new Float64Array(channelCount * BIN_COUNT).fill(1),
    im: new Float64Array(channelCount * BIN_COUNT),
  };
  const out = sourceSpectrogram(identity, frameCount, 77);
  // Independent per channel: each channel gets noise of its own.
  for (let c = 0; c < channelCount; c++) {
    const own = sourceSpectrogram({ ...identity, channelCount: 1 }, frameCount, 100 + 2 * c);
    for (let t = 0; t < frameCount; t++) {
      const at = (t * channelCount + c) * BIN_COUNT;
      out.re.set(own.re.subarray(t * BIN_COUNT, (t + 1) * BIN_COUNT), at);
      out.im.set(own.im.subarray(t * BIN_COUNT, (t + 1) * BIN_COUNT), at);
    }
  }
  return out;
}
