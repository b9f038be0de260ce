/**
 * The back-off after wrong passphrases: 1, 2, 4 … seconds, five minutes at most. The attempt is written down before
 * it is checked, so pulling the plug does not give a free guess. Nothing is ever wiped.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from './atomicWrite.ts';

const MAX_WAIT_MS = 300_000;

const attemptsSchema = z.strictObject({ failures: z.number().int().min(0), lastAtMs: z.number().int().min(0) });
export type UnlockAttempts = z.infer<typeof attemptsSchema>;

const NONE: UnlockAttempts = { failures: 0, lastAtMs: 0 };

export function readAttempts(file: string): UnlockAttempts {
  try {
    return attemptsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return NONE;
  }
}

export function writeAttempts(file: string, attempts: UnlockAttempts): void {
  writeFileAtomically(file, Buffer.from(JSON.stringify(attempts), 'utf8'));
}

/** How long the next attempt has to wait; a clock set back costs one whole wait, never more. */
export function waitMsFor(attempts: UnlockAttempts, nowMs: number): number {
  if (attempts.failures === 0) return 0;
  const delay = Math.min(1000 * 2 ** Math.min(attempts.failures - 1, 20), MAX_WAIT_MS);
  return Math.min(Math.max(attempts.lastAtMs + delay - nowMs, 0), delay);
}
