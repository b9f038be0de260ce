/**
 * The sound of several beams over one stretch of spectra. Two beams share each inverse transform, because a real signal
 * leaves the imaginary half of one unused, and nothing but the sounds themselves is stored.
 */
import { RealFft } from '../dsp/realFft.ts';
import { BIN_COUNT, FRAME_SIZE, HOP, overlapAdd, type Spectrogram } from '../dsp/stft.ts';
import type { Beam } from './beams.ts';

export class BeamSounds {
  readonly #fft = new RealFft(FRAME_SIZE);
  readonly #first = emptyRow();
  readonly #second = emptyRow();

  /** One sound per beam, overlap-added: the first and last three hops are incomplete. */
  of(beams: readonly Beam[], input: Spectrogram): Float32Array[] {
    const { frameCount } = input;
    const sounds = beams.map(() => new Float32Array(frameCount === 0 ? 0 : (frameCount - 1) * HOP + FRAME_SIZE));
    for (let b = 0; b < beams.length; b += 2) {
      const partner = beams[b + 1];
      if (!partner) this.#second.re.fill(0);
      if (!partner) this.#second.im.fill(0);
      for (let t = 0; t < frameCount; t++) {
        beamRow(beams[b]!, input, t, this.#first);
        if (partner) beamRow(partner, input, t, this.#second);
        const pair = this.#fft.inversePair(this.#first, this.#second);
        overlapAdd(sounds[b]!, t * HOP, pair, 0);
        if (partner) overlapAdd(sounds[b + 1]!, t * HOP, pair, 1);
      }
    }
    return sounds;
  }
}

interface Row {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function emptyRow(): Row {
  return { re: new Float64Array(BIN_COUNT), im: new Float64Array(BIN_COUNT) };
}

/** w^H x of one frame. */
function beamRow(beam: Beam, input: Spectrogram, frame: number, out: Row): void {
  const { re, im, channelCount } = input;
  out.re.fill(0);
  out.im.fill(0);
  const outRe = out.re;
  const outIm = out.im;
  for (let c = 0; c < channelCount; c++) {
    const from = (frame * channelCount + c) * BIN_COUNT;
    const weights = c * BIN_COUNT;
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      const wr = beam.re[weights + bin]!;
      const wi = beam.im[weights + bin]!;
      const xr = re[from + bin]!;
      const xi = im[from + bin]!;
      outRe[bin]! += wr * xr + wi * xi;
      outIm[bin]! += wr * xi - wi * xr;
    }
  }
}
