/**
 * Port for the operating system's key store (Electron's safeStorage). Where there is none, the passphrase is the
 * only way in besides the recovery code.
 */
export interface SecretStore {
  /** Which store it is: a changed one is told as such and never mistaken for damage. */
  readonly backend: string;
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** null: sealed by another store or for another user. */
  open(sealed: Uint8Array): Promise<Uint8Array | null>;
}
