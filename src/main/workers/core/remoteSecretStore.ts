/** The operating system's key store as the core sees it: Electron offers it in the main process only, so we ask there. */
import type { SecretStore } from '../../core/security/secretStore.ts';
import type { FromCore } from './coreMessages.ts';

export interface RemoteSecretStore extends SecretStore {
  /** The main process' answer to a question; one nobody waits for is ignored. */
  answer(id: number, bytes: Uint8Array | null): void;
}

export function createRemoteSecretStore(backend: string, ask: (message: FromCore) => void): RemoteSecretStore {
  const waiting = new Map<number, (bytes: Uint8Array | null) => void>();
  let lastId = 0;
  const question = (what: 'seal' | 'open', bytes: Uint8Array): Promise<Uint8Array | null> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      ask({ kind: 'ask', id: lastId, what, bytes });
    });
  return {
    backend,
    async seal(secret) {
      const sealed = await question('seal', secret);
      if (sealed === null) throw new Error(`The key store ${backend} did not take the key.`);
      return sealed;
    },
    open: (sealed) => question('open', sealed),
    answer(id, bytes) {
      waiting.get(id)?.(bytes);
      waiting.delete(id);
    },
  };
}
