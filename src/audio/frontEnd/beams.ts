/**
 * Linear beams, one weight per microphone and bin, applied as w^H x. Linear on purpose: they add no artefacts,
 * which recognisers mind more than noise. Source: Van Trees, Optimum Array Processing (2002), ch. 6.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import {
  type ComplexMatrix,
  complexMatrix,
  hermitian,
  innerProduct,
  load,
  multiply,
  solve,
} from '../dsp/complexMatrix.ts';
import { BIN_COUNT, binOf, emptySpectrogram, type Spectrogram } from '../dsp/stft.ts';
import { emptySteering, type Steering, steeringAt } from './geometry.ts';

/** Weights have the layout of a steering vector. */
export type Beam = Steering;

/** The band in which levels are compared: most of speech's energy, little of the room's rumble. */
export const LEVEL_BAND = { first: binOf(300, SAMPLE_RATE_HZ), last: binOf(4000, SAMPLE_RATE_HZ) } as const;

/** Loading of the Gram matrix of two constraints, so that close directions cannot blow the weights up. */
const GRAM_LOADING = 1e-3;

type NoiseAt = (bin: number) => ComplexMatrix;

/** MVDR: passes the source unchanged, least noise otherwise. With a diffuse noise model it is superdirective. */
export function distortionlessBeam(source: Steering, noiseAt: NoiseAt, loading: number): Beam {
  return beamPerBin(source.channelCount, (bin) => {
    const d = steeringAt(source, bin);
    const filtered = solve(load(noiseAt(bin), loading), d) ?? d;
    const gain = innerProduct(d, filtered).re;
    return scaled(filtered, 1 / gain);
  });
}

/** LCMV: passes the source, cancels a second one, least noise otherwise. */
export function nullingBeam(source: Steering, cancelled: Steering, noiseAt: NoiseAt, loading: number): Beam {
  return beamPerBin(source.channelCount, (bin) => {
    const constraints = columns(steeringAt(source, bin), steeringAt(cancelled, bin));
    const filtered = solve(load(noiseAt(bin), loading), constraints) ?? constraints;
    const gram = load(multiply(hermitian(constraints), filtered), 2 * GRAM_LOADING);
    const wanted = complexMatrix(2, 1);
    wanted.re[0] = 1;
    const mixing = solve(gram, wanted);
    return mixing ? multiply(filtered, mixing) : steeringAt(source, bin);
  });
}

/** One microphone behind the interface of a beam: the fallback. */
export function singleMicrophoneBeam(channelCount: number, channel: number): Beam {
  const beam = emptySteering(channelCount);
  beam.re.fill(1, channel * BIN_COUNT, (channel + 1) * BIN_COUNT);
  return beam;
}

/** The beam's output as a spectrogram of one channel. */
export function applyBeam(beam: Beam, input: Spectrogram): Spectrogram {
  const out = emptySpectrogram(input.frameCount, 1);
  for (let t = 0; t < input.frameCount; t++) {
    const to = t * BIN_COUNT;
    for (let c = 0; c < input.channelCount; c++) {
      const from = (t * input.channelCount + c) * BIN_COUNT;
      const weights = c * BIN_COUNT;
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        const wr = beam.re[weights + bin]!;
        const wi = beam.im[weights + bin]!;
        const xr = input.re[from + bin]!;
        const xi = input.im[from + bin]!;
        out.re[to + bin]! += wr * xr + wi * xi;
        out.im[to + bin]! += wr * xi - wi * xr;
      }
    }
  }
  return out;
}

/** Mean power in the level band over all channels of one frame. */
export function microphonePower(input: Spectrogram, frame: number): number {
  let power = 0;
  for (let c = 0; c < input.channelCount; c++) power += channelPower(input, frame, c);
  return power / input.channelCount;
}

export function channelPower(input: Spectrogram, frame: number, channel: number): number {
  const from = (frame * input.channelCount + channel) * BIN_COUNT;
  let power = 0;
  for (let bin = LEVEL_BAND.first; bin <= LEVEL_BAND.last; bin++) {
    power += input.re[from + bin]! ** 2 + input.im[from + bin]! ** 2;
  }
  return power / (LEVEL_BAND.last - LEVEL_BAND.first + 1);
}

function beamPerBin(channelCount: number, weightsAt: (bin: number) => ComplexMatrix): Beam {
  const beam = emptySteering(channelCount);
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    const weights = weightsAt(bin);
    for (let c = 0; c < channelCount; c++) {
      beam.re[c * BIN_COUNT + bin] = weights.re[c]!;
      beam.im[c * BIN_COUNT + bin] = weights.im[c]!;
    }
  }
  return beam;
}

function columns(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const out = complexMatrix(a.rows, 2);
  for (let i = 0; i < a.rows; i++) {
    out.re[2 * i] = a.re[i]!;
    out.im[2 * i] = a.im[i]!;
    out.re[2 * i + 1] = b.re[i]!;
    out.im[2 * i + 1] = b.im[i]!;
  }
  return out;
}

function scaled(a: ComplexMatrix, factor: number): ComplexMatrix {
  for (let i = 0; i < a.re.length; i++) {
    a.re[i]! *= factor;
    a.im[i]! *= factor;
  }
  return a;
}
