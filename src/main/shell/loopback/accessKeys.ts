/**
 * Who may talk to the core over the loopback address. A code of 256 random bits opens one connection within half a
 * minute; the token it is exchanged for opens later ones and lives in the tab only. No cookies: those ignore
 * ports, so any other program on this address would be sent them.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const CODE_LIFE_MS = 30_000;
const KEY_BYTES = 32;

export interface AccessKeys {
  /** A fresh code; the one before it is void. */
  issueCode(): string;
  /** The token for a good code. The code is used up, and tokens given before are void. */
  redeem(code: string): string | null;
  isToken(token: string): boolean;
}

export function createAccessKeys(nowMs: () => number): AccessKeys {
  let code: { readonly digest: Buffer; readonly validUntilMs: number } | null = null;
  let token: Buffer | null = null;
  return {
    issueCode() {
      const fresh = newKey();
      code = { digest: digestOf(fresh), validUntilMs: nowMs() + CODE_LIFE_MS };
      return fresh;
    },
    redeem(given) {
      if (code === null || !timingSafeEqual(code.digest, digestOf(given))) return null;
      const isLate = nowMs() > code.validUntilMs;
      code = null;
      if (isLate) return null;
      const fresh = newKey();
      token = digestOf(fresh);
      return fresh;
    },
    isToken: (given) => token !== null && timingSafeEqual(token, digestOf(given)),
  };
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** Of equal length whatever comes in, so that the comparison takes equal time. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
