/** How much the fault tests do, and the table they leave: one line per kind of fault, collected by `npm run test:faults`. */
import { appendFileSync } from 'node:fs';

export const FULL = process.env.OT_SCRIBE_FAULTS === 'full';

/** The small count in every test run, the large one with `npm run test:faults -- --full`. */
export function times(quick: number, full: number): number {
  return FULL ? full : quick;
}

export interface FaultRow {
  readonly fault: string;
  readonly runs: number;
  readonly outcome: string;
}

export function report(fault: string, runs: number, outcome: string): void {
  const file = process.env.OT_SCRIBE_FAULT_TABLE;
  const row: FaultRow = { fault, runs, outcome };
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** Repeatable chance: the same moments and places in each run, others with another seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
