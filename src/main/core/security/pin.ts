/**
 * The PIN: a short way in on this computer. Six digits alone protect nothing, so the master key is wrapped under both the
 * PIN and a random key that the operating system's key store keeps for this user. After ten wrong ones only the
 * passphrase of whoever is in charge or the recovery code is good; a colleague's passphrase gives no further tries. A key store that changed is told as such; no failure ever makes a new key.
 */
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Bootstrap, readBootstrap, writeBootstrap } from './bootstrap.ts';
import type { DataPaths } from './dataFolder.ts';
import type { Keyring, MasterKey, PinState, Unlocked } from './keyring.ts';
import { deriveKey, KEY_BYTES, type RandomBytes, unwrapKey, zeroKey } from './keyWrap.ts';
import { type PassphraseCost, passphraseKey, SALT_BYTES } from './passphrase.ts';
import type { SecretStore } from './secretStore.ts';
import type { UnlockAttempts } from './unlockAttempts.ts';

const MAX_WRONG_PINS = 10;
const PURPOSE = 'ot-scribe/1/master/pin';

export interface PinDeps {
  readonly paths: DataPaths;
  readonly random: RandomBytes;
  readonly cost: PassphraseCost;
  readonly keyStore: SecretStore | null;
  /** One guarded try: waits are kept and the try is on the disk before it is checked. */
  readonly attempt: (open: (bootstrap: Bootstrap) => Promise<Uint8Array | null>) => Promise<Result<Unlocked>>;
  readonly attempts: () => UnlockAttempts;
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

export function createPin(deps: PinDeps): Pick<Keyring, 'unlockWithPin' | 'pinState' | 'setPin' | 'removePin'> {
  const { paths, random, keyStore } = deps;

  function pinState(): PinState {
    const bootstrap = readBootstrap(paths.bootstrap);
    if (keyStore === null) return 'unavailable';
    return bootstrap.ok && bootstrap.value.keyStore !== null ? 'on' : 'off';
  }

  return {
    pinState,

    async unlockWithPin(pin) {
      const bootstrap = readBootstrap(paths.bootstrap);
      if (!bootstrap.ok) return bootstrap;
      const slot = bootstrap.value.keyStore;
      if (slot === null || keyStore === null) return fail('conflict', 'No PIN is set here. Enter the passphrase.');
      if (deps.attempts().wrongPins >= MAX_WRONG_PINS) {
        return fail(
          'conflict',
          'Too many wrong PINs. Whoever is in charge enters their passphrase or the recovery code.',
        );
      }
      const osKey = keyStore.backend === slot.backend ? await keyStore.open(fromBase64(slot.sealed)) : null;
      if (osKey === null) {
        return fail(
          'conflict',
          "This computer's key store does not open the PIN any more. Enter the passphrase, then set the PIN again.",
          { at: 'keyStore' },
        );
      }
      try {
        return await deps.attempt(async () => {
          const wrapping = await bothKeys(osKey, pin, fromBase64(slot.salt), slot);
          const master = unwrapKey(wrapping, fromBase64(slot.wrapped), PURPOSE);
          zeroKey(wrapping);
          return master;
        });
      } finally {
        zeroKey(osKey);
      }
    },

    async setPin(master: MasterKey, pin: string) {
      if (keyStore === null) return fail('conflict', 'This computer has no key store for a PIN. Use the passphrase.');
      const bootstrap = readBootstrap(paths.bootstrap);
      if (!bootstrap.ok) return bootstrap;
      const osKey = new Uint8Array(random(KEY_BYTES));
      const salt = random(SALT_BYTES);
      const wrapping = await bothKeys(osKey, pin, salt, deps.cost);
      try {
        const sealed = await keyStore.seal(osKey);
        const wrapped = toBase64(master.wrapWith(wrapping, PURPOSE));
        const slot = { backend: keyStore.backend, sealed: toBase64(sealed), salt: toBase64(salt), wrapped };
        writeBootstrap(paths.bootstrap, { ...bootstrap.value, keyStore: { kdf: 'argon2id', ...deps.cost, ...slot } });
        return ok(null);
      } finally {
        [osKey, wrapping].forEach(zeroKey);
      }
    },

    removePin() {
      const bootstrap = readBootstrap(paths.bootstrap);
      if (!bootstrap.ok) return bootstrap;
      writeBootstrap(paths.bootstrap, { ...bootstrap.value, keyStore: null });
      return ok(null);
    },
  };
}

/** One key out of both: without either of them it cannot be made. */
async function bothKeys(osKey: Uint8Array, pin: string, salt: Uint8Array, cost: PassphraseCost): Promise<Uint8Array> {
  const fromPin = await passphraseKey(pin, salt, cost);
  const wrapping = deriveKey(Buffer.concat([osKey, fromPin]), PURPOSE, salt);
  zeroKey(fromPin);
  return wrapping;
}
