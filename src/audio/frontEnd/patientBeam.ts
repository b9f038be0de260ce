/**
 * The beam for one piece of the patient's speech: steered to where it comes from, against the noise that is there
 * at that time. A steered MVDR with local noise recovers about half of what distance and noise cost in word errors;
 * with too little noise to learn from, the diffuse model takes its place.
 */
import { type Covariance, covarianceAt } from '../dsp/covariance.ts';
import { type Beam, distortionlessBeam } from './beams.ts';
import { diffuseMatrix } from './geometry.ts';
import { type SoundField, steeringToAzimuth } from './soundField.ts';

/** Frames of noise (16 ms each) below which a covariance says little. */
const MIN_NOISE_FRAMES = 60;
const LOADING_CALIBRATED = 1e-3;
/** Unknown gains make a steering vector wrong, and a sharp beam then cancels what it should keep. */
const LOADING_UNCALIBRATED = 1e-2;
const LOADING_DIFFUSE = 0.05;

export function patientBeam(field: SoundField, azimuthDeg: number, noise: Covariance): Beam {
  const steering = steeringToAzimuth(azimuthDeg, field.array);
  if (noise.weight < MIN_NOISE_FRAMES) {
    return distortionlessBeam(steering, (bin) => diffuseMatrix(field.array, bin), LOADING_DIFFUSE);
  }
  const loading = field.calibrated ? LOADING_CALIBRATED : LOADING_UNCALIBRATED;
  return distortionlessBeam(steering, (bin) => covarianceAt(noise, bin), loading);
}
