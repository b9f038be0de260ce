/**
 * What the positions of the microphones say: how sound from a point reaches each of them, and how alike they hear
 * a diffuse room. Spherical-wave model; sinc coherence of an isotropic field (Cook et al. 1955).
 */
import { type ArrayGeometry, type Position, SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { type ComplexMatrix, complexMatrix } from '../dsp/complexMatrix.ts';
import { BIN_COUNT, frequencyOf } from '../dsp/stft.ts';

export const SPEED_OF_SOUND_M_PER_S = 343;
/** Chest-worn array: the wearer's mouth is a quarter of a metre above it and a little ahead. */
export const NOMINAL_MOUTH: Position = { x: 0, y: 0.06, z: 0.25 };

/** Response of the array to one source, relative to its first microphone: channel, then bin. */
export interface Steering {
  readonly channelCount: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A usable array: the good microphones only, with their gains relative to the first of them. */
export interface MicrophoneArray {
  readonly microphones: readonly Position[];
  readonly gains: readonly number[];
  readonly mouth: Position;
}

/** @param channels the microphones to keep, as indices into the geometry */
export function arrayOf(geometry: ArrayGeometry, channels: readonly number[]): MicrophoneArray {
  return {
    microphones: channels.map((channel) => geometry.microphones[channel]!),
    gains: channels.map(() => 1),
    mouth: geometry.mouth ?? NOMINAL_MOUTH,
  };
}

/** The point at an azimuth (0 = straight ahead, positive = wearer's right), an elevation and a distance. */
export function pointAt(azimuthDeg: number, elevationDeg: number, distanceM: number): Position {
  const azimuth = (azimuthDeg * Math.PI) / 180;
  const elevation = (elevationDeg * Math.PI) / 180;
  return {
    x: distanceM * Math.sin(azimuth) * Math.cos(elevation),
    y: distanceM * Math.cos(azimuth) * Math.cos(elevation),
    z: distanceM * Math.sin(elevation),
  };
}

export function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

/** Spherical wave from a point: delay and 1/r per microphone, times the microphones' gains. */
export function steeringTo(point: Position, array: MicrophoneArray): Steering {
  const { microphones, gains } = array;
  const steering = emptySteering(microphones.length);
  const reference = distance(point, microphones[0]!);
  for (let c = 0; c < microphones.length; c++) {
    const away = Math.max(distance(point, microphones[c]!), 1e-3);
    const level = ((reference / away) * gains[c]!) / gains[0]!;
    const delayS = (away - reference) / SPEED_OF_SOUND_M_PER_S;
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      const phase = -2 * Math.PI * frequencyOf(bin, SAMPLE_RATE_HZ) * delayS;
      steering.re[c * BIN_COUNT + bin] = level * Math.cos(phase);
      steering.im[c * BIN_COUNT + bin] = level * Math.sin(phase);
    }
  }
  return steering;
}

export function emptySteering(channelCount: number): Steering {
  return {
    channelCount,
    re: new Float64Array(channelCount * BIN_COUNT),
    im: new Float64Array(channelCount * BIN_COUNT),
  };
}

/** One bin of a steering vector as a column. */
export function steeringAt(steering: Steering, bin: number): ComplexMatrix {
  const column = complexMatrix(steering.channelCount, 1);
  for (let c = 0; c < steering.channelCount; c++) {
    column.re[c] = steering.re[c * BIN_COUNT + bin]!;
    column.im[c] = steering.im[c * BIN_COUNT + bin]!;
  }
  return column;
}

/** Covariance of a spherically isotropic field of unit power. */
export function diffuseMatrix(array: MicrophoneArray, bin: number): ComplexMatrix {
  const { microphones, gains } = array;
  const n = microphones.length;
  const out = complexMatrix(n, n);
  const waveNumber = (2 * Math.PI * frequencyOf(bin, SAMPLE_RATE_HZ)) / SPEED_OF_SOUND_M_PER_S;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const x = waveNumber * distance(microphones[i]!, microphones[j]!);
      out.re[i * n + j] = ((x === 0 ? 1 : Math.sin(x) / x) * gains[i]! * gains[j]!) / gains[0]! ** 2;
    }
  }
  return out;
}
