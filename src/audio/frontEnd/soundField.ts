/**
 * Everything about an array that is fixed for a session: the therapist's response and beam, the fan of scanning
 * beams that keep the therapist's mouth out, the beams the speech detector listens through, and the directions.
 */
import { type Beam, distortionlessBeam, nullingBeam } from './beams.ts';
import { type Enrolment, gainsFrom } from './enrolment.ts';
import { diffuseMatrix, type MicrophoneArray, pointAt, type Steering, steeringTo } from './geometry.ts';
import { SrpPhat } from './srpPhat.ts';

/** Where a patient is expected: in front, a little below the array's height. */
const PATIENT_DISTANCE_M = 1.2;
const PATIENT_ELEVATION_DEG = -5;
/** Loading of the diffuse model: limits the gain on self-noise. */
const DIFFUSE_LOADING = 0.02;
/**
 * The speech detector listens through beams that do not keep the mouth out: at low frequencies a null on it costs so much of
 * the patient's voice that the detector no longer takes it for speech.
 */
const LISTENING_LOADING = 0.1;
const FINE_STEP_DEG = 2.5;
const SCAN_EVERY = 3;

/** Directions of the fine grid, degrees. */
export const AZIMUTHS_DEG: readonly number[] = Array.from({ length: 73 }, (_, i) => -90 + FINE_STEP_DEG * i);
/** Every third of them has a scanning beam. */
export const SCAN_AZIMUTHS_DEG: readonly number[] = AZIMUTHS_DEG.filter((_, i) => i % SCAN_EVERY === 0);
/** Directions whose beams the speech detector listens to. */
export const LISTENING_AZIMUTHS_DEG: readonly number[] = [-50, -25, 0, 25, 50];

export interface SoundField {
  /** Indices of the good microphones in the recording. */
  readonly channels: readonly number[];
  readonly array: MicrophoneArray;
  /** True when the gains come from an enrolment: low loading is safe then. */
  readonly calibrated: boolean;
  readonly therapistBeam: Beam;
  readonly scanBeams: readonly Beam[];
  readonly listeningBeams: readonly Beam[];
  /** Directions of AZIMUTHS_DEG, then the therapist's mouth. */
  readonly srp: SrpPhat;
}

export function soundFieldOf(
  nominal: MicrophoneArray,
  channels: readonly number[],
  enrolment: Enrolment | null,
): SoundField {
  const transfer = enrolment?.transfer ?? null;
  const array = transfer ? { ...nominal, gains: gainsFrom(transfer, nominal) } : nominal;
  const mouth = transfer ?? steeringTo(array.mouth, array);
  const diffuse = (bin: number) => diffuseMatrix(array, bin);
  const awayFromMouth = (azimuthDeg: number) =>
    nullingBeam(steeringToAzimuth(azimuthDeg, array), mouth, diffuse, DIFFUSE_LOADING);
  const directions = AZIMUTHS_DEG.map((azimuth) => steeringToAzimuth(azimuth, array));
  return {
    channels,
    array,
    calibrated: transfer !== null,
    therapistBeam: distortionlessBeam(mouth, diffuse, DIFFUSE_LOADING),
    scanBeams: SCAN_AZIMUTHS_DEG.map(awayFromMouth),
    listeningBeams: LISTENING_AZIMUTHS_DEG.map((azimuth) =>
      distortionlessBeam(steeringToAzimuth(azimuth, array), diffuse, LISTENING_LOADING),
    ),
    srp: new SrpPhat(array, [...directions, mouth]),
  };
}

export function steeringToAzimuth(azimuthDeg: number, array: MicrophoneArray): Steering {
  return steeringTo(pointAt(azimuthDeg, PATIENT_ELEVATION_DEG, PATIENT_DISTANCE_M), array);
}
