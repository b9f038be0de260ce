/** Fast convolution of a long, mostly silent track with a room response, block by block. */
import { RealFft } from '../../../src/audio/dsp/realFft.ts';

export class Convolver {
  readonly #fft: RealFft;
  readonly #hop: number;
  readonly #responses: readonly { readonly re: Float64Array; readonly im: Float64Array }[];

  /** @param responses one per channel, of equal length */
  constructor(responses: readonly Float32Array[]) {
    const taps = responses[0]!.length;
    this.#fft = new RealFft(2 ** Math.ceil(Math.log2(2 * taps)));
    this.#hop = this.#fft.size - taps + 1;
    this.#responses = responses.map((response) => {
      this.#fft.time.fill(0);
      this.#fft.time.set(response);
      const spectrum = this.#spectrum();
      this.#fft.forward(spectrum.re, spectrum.im);
      return spectrum;
    });
  }

  /** Adds the track as each channel hears it, `lead` samples earlier, to `out`. */
  addTo(track: Float32Array, out: readonly Float32Array[], lead: number): void {
    const input = this.#spectrum();
    const product = this.#spectrum();
    for (let at = 0; at < track.length; at += this.#hop) {
      const block = track.subarray(at, at + this.#hop);
      if (!block.some((value) => value !== 0)) continue;
      this.#fft.time.fill(0);
      this.#fft.time.set(block);
      this.#fft.forward(input.re, input.im);
      this.#responses.forEach((response, c) => {
        for (let k = 0; k < input.re.length; k++) {
          product.re[k] = input.re[k]! * response.re[k]! - input.im[k]! * response.im[k]!;
          product.im[k] = input.re[k]! * response.im[k]! + input.im[k]! * response.re[k]!;
        }
        const wet = this.#fft.inverse(product.re, product.im);
        const channel = out[c]!;
        const from = Math.max(0, lead - at);
        const to = Math.min(wet.length, channel.length + lead - at);
        for (let i = from; i < to; i++) channel[at + i - lead]! += wet[i]!;
      });
    }
  }

  #spectrum(): { re: Float64Array; im: Float64Array } {
    return { re: new Float64Array(this.#fft.binCount), im: new Float64Array(this.#fft.binCount) };
  }
}
