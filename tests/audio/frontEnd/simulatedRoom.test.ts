import { describe, expect, it } from 'vitest';
import circle from '../../../resources/arrays/chest-circle-8.json' with { type: 'json' };
import square from '../../../resources/arrays/chest-square-4.json' with { type: 'json' };
import { addFrame, type Covariance, emptyCovariance } from '../../../src/audio/dsp/covariance.ts';
import { powerDb } from '../../../src/audio/dsp/decibels.ts';
import { HOP, type Spectrogram, Stft } from '../../../src/audio/dsp/stft.ts';
import { applyBeam, singleMicrophoneBeam } from '../../../src/audio/frontEnd/beams.ts';
import { blindBeam } from '../../../src/audio/frontEnd/blindBeam.ts';
import { arrayOf } from '../../../src/audio/frontEnd/geometry.ts';
import { patientBeam } from '../../../src/audio/frontEnd/patientBeam.ts';
import { soundFieldOf } from '../../../src/audio/frontEnd/soundField.ts';
import type { ArrayGeometry } from '../../../src/shared/domain/audio.ts';
import { Convolver } from '../../bench/gymSim/convolve.ts';
import { inRoom, RESPONSE_LEAD, roomResponse } from '../../bench/gymSim/roomResponse.ts';
import { babbling, bandPower, mixed, noise } from '../signals.ts';

const SECONDS = 4;
const AZIMUTH_DEG = 20;
const room = { sizeM: { x: 7, y: 6, z: 3 }, t60S: 0.4 };
const wearer = { centre: { x: 3.2, y: 2.4, z: 1.25 }, yawDeg: 15, pitchDeg: 0 };

/** What the array hears of a sound at a place given in the wearer's axes. */
function heardFrom(geometry: ArrayGeometry, azimuthDeg: number, distanceM: number, sound: Float32Array): Spectrogram {
  const angle = (azimuthDeg * Math.PI) / 180;
  const at = inRoom({ x: distanceM * Math.sin(angle), y: distanceM * Math.cos(angle), z: -0.1 }, wearer);
  const out = geometry.microphones.map(() => new Float32Array(sound.length));
  new Convolver(roomResponse(room, wearer, geometry.microphones, at, 3)).addTo(sound, out, RESPONSE_LEAD);
  return new Stft().analyse(out, Math.floor(sound.length / HOP) - 4);
}

function scaledTo(spectrogram: Spectrogram, power: number): Spectrogram {
  const gain = Math.sqrt(power / bandPower(spectrogram));
  return { ...spectrogram, re: spectrogram.re.map((v) => v * gain), im: spectrogram.im.map((v) => v * gain) };
}

function covarianceOf(spectrogram: Spectrogram): Covariance {
  const sum = emptyCovariance(spectrogram.channelCount);
  for (let t = 0; t < spectrogram.frameCount; t++) addFrame(sum, spectrogram, t);
  return sum;
}

describe.each([
  ['a square of 4', square, 4, 3],
  ['a circle of 8', circle, 6, 4],
] as const)('patient beams in a simulated room with %s', (_, geometry, steeredDb, blindDb) => {
  const channels = geometry.microphones.map((_microphone, i) => i);
  const field = soundFieldOf(arrayOf(geometry, channels), channels, null);
  const patient = scaledTo(heardFrom(geometry, AZIMUTH_DEG, 1.1, babbling(SECONDS * 16000, 1, 0.1, 0.6)), 1);
  const machine = scaledTo(heardFrom(geometry, -50, 2.8, noise(SECONDS * 16000, 2)), 1);
  const other = scaledTo(heardFrom(geometry, 75, 2.5, babbling(SECONDS * 16000, 3, 0.1, 0.5)), 0.5);
  const rest = scaledTo(mixed(machine, other), 1);
  const heard = mixed(patient, rest);
  const covariance = covarianceOf(rest);
  const steered = patientBeam(field, AZIMUTH_DEG, covariance);
  const gainDb = (beam: typeof steered) =>
    powerDb(bandPower(applyBeam(beam, patient)) / bandPower(applyBeam(beam, rest))) -
    powerDb(
      bandPower(applyBeam(singleMicrophoneBeam(channels.length, 0), patient)) /
        bandPower(applyBeam(singleMicrophoneBeam(channels.length, 0), rest)),
    );

  it(`gains ${steeredDb} dB and more over one microphone when steered against the noise around`, () => {
    expect(gainDb(steered)).toBeGreaterThan(steeredDb);
  });

  it(`gains ${blindDb} dB and more without knowing where the microphones are`, () => {
    expect(gainDb(blindBeam(covarianceOf(heard), covariance, 0)!)).toBeGreaterThan(blindDb);
  });

  it('leaves a piece that is no louder than the noise to the microphone, and has no NaN in it', () => {
    const silence = { ...heard, re: new Float32Array(heard.re.length), im: new Float32Array(heard.im.length) };
    const beam = blindBeam(covarianceOf(silence), covariance, 0)!;
    expect(beam).toEqual(singleMicrophoneBeam(channels.length, 0));
  });

  it('does not learn from noise it has hardly heard', () => {
    expect(blindBeam(covarianceOf(heard), emptyCovariance(channels.length), 0)).toBeNull();
  });
});
