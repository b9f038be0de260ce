/**
 * Wraps one key in another with AES-256-GCM: 12-byte random nonce ‖ ciphertext ‖ 16-byte tag.
 * The purpose is authenticated too, so a wrapped key cannot be moved to another place (another session, another slot).
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type RandomBytes = (count: number) => Uint8Array;

export function wrapKey(wrapping: Uint8Array, key: Uint8Array, purpose: string, random: RandomBytes): Uint8Array {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** null: not wrapped with this key for this purpose, or altered. */
export function unwrapKey(wrapping: Uint8Array, wrapped: Uint8Array, purpose: string): Uint8Array | null {
  if (wrapped.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A key for one use out of a key that is random already (RFC 5869; no salt is needed for a uniform key). */
export function deriveKey(key: Uint8Array, use: string, salt: Uint8Array = new Uint8Array(0)): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, Buffer.from(use, 'utf8'), KEY_BYTES));
}

/** Best effort: the runtime may have copied the bytes, but this copy is gone. */
export function zeroKey(key: Uint8Array): void {
  key.fill(0);
}
