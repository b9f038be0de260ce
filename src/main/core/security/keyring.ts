/**
 * The master key: 32 random bytes, wrapped by the passphrase and by the recovery code, held in memory only while
 * unlocked. Every other key comes from it: the database's by derivation, a session's by wrapping.
 * A key that does not open is an answer ("wrong passphrase"), never a reason to make a new one.
 */
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Bootstrap, bootstrapExists, readBootstrap, writeBootstrap } from './bootstrap.ts';
import type { DataPaths } from './dataFolder.ts';
import { deriveKey, KEY_BYTES, type RandomBytes, unwrapKey, wrapKey, zeroKey } from './keyWrap.ts';
import { type PassphraseCost, passphraseKey, SALT_BYTES } from './passphrase.ts';
import {
  createPersonSlots,
  isOfSomebodyElse,
  openPersonSlot,
  type PersonSlots,
  passphraseTaken,
} from './personSlots.ts';
import { createPin } from './pin.ts';
import { newRecoveryCode, readRecoveryCode } from './recoveryCode.ts';
import type { SecretStore } from './secretStore.ts';
import { NO_ATTEMPTS, readAttempts, type UnlockAttempts, waitMsFor, writeAttempts } from './unlockAttempts.ts';

const PURPOSE = {
  passphrase: 'ot-scribe/1/master/passphrase',
  recovery: 'ot-scribe/1/master/recovery',
  session: (sessionId: string) => `ot-scribe/1/session/${sessionId}`,
} as const;

export interface KeyringDeps {
  readonly paths: DataPaths;
  readonly now: () => Date;
  readonly random: RandomBytes;
  readonly cost: PassphraseCost;
  /** None: this machine has none worth the name, so there is no PIN. */
  readonly keyStore?: SecretStore | null;
}

export interface FreshKeys {
  readonly master: MasterKey;
  readonly recoveryCode: string;
  /** Writes bootstrap.json: the moment from which the set-up counts. */
  readonly commit: () => void;
}

/** The unlocked master key; `forget` zeroes it and every use after that throws. */
export interface MasterKey {
  databaseKey(): Uint8Array;
  auditKey(): Uint8Array;
  /** Under which a backup file as a whole is sealed. */
  backupKey(): Uint8Array;
  newSessionKey(sessionId: string): { readonly key: Uint8Array; readonly wrapped: Uint8Array };
  openSessionKey(sessionId: string, wrapped: Uint8Array): Uint8Array | null;
  wrapWith(wrapping: Uint8Array, purpose: string): Uint8Array;
  forget(): void;
}

/** What a person may prove themselves with. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly text: string }
  | { readonly kind: 'recoveryCode'; readonly text: string };

export type PinState = 'unavailable' | 'off' | 'on';

export interface Unlocked {
  readonly master: MasterKey;
  /** Wrong attempts since the last good one, whoever's it was, for the audit trail. */
  readonly failuresBefore: number;
  /** Whose passphrase it was; null: of whoever is in charge. */
  readonly personId: string | null;
}

export interface Keyring extends PersonSlots {
  isSetUp(): boolean;
  waitMs(): number;
  prepare(passphrase: string): Promise<FreshKeys>;
  unlock(passphrase: string): Promise<Result<Unlocked>>;
  unlockWithRecoveryCode(code: string): Promise<Result<Unlocked>>;
  /** With the PIN and the operating system's key store together; neither is of use alone. */
  unlockWithPin(pin: string): Promise<Result<Unlocked>>;
  pinState(): PinState;
  setPin(master: MasterKey, pin: string): Promise<Result<null>>;
  removePin(): Result<null>;
  /** Opens the key file of a backup for whoever is in charge, with the same waits after a wrong try. */
  openElsewhere(bootstrap: Bootstrap, secret: Secret): Promise<Result<MasterKey>>;
  /** Wraps the same master key anew for whoever is in charge; nothing that is encrypted has to be touched. */
  changePassphrase(master: MasterKey, passphrase: string): Promise<Result<null>>;
}

export function createKeyring(deps: KeyringDeps): Keyring {
  const { paths, random } = deps;
  /** What counts after a proven attempt when the disk did not let us write it: in place of what stands there. */
  let settled: { readonly stored: UnlockAttempts; readonly counts: UnlockAttempts } | null = null;
  const attempts = (): UnlockAttempts => {
    const stored = readAttempts(paths.attempts);
    const isSettled = stored.failures === settled?.stored.failures && stored.lastAtMs === settled.stored.lastAtMs;
    return settled !== null && isSettled ? settled.counts : stored;
  };
  const waitMs = () => waitMsFor(attempts(), deps.now().getTime());

  function settle(counts: UnlockAttempts): void {
    try {
      writeAttempts(paths.attempts, counts);
    } catch {
      // The right passphrase must open the app even when the disk takes nothing more.
      settled = { stored: readAttempts(paths.attempts), counts };
    }
  }

  /** Waits are enforced, and the try is on disk before its answer is known. Answers with what counted before it. */
  function begin(kind: keyof typeof WRONG): Result<UnlockAttempts> {
    const wait = waitMs();
    if (wait > 0) {
      return fail('wrong_passphrase', `Wait ${Math.ceil(wait / 1000)} s, then try again.`, { waitMs: wait });
    }
    const before = attempts();
    writeAttempts(paths.attempts, {
      ...{ failures: before.failures + 1, untold: before.untold + 1, lastAtMs: deps.now().getTime() },
      wrongPins: before.wrongPins + (kind === 'pin' ? 1 : 0),
    });
    return ok(before);
  }

  /** One guarded attempt to open. */
  async function attempt(
    bootstrap: Result<Bootstrap>,
    kind: keyof typeof WRONG,
    open: (bootstrap: Bootstrap) => Promise<Opened | null>,
  ): Promise<Result<Unlocked>> {
    if (!bootstrap.ok) return bootstrap;
    const begun = begin(kind);
    if (!begun.ok) return begun;
    const opened = await open(bootstrap.value);
    if (opened === null) return fail('wrong_passphrase', WRONG[kind], { waitMs: waitMs(), retryable: true });
    const { bytes, personId } = opened;
    settle(afterProven(begun.value, kind, personId));
    return ok({ master: masterKey(bytes, random), failuresBefore: begun.value.untold, personId });
  }

  /** That a new passphrase is taken tells that it opens the app: asked like any guess, and counted as a wrong one. */
  async function compared(isTaken: () => Promise<boolean>, isMissCounted: boolean): Promise<Result<null>> {
    const begun = begin('passphrase');
    if (!begun.ok) return begun;
    if (await isTaken()) return passphraseTaken(waitMs());
    settle(isMissCounted ? { ...attempts(), untold: begun.value.untold } : begun.value);
    return ok(null);
  }

  async function passphraseSlot(master: MasterKey, passphrase: string): Promise<Bootstrap['passphrase']> {
    const salt = random(SALT_BYTES);
    const wrapping = await passphraseKey(passphrase, salt, deps.cost);
    const wrapped = master.wrapWith(wrapping, PURPOSE.passphrase);
    zeroKey(wrapping);
    return { kdf: 'argon2id', ...deps.cost, salt: toBase64(salt), wrapped: toBase64(wrapped) };
  }

  const withSecret = (bootstrap: Result<Bootstrap>, secret: Secret) =>
    attempt(bootstrap, secret.kind, async (read) => inCharge(await openSlot(read, secret)));
  const slots = createPersonSlots({
    ...{ bootstrapFile: paths.bootstrap, random, cost: deps.cost, compared },
    async isOfInCharge(bootstrap, text) {
      const bytes = await openSlot(bootstrap, { kind: 'passphrase', text });
      if (bytes !== null) zeroKey(bytes);
      return bytes !== null;
    },
  });

  return {
    isSetUp: () => bootstrapExists(paths.bootstrap),
    waitMs,

    async prepare(passphrase) {
      const master = masterKey(new Uint8Array(random(KEY_BYTES)), random);
      const code = newRecoveryCode(random);
      const recoverySalt = random(SALT_BYTES);
      const recoveryWrapping = deriveKey(code.bytes, PURPOSE.recovery, recoverySalt);
      const bootstrap: Bootstrap = {
        format: 'ot-scribe-bootstrap',
        version: 1,
        createdAt: deps.now().toISOString(),
        passphrase: await passphraseSlot(master, passphrase),
        recovery: {
          kdf: 'hkdf-sha256',
          salt: toBase64(recoverySalt),
          wrapped: toBase64(master.wrapWith(recoveryWrapping, PURPOSE.recovery)),
        },
        keyStore: null,
      };
      [recoveryWrapping, code.bytes].forEach(zeroKey);
      return {
        master,
        recoveryCode: code.printed,
        commit: () => writeBootstrap(paths.bootstrap, bootstrap),
      };
    },

    ...slots,
    unlock: (text) =>
      attempt(readBootstrap(paths.bootstrap), 'passphrase', async (read) => {
        const own = inCharge(await openSlot(read, { kind: 'passphrase', text }));
        return own ?? (await openPersonSlot(read, text));
      }),
    unlockWithRecoveryCode: (text) => withSecret(readBootstrap(paths.bootstrap), { kind: 'recoveryCode', text }),
    ...createPin({
      ...deps,
      keyStore: deps.keyStore ?? null,
      attempt: (open) => attempt(readBootstrap(paths.bootstrap), 'pin', async (read) => inCharge(await open(read))),
      attempts,
    }),
    async openElsewhere(bootstrap, secret) {
      const opened = await withSecret(ok(bootstrap), secret);
      return opened.ok ? ok(opened.value.master) : opened;
    },

    async changePassphrase(master, passphrase) {
      const bootstrap = readBootstrap(paths.bootstrap);
      if (!bootstrap.ok) return bootstrap;
      const free = await compared(() => isOfSomebodyElse(bootstrap.value, passphrase), false);
      if (!free.ok) return free;
      writeBootstrap(paths.bootstrap, { ...bootstrap.value, passphrase: await passphraseSlot(master, passphrase) });
      return ok(null);
    },
  };
}

const WRONG: Readonly<Record<Secret['kind'] | 'pin', string>> = {
  pin: 'That is not the PIN.',
  passphrase: 'That is not the passphrase.',
  recoveryCode: 'That is not the recovery code.',
};

/**
 * A colleague's own passphrase proves nothing about the guesses before it, which may have been at another's: those go
 * on counting. Wrong PINs end with the passphrase of whoever is in charge or the recovery code.
 */
function afterProven(before: UnlockAttempts, kind: keyof typeof WRONG, personId: string | null): UnlockAttempts {
  if (personId !== null) return { ...before, untold: 0 };
  return kind === 'pin' ? { ...NO_ATTEMPTS, wrongPins: before.wrongPins } : NO_ATTEMPTS;
}

interface Opened {
  readonly bytes: Uint8Array;
  readonly personId: string | null;
}

function inCharge(bytes: Uint8Array | null): Opened | null {
  return bytes === null ? null : { bytes, personId: null };
}

/** null: not the secret this key file was made for. */
async function openSlot(bootstrap: Bootstrap, secret: Secret): Promise<Uint8Array | null> {
  if (secret.kind === 'passphrase') {
    const slot = bootstrap.passphrase;
    const wrapping = await passphraseKey(secret.text, fromBase64(slot.salt), slot);
    const master = unwrapKey(wrapping, fromBase64(slot.wrapped), PURPOSE.passphrase);
    zeroKey(wrapping);
    return master;
  }
  const code = readRecoveryCode(secret.text);
  if (code === null) return null;
  const slot = bootstrap.recovery;
  const wrapping = deriveKey(code, PURPOSE.recovery, fromBase64(slot.salt));
  const master = unwrapKey(wrapping, fromBase64(slot.wrapped), PURPOSE.recovery);
  [wrapping, code].forEach(zeroKey);
  return master;
}

function masterKey(bytes: Uint8Array, random: RandomBytes): MasterKey {
  let live = true;
  const key = () => {
    if (!live) throw new Error('The master key is used after it was forgotten.');
    return bytes;
  };
  return {
    databaseKey: () => deriveKey(key(), 'ot-scribe/1/database'),
    auditKey: () => deriveKey(key(), 'ot-scribe/1/audit'),
    backupKey: () => deriveKey(key(), 'ot-scribe/1/backup'),
    newSessionKey: (sessionId) => {
      const session = new Uint8Array(random(KEY_BYTES));
      return { key: session, wrapped: wrapKey(key(), session, PURPOSE.session(sessionId), random) };
    },
    openSessionKey: (sessionId, wrapped) => unwrapKey(key(), wrapped, PURPOSE.session(sessionId)),
    wrapWith: (wrapping, purpose) => wrapKey(wrapping, key(), purpose, random),
    forget: () => {
      live = false;
      zeroKey(bytes);
    },
  };
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
