/**
 * Whether an array can tell the wearer's mouth from a patient in front. A bar across the chest cannot: both are equally far
 * from all of its microphones, so level and voice have to tell them apart, as with two microphones.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { innerProduct } from '../dsp/complexMatrix.ts';
import { binOf } from '../dsp/stft.ts';
import { type MicrophoneArray, type Steering, steeringAt, steeringTo } from './geometry.ts';
import { SCAN_AZIMUTHS_DEG, steeringToAzimuth } from './soundField.ts';

const FIRST_BIN = binOf(300, SAMPLE_RATE_HZ);
const LAST_BIN = binOf(5000, SAMPLE_RATE_HZ);
const BIN_STEP = 4;
/** Chest squares and circles reach 0.2 to 0.4, a bar across the chest 0.98. */
const TOO_ALIKE = 0.8;

export function tellsMouthApart(array: MicrophoneArray): boolean {
  const mouth = steeringTo(array.mouth, array);
  return SCAN_AZIMUTHS_DEG.every((azimuth) => likeness(mouth, steeringToAzimuth(azimuth, array)) < TOO_ALIKE);
}

/** Squared cosine between two responses, mean over the band of speech. */
function likeness(a: Steering, b: Steering): number {
  let sum = 0;
  let count = 0;
  for (let bin = FIRST_BIN; bin <= LAST_BIN; bin += BIN_STEP) {
    const x = steeringAt(a, bin);
    const y = steeringAt(b, bin);
    const { re, im } = innerProduct(x, y);
    sum += (re * re + im * im) / (innerProduct(x, x).re * innerProduct(y, y).re);
    count += 1;
  }
  return sum / count;
}
