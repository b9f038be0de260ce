/** Powers and decibels, and the few statistics the front end uses. */
export function powerDb(power: number): number {
  return 10 * Math.log10(Math.max(power, 1e-20));
}

export function amplitude(levelDb: number): number {
  return 10 ** (levelDb / 20);
}

/** Quantile 0..1 of the values (not sorted in place); 0 for none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))]!;
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

export function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
  return samples.length === 0 ? 0 : sum / samples.length;
}
