/**
 * Samples in 16 bits: half the memory between processes and in a checkpoint. Nothing is lost, because `levelled` gives
 * sounds in these steps.
 */
const FULL_SCALE = 32768;

/** The nearest value that a 16-bit sample can have. */
export function stepped(value: number): number {
  return Math.round(value * FULL_SCALE) / FULL_SCALE || 0;
}

/** @param samples below 1 */
export function packed(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (value) => Math.round(value * FULL_SCALE));
}

export function unpacked(steps: Int16Array): Float32Array {
  return Float32Array.from(steps, (step) => step / FULL_SCALE);
}
