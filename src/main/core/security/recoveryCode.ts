/**
 * The recovery code: 160 random bits in Crockford's base 32 (no I, L, O, U), eight groups of four.
 * It is printed once and never stored. Reading it back forgives case, spaces, and the letters that look like digits.
 */
import type { RandomBytes } from './keyWrap.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 20;
const CODE_LETTERS = (CODE_BYTES * 8) / 5;

export function newRecoveryCode(random: RandomBytes): { readonly bytes: Uint8Array; readonly printed: string } {
  const bytes = random(CODE_BYTES);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let letters = '';
  for (let i = CODE_LETTERS - 1; i >= 0; i--) letters += ALPHABET[Number((bits >> BigInt(5 * i)) & 31n)];
  return { bytes, printed: letters.replace(/(.{4})(?=.)/g, '$1-') };
}

/** null: not a recovery code. */
export function readRecoveryCode(typed: string): Uint8Array | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== CODE_LETTERS) return null;
  let bits = 0n;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const bytes = new Uint8Array(CODE_BYTES);
  for (let i = CODE_BYTES - 1; i >= 0; i--, bits >>= 8n) bytes[i] = Number(bits & 255n);
  return bytes;
}
