/**
 * What "fast enough" means. The final pass, from the stop to the draft, may take at most 35 % of the recording's length, so
 * that an hour is ready in 21 minutes. A tenth of the length is kept for the front end and the rest of the pass (measured:
 * 0.05 to 0.10, docs/benchmarks.md); the recogniser may use what is left even if somebody speaks all the time.
 */
export const FINAL_PASS_BUDGET = 0.35;
export const KEPT_FOR_THE_REST = 0.1;
export const RECOGNISER_BUDGET = FINAL_PASS_BUDGET - KEPT_FOR_THE_REST;

/** @param realTimeFactor seconds of work per second of speech */
export function isFastEnough(realTimeFactor: number): boolean {
  return realTimeFactor <= RECOGNISER_BUDGET;
}
