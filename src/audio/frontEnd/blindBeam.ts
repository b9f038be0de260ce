/**
 * A beam without knowing where the microphones are: what a piece of speech adds to the noise around it is the speaker's,
 * and the MVDR between the two needs no geometry (Souden, Benesty & Affes 2010). It is weaker than a steered beam, because
 * a piece of a second or two says little about its speaker's place, but better than one microphone.
 */
import { complexMatrix, load, solve, trace } from '../dsp/complexMatrix.ts';
import { type Covariance, covarianceAt } from '../dsp/covariance.ts';
import { BIN_COUNT } from '../dsp/stft.ts';
import type { Beam } from './beams.ts';
import { emptySteering } from './geometry.ts';

const LOADING = 1e-2;
/** Frames of noise (16 ms each) below which nothing can be told apart. */
const MIN_NOISE_FRAMES = 60;

/**
 * @param reference the microphone whose speech is kept unchanged
 * @returns null when too little noise was heard to learn from
 */
export function blindBeam(piece: Covariance, noise: Covariance, reference: number): Beam | null {
  if (noise.weight < MIN_NOISE_FRAMES || piece.weight === 0) return null;
  const { channelCount: m } = piece;
  const beam = emptySteering(m);
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    const around = covarianceAt(noise, bin);
    const inside = covarianceAt(piece, bin);
    const speech = complexMatrix(m, m);
    for (let k = 0; k < m * m; k++) {
      speech.re[k] = inside.re[k]! - around.re[k]!;
      speech.im[k] = inside.im[k]! - around.im[k]!;
    }
    const filtered = solve(load(around, LOADING), speech);
    const gain = filtered ? trace(filtered) : 0;
    for (let c = 0; c < m; c++) {
      // Where the piece is no louder than the noise there is no speech to keep: the microphone stays as it is.
      const works = filtered !== null && gain > 0.1;
      beam.re[c * BIN_COUNT + bin] = works ? filtered.re[c * m + reference]! / gain : c === reference ? 1 : 0;
      beam.im[c * BIN_COUNT + bin] = works ? filtered.im[c * m + reference]! / gain : 0;
    }
  }
  return beam;
}
