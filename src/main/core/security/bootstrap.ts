/**
 * bootstrap.json: the only file readable before the unlock. It holds the wrapped master key and how to unwrap it,
 * no patient data and no name. It is written at set-up and when who may open it or how changes, nothing else touches it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeFileAtomically } from './atomicWrite.ts';

const base64 = z.base64().max(400);
const slot = { salt: base64, wrapped: base64 };

const argon2id = {
  kdf: z.literal('argon2id'),
  // The bounds keep an altered file from lowering the cost or from exhausting the memory.
  memoryKiB: z.number().int().min(65_536).max(4_194_304),
  passes: z.number().int().min(3).max(100),
  lanes: z.number().int().min(1).max(16),
} as const;

export const bootstrapSchema = z.strictObject({
  format: z.literal('ot-scribe-bootstrap'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  passphrase: z.strictObject({
    ...argon2id,
    ...slot,
  }),
  /** Others who may open, each with a passphrase of their own; absent in files from before there were any. */
  people: z
    .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), ...argon2id, ...slot }))
    .max(20)
    .optional(),
  recovery: z.strictObject({ kdf: z.literal('hkdf-sha256'), ...slot }),
  /** Set with a PIN: a random key that the operating system's key store sealed, and the master key under it and the PIN. */
  keyStore: z
    .strictObject({ backend: z.string().max(60), sealed: z.base64().max(8000), ...argon2id, ...slot })
    .nullable(),
});

export type Bootstrap = z.infer<typeof bootstrapSchema>;

export function bootstrapExists(file: string): boolean {
  return existsSync(file);
}

export function readBootstrap(file: string): Result<Bootstrap> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return fail('storage', 'The key file bootstrap.json cannot be read. Put back a copy of it; nothing was changed.', {
      at: 'bootstrap.json',
    });
  }
  const checked = bootstrapSchema.safeParse(parsed);
  if (checked.success) return ok(checked.data);
  return fail('storage', 'The key file bootstrap.json is damaged. Put back a copy of it; nothing was changed.', {
    at: 'bootstrap.json',
  });
}

export function writeBootstrap(file: string, bootstrap: Bootstrap): void {
  writeFileAtomically(file, Buffer.from(`${JSON.stringify(bootstrap, null, 2)}\n`, 'utf8'));
}
