/**
 * The master key wrapped for people beside the one in charge, each under a passphrase of their own. A slot knows a
 * person by an id that says nothing; taking the slot out takes the way in, though not from copies of the key file
 * that were made before.
 */
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Bootstrap, readBootstrap, writeBootstrap } from './bootstrap.ts';
import type { MasterKey } from './keyring.ts';
import { type RandomBytes, unwrapKey, zeroKey } from './keyWrap.ts';
import { type PassphraseCost, passphraseKey, SALT_BYTES } from './passphrase.ts';

/** Each slot that is tried costs a third of a second after a wrong passphrase. */
export const MOST_PEOPLE = 7;

const PURPOSE = (personId: string) => `ot-scribe/1/master/person/${personId}`;

export interface PersonSlots {
  /** Ids of those who may open. */
  people(): readonly string[];
  letIn(master: MasterKey, personId: string, passphrase: string): Promise<Result<null>>;
  keepOut(personId: string): Result<null>;
}

export interface PersonSlotDeps {
  readonly bootstrapFile: string;
  readonly random: RandomBytes;
  readonly cost: PassphraseCost;
  /** Whether the passphrase is the one of whoever is in charge. */
  readonly isOfInCharge: (bootstrap: Bootstrap, passphrase: string) => Promise<boolean>;
  /** Asks as a guarded try, which a passphrase that is taken always counts as. */
  readonly compared: (isTaken: () => Promise<boolean>, isMissCounted: boolean) => Promise<Result<null>>;
}

export interface OpenedFor {
  readonly bytes: Uint8Array;
  readonly personId: string;
}

/** null: nobody's passphrase. */
export async function openPersonSlot({ people = [] }: Bootstrap, passphrase: string): Promise<OpenedFor | null> {
  for (const { id: personId, salt, wrapped, ...cost } of people) {
    const wrapping = await passphraseKey(passphrase, fromBase64(salt), cost);
    const bytes = unwrapKey(wrapping, fromBase64(wrapped), PURPOSE(personId));
    zeroKey(wrapping);
    if (bytes !== null) return { bytes, personId };
  }
  return null;
}

export async function isOfSomebodyElse(bootstrap: Bootstrap, passphrase: string): Promise<boolean> {
  const opened = await openPersonSlot(bootstrap, passphrase);
  if (opened !== null) zeroKey(opened.bytes);
  return opened !== null;
}

/** Who comes in is told by the passphrase alone, so that the locked screen needs no names: no two may be the same. */
export function passphraseTaken(waitMs: number) {
  return fail('conflict', 'This passphrase cannot be used here. Take another one.', { at: 'passphrase', waitMs });
}

export function createPersonSlots({
  bootstrapFile,
  random,
  cost,
  isOfInCharge,
  compared,
}: PersonSlotDeps): PersonSlots {
  return {
    people() {
      const bootstrap = readBootstrap(bootstrapFile);
      return bootstrap.ok ? (bootstrap.value.people ?? []).map(({ id }) => id) : [];
    },

    async letIn(master, personId, passphrase) {
      const bootstrap = readBootstrap(bootstrapFile);
      if (!bootstrap.ok) return bootstrap;
      const people = (bootstrap.value.people ?? []).filter(({ id }) => id !== personId);
      if (people.length >= MOST_PEOPLE) {
        return fail('conflict', `${MOST_PEOPLE} people open the app beside you already. Take one out first.`);
      }
      const others = { ...bootstrap.value, people };
      // Whoever opens already renews theirs alone: each new one is a guess at the others', also one that is free.
      const isRenewal = people.length < (bootstrap.value.people ?? []).length;
      const isTaken = async () =>
        (await isOfInCharge(others, passphrase)) || (await isOfSomebodyElse(others, passphrase));
      const free = await compared(isTaken, isRenewal);
      if (!free.ok) return free;
      const salt = random(SALT_BYTES);
      const wrapping = await passphraseKey(passphrase, salt, cost);
      const wrapped = toBase64(master.wrapWith(wrapping, PURPOSE(personId)));
      zeroKey(wrapping);
      const slot = { id: personId, kdf: 'argon2id' as const, ...cost, salt: toBase64(salt), wrapped };
      writeBootstrap(bootstrapFile, { ...others, people: [...people, slot] });
      return ok(null);
    },

    keepOut(personId) {
      const bootstrap = readBootstrap(bootstrapFile);
      if (!bootstrap.ok) return bootstrap;
      const people = (bootstrap.value.people ?? []).filter(({ id }) => id !== personId);
      writeBootstrap(bootstrapFile, { ...bootstrap.value, people });
      return ok(null);
    },
  };
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
