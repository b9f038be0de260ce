/** Window functions. The periodic forms are the ones whose shifted copies add up to a constant. */

/** Square root of the periodic Hann window: used on the way in and on the way out. */
export function sqrtHann(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => Math.sin((Math.PI * i) / size));
}

/** Kaiser window evaluated at x in -1..1 (Kaiser & Schafer 1980); beta trades main-lobe width for rejection. */
export function kaiser(x: number, beta: number): number {
  return Math.abs(x) > 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta);
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
