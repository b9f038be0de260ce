import { describe, expect, it } from 'vitest';
import { openKeyStore } from '../../src/main/shell/electron/keyStore.ts';
import type { FromCore } from '../../src/main/workers/core/coreMessages.ts';
import { createRemoteSecretStore } from '../../src/main/workers/core/remoteSecretStore.ts';
import { createFakeElectron } from '../support/fakeElectron.ts';

const KEY = new Uint8Array([0, 255, 10, 13, 128]);

describe('the key store of the system', () => {
  it.each([
    ['darwin', 'basic_text', 'keychain'],
    ['win32', 'basic_text', 'dpapi'],
    ['linux', 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', 'kwallet6', 'kwallet6'],
  ] as const)('on %s with %s is %s and gives back every byte', async (platform, keyStoreBackend, backend) => {
    const store = await openKeyStore(createFakeElectron({ keyStoreBackend }).electron.safeStorage, platform);
    expect(store?.backend).toBe(backend);
    expect(await store?.open(await store.seal(KEY))).toEqual(KEY);
  });

  it.each(['basic_text', 'unknown'])('a Linux without a keyring has none: %s', async (keyStoreBackend) => {
    expect(await openKeyStore(createFakeElectron({ keyStoreBackend }).electron.safeStorage, 'linux')).toBeNull();
  });

  it('what another store sealed is told as such, not as an error', async () => {
    const store = await openKeyStore(createFakeElectron().electron.safeStorage, 'darwin');
    expect(await store?.open(new Uint8Array([1, 2, 3]))).toBeNull();
  });
});

describe('the key store as the core sees it', () => {
  it('asks the main process and matches the answers by number', async () => {
    const asked: FromCore[] = [];
    const store = createRemoteSecretStore('keychain', (message) => void asked.push(message));
    const first = store.open(new Uint8Array([1]));
    const second = store.seal(new Uint8Array([2]));
    expect(asked).toEqual([
      { kind: 'ask', id: 1, what: 'open', bytes: new Uint8Array([1]) },
      { kind: 'ask', id: 2, what: 'seal', bytes: new Uint8Array([2]) },
    ]);
    store.answer(2, new Uint8Array([22]));
    store.answer(99, new Uint8Array([0]));
    store.answer(1, null);
    expect(await first).toBeNull();
    expect(await second).toEqual(new Uint8Array([22]));
  });

  it('a key that could not be sealed is no key', async () => {
    const store = createRemoteSecretStore('keychain', () => undefined);
    const sealing = store.seal(KEY);
    store.answer(1, null);
    await expect(sealing).rejects.toThrow('keychain');
  });
});
