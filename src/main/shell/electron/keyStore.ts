/**
 * The operating system's key store by way of Electron's safeStorage, which exists in the main process only. On Linux
 * without a keyring safeStorage would fall back to a key that stands in its own source code: that counts as none.
 */
import type { SecretStore } from '../../core/security/secretStore.ts';
import type { ElectronApi } from './electronApi.ts';

type SafeStorage = ElectronApi['safeStorage'];

const NO_REAL_STORE: readonly string[] = ['basic_text', 'unknown'];

/** To be asked after the app is ready; before that Linux does not know its backend. */
export async function openKeyStore(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform = process.platform,
): Promise<SecretStore | null> {
  const backend = backendName(safeStorage, platform);
  if (backend === null || !(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    backend,
    async seal(secret) {
      return new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')));
    },
    async open(sealed) {
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
        return new Uint8Array(Buffer.from(result, 'base64'));
      } catch {
        return null;
      }
    },
  };
}

function backendName(safeStorage: SafeStorage, platform: NodeJS.Platform): string | null {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  const backend = safeStorage.getSelectedStorageBackend();
  return NO_REAL_STORE.includes(backend) ? null : backend;
}
