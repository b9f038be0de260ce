/**
 * Sound to log-mel features, as OpenAI's log_mel_spectrogram computes them: reflecting edges of 200 samples, Hann window of
 * 400, hop of 160, last frame dropped, Slaney mel bank, log10 above 1e-10, at most 8 below the loudest, (x + 4) / 4.
 */
import type { OnnxModel } from '../onnxFile/onnxModel.ts';
import { type BuildOptions, GraphBuilder } from './graphBuilder.ts';

const WINDOW = 400;
const HOP = 160;
const BINS = WINDOW / 2 + 1;
const SAMPLE_RATE_HZ = 16000;

export function melGraph(options: BuildOptions, melCount: number): OnnxModel {
  const g = new GraphBuilder(options);
  let x = g.op('Unsqueeze', ['audio', g.integers([1])]);
  x = g.op('Pad', [x, g.integers([0, 0, WINDOW / 2, 0, 0, WINDOW / 2])], { mode: 'reflect' });
  // Real and imaginary part of the windowed Fourier transform, as one convolution: [1, 402, frames + 1].
  const kernel = g.floats('fourier', [2 * BINS, 1, WINDOW], fourierKernel());
  let y = g.op('Conv', [x, kernel], { strides: [HOP], kernel_shape: [WINDOW] });
  y = g.op('Slice', [y, g.integers([0]), g.integers([-1]), g.integers([2])]);
  y = g.op('Mul', [y, y]);
  // The sum of the squares and the bank in one product: the bank lies twice side by side.
  y = g.op('MatMul', [g.floats('mel_bank', [melCount, 2 * BINS], doubled(melBank(melCount))), y]);
  y = g.op('Max', [y, g.scalar(1e-10)]);
  y = g.op('Mul', [g.op('Log', [y]), g.scalar(1 / Math.log(10))]);
  const top = g.op('ReduceMax', [y], { keepdims: 1 });
  y = g.op('Max', [y, g.op('Sub', [top, g.scalar(8)])]);
  g.op('Mul', [g.op('Add', [y, g.scalar(4)]), g.scalar(0.25)], {}, { outputs: ['mel'] });
  return g.model(
    'mel',
    [{ name: 'audio', type: 'float', dims: [1, 'samples'] }],
    [{ name: 'mel', type: 'float', dims: [1, melCount, 'frames'] }],
  );
}

function fourierKernel(): Float32Array<ArrayBuffer> {
  const kernel = new Float32Array(2 * BINS * WINDOW);
  for (let n = 0; n < WINDOW; n++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW);
    for (let bin = 0; bin < BINS; bin++) {
      const angle = (2 * Math.PI * bin * n) / WINDOW;
      kernel[bin * WINDOW + n] = Math.cos(angle) * window;
      kernel[(BINS + bin) * WINDOW + n] = -Math.sin(angle) * window;
    }
  }
  return kernel;
}

/** Slaney's bank of triangles, of equal area: linear below 1000 Hz, logarithmic above (librosa.filters.mel). [mels, 201] */
export function melBank(melCount: number): readonly Float64Array[] {
  const topMel = 15 + (Math.log(SAMPLE_RATE_HZ / 2 / 1000) * 27) / Math.log(6.4);
  const edges = Array.from({ length: melCount + 2 }, (_, index) => {
    const mel = index === melCount + 1 ? topMel : index * (topMel / (melCount + 1));
    return mel < 15 ? (mel * 200) / 3 : 1000 * Math.exp(((mel - 15) * Math.log(6.4)) / 27);
  });
  return Array.from({ length: melCount }, (_, mel) => {
    const [left, middle, right] = [edges[mel]!, edges[mel + 1]!, edges[mel + 2]!];
    return Float64Array.from({ length: BINS }, (_, bin) => {
      const hz = (bin * SAMPLE_RATE_HZ) / WINDOW;
      const rise = (hz - left) / (middle - left);
      const fall = (right - hz) / (right - middle);
      return Math.max(0, Math.min(rise, fall)) * (2 / (right - left));
    });
  });
}

function doubled(bank: readonly Float64Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(bank.length * 2 * BINS);
  bank.forEach((row, mel) => {
    all.set(row, mel * 2 * BINS);
    all.set(row, (mel * 2 + 1) * BINS);
  });
  return all;
}
