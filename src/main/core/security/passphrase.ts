/**
 * From a passphrase to a wrapping key: Argon2id (RFC 9106), never below 64 MiB and 3 passes.
 * The parameters are stored beside the wrapped key, so they can grow without locking anybody out.
 */
import { hashRaw } from '@node-rs/argon2';
import { KEY_BYTES } from './keyWrap.ts';

export interface PassphraseCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

export const FLOOR_COST: PassphraseCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
/** About a third of a second on a present-day laptop core. */
export const DEFAULT_COST: PassphraseCost = { memoryKiB: 128 * 1024, passes: 3, lanes: 1 };
export const SALT_BYTES = 16;
/** The library's constant for Argon2id; its enum exists in types only. */
const ARGON2ID = 2;

export async function passphraseKey(passphrase: string, salt: Uint8Array, cost: PassphraseCost): Promise<Uint8Array> {
  // The same letters typed on another keyboard layout or system may come in another Unicode form.
  return hashRaw(passphrase.normalize('NFKC'), {
    algorithm: ARGON2ID,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: KEY_BYTES,
    salt,
  });
}
