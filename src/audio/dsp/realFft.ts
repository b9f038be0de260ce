/**
 * Real-valued Fourier transform: the one door to fft.js. Spectra are split into real and imaginary parts with
 * size / 2 + 1 bins, because every consumer walks along the bins of one part at a time.
 */
import FFT from 'fft.js';

/** The bins of one real signal, size / 2 + 1 of each part. */
export interface Bins {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export class RealFft {
  readonly size: number;
  readonly binCount: number;
  readonly #fft: FFT;
  readonly #time: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #complexTime: Float64Array;

  /** @param size a power of two */
  constructor(size: number) {
    this.size = size;
    this.binCount = size / 2 + 1;
    this.#fft = new FFT(size);
    this.#time = new Float64Array(size);
    this.#spectrum = new Float64Array(2 * size);
    this.#complexTime = new Float64Array(2 * size);
  }

  /** The buffer to fill before `forward`; reused, so that nothing is allocated per frame. */
  get time(): Float64Array {
    return this.#time;
  }

  /** Transforms `time` and writes the bins to re and im from `offset` on. */
  forward(re: Float32Array | Float64Array, im: Float32Array | Float64Array, offset = 0): void {
    const spectrum = this.#spectrum;
    this.#fft.realTransform(spectrum, this.#time);
    for (let bin = 0; bin < this.binCount; bin++) {
      re[offset + bin] = spectrum[2 * bin]!;
      im[offset + bin] = spectrum[2 * bin + 1]!;
    }
  }

  /** Transforms bins back; the result stands in `time` until the next call. */
  inverse(re: Float32Array | Float64Array, im: Float32Array | Float64Array, offset = 0): Float64Array {
    const spectrum = this.#spectrum;
    for (let bin = 0; bin < this.binCount; bin++) {
      spectrum[2 * bin] = re[offset + bin]!;
      spectrum[2 * bin + 1] = im[offset + bin]!;
    }
    // The first and the middle bin of a real signal have no imaginary part; a beam's weights may have left one.
    spectrum[1] = 0;
    spectrum[this.size + 1] = 0;
    this.#fft.completeSpectrum(spectrum);
    this.#fft.inverseTransform(this.#complexTime, spectrum);
    for (let i = 0; i < this.size; i++) this.#time[i] = this.#complexTime[2 * i]!;
    return this.#time;
  }

  /**
   * Two spectra of real signals in one transform; the first signal stands in the even places of the result, the second in the
   * odd ones, until the next call.
   */
  inversePair(a: Bins, b: Bins): Float64Array {
    const spectrum = this.#spectrum;
    const half = this.size / 2;
    spectrum[0] = a.re[0]!;
    spectrum[1] = b.re[0]!;
    spectrum[this.size] = a.re[half]!;
    spectrum[this.size + 1] = b.re[half]!;
    for (let bin = 1; bin < half; bin++) {
      const ar = a.re[bin]!;
      const ai = a.im[bin]!;
      const br = b.re[bin]!;
      const bi = b.im[bin]!;
      const mirror = 2 * (this.size - bin);
      spectrum[2 * bin] = ar - bi;
      spectrum[2 * bin + 1] = ai + br;
      spectrum[mirror] = ar + bi;
      spectrum[mirror + 1] = br - ai;
    }
    this.#fft.inverseTransform(this.#complexTime, spectrum);
    return this.#complexTime;
  }
}
