/**
 * The back-off after wrong passphrases: 1, 2, 4 … seconds, five minutes at most. The attempt is written down before
 * it is checked, so pulling the plug does not give a free guess. Nothing is ever wiped.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from './atomicWrite.ts';

const MAX_WAIT_MS = 300_000;

/** Wrong tries in a row, and when the last one was. */
export interface Tries {
  readonly failures: number;
  readonly lastAtMs: number;
}

const count = z.number().int().min(0);
const attemptsSchema = z.strictObject({
  failures: count,
  lastAtMs: count,
  /** Wrong PINs since the passphrase of whoever is in charge, or the recovery code, was given. */
  wrongPins: count.default(0),
  /** Wrong tries that the audit trail does not have yet. */
  untold: count.default(0),
});
export type UnlockAttempts = Readonly<z.infer<typeof attemptsSchema>>;

export const NO_TRIES: Tries = { failures: 0, lastAtMs: 0 };
export const NO_ATTEMPTS: UnlockAttempts = { ...NO_TRIES, wrongPins: 0, untold: 0 };

export function readAttempts(file: string): UnlockAttempts {
  try {
    return attemptsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return NO_ATTEMPTS;
  }
}

/** On a full disk the file is written over where it lies, or nobody could get in to free some space. */
export function writeAttempts(file: string, attempts: UnlockAttempts): void {
  const content = Buffer.from(JSON.stringify(attempts).padEnd(FILE_BYTES), 'utf8');
  try {
    writeFileAtomically(file, content);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!['ENOSPC', 'EDQUOT'].includes(code) || !existsSync(file)) throw error;
    overwrite(file, content);
  }
}

/** Always as long, and within one sector: it is there whole or not at all, and needs no room. */
const FILE_BYTES = 128;

function overwrite(file: string, content: Uint8Array): void {
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, content, 0, content.length, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** How long the next attempt has to wait; a clock set back costs one whole wait, never more. */
export function waitMsFor(attempts: Tries, nowMs: number): number {
  if (attempts.failures === 0) return 0;
  const delay = Math.min(1000 * 2 ** Math.min(attempts.failures - 1, 20), MAX_WAIT_MS);
  return Math.min(Math.max(attempts.lastAtMs + delay - nowMs, 0), delay);
}
