/**
 * Factors per column of the token table. The last norm has channels far above the rest, which one scale for all activations
 * would let drown the others: part of their size moves into the table, which has a scale per row, and the norm is divided
 * by as much (SmoothQuant, Xiao et al. 2023, with α = 0.4). Exact up to rounding.
 */

const ALPHA = Math.fround(0.4);
const SMALLEST = Math.fround(1e-3);

/**
 * @param table [tokens, channels]
 * @param maxima largest magnitude of each channel of the norm in calibration speech
 * @returns factors with a geometric mean of 1
 */
export function tableSmoothing(table: Float32Array, maxima: Float32Array): Float32Array<ArrayBuffer> {
  const width = maxima.length;
  const columns = new Float32Array(width);
  for (let index = 0; index < table.length; index++) {
    const size = Math.abs(table[index]!);
    if (size > columns[index % width]!) columns[index % width] = size;
  }
  const factors = new Float32Array(width);
  let logSum = 0;
  for (let channel = 0; channel < width; channel++) {
    const heard = Math.fround(Math.max(maxima[channel]!, SMALLEST) ** ALPHA);
    const stored = Math.fround(Math.max(columns[channel]!, SMALLEST) ** Math.fround(1 - 0.4));
    factors[channel] = heard / stored;
    logSum += Math.fround(Math.log(factors[channel]!));
  }
  const mean = Math.fround(Math.exp(Math.fround(logSum / width)));
  return factors.map((factor) => factor / mean);
}
