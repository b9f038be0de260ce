/**
 * Who may sign, and the proof that it is them. The installation's user proves it with the passphrase that opens the app;
 * a colleague with one of their own, with the same growing wait after wrong ones.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomBytes } from '../security/keyWrap.ts';
import { type PassphraseCost, passphraseKey, SALT_BYTES } from '../security/passphrase.ts';
import { NO_ATTEMPTS, type UnlockAttempts, waitMsFor } from '../security/unlockAttempts.ts';
import type { SignerSecret } from '../store/repositories/users.ts';
import type { Unlocked, Vault } from './vault.ts';

export interface Signers {
  add(unlocked: Unlocked, person: Therapist, passphrase: string): Promise<void>;
  /** @param passphrase a new one, or null to keep theirs */
  change(unlocked: Unlocked, person: Therapist, passphrase: string | null): Promise<void>;
  /** The person, once the passphrase was theirs. null: the installation's user. */
  prove(unlocked: Unlocked, personId: string | null, passphrase: string): Promise<Result<Therapist>>;
}

export interface SignersDeps {
  readonly vault: Vault;
  readonly now: () => Date;
  readonly random: RandomBytes;
  readonly cost: PassphraseCost;
}

export function createSigners({ vault, now, random, cost }: SignersDeps): Signers {
  const attempts = new Map<string, UnlockAttempts>();
  async function secretOf(passphrase: string): Promise<SignerSecret> {
    const salt = random(SALT_BYTES);
    return { salt, proof: await passphraseKey(passphrase, salt, cost), cost };
  }

  return {
    async add({ store }, person, passphrase) {
      store.users.addColleague(person, await secretOf(passphrase), now().toISOString());
    },

    async change({ store }, person, passphrase) {
      store.users.changeColleague(person, passphrase === null ? null : await secretOf(passphrase));
    },

    async prove({ store, therapist }, personId, passphrase) {
      if (personId === null || personId === therapist.id) {
        const confirmed = await vault.confirm(passphrase);
        return confirmed.ok ? ok(therapist) : confirmed;
      }
      const person = store.users.signing().find(({ id }) => id === personId);
      const secret = store.users.secret(personId);
      if (person === undefined || secret === null) return fail('not_found', 'This person does not sign here.');
      const before = attempts.get(personId) ?? NO_ATTEMPTS;
      const waitMs = waitMsFor(before, now().getTime());
      if (waitMs > 0) {
        return fail('wrong_passphrase', `Wait ${Math.ceil(waitMs / 1000)} s, then try again.`, { waitMs });
      }
      const tried = { failures: before.failures + 1, lastAtMs: now().getTime() };
      attempts.set(personId, tried);
      const proof = await passphraseKey(passphrase, secret.salt, secret.cost);
      if (!timingSafeEqual(proof, secret.proof)) {
        const wait = waitMsFor(tried, now().getTime());
        return fail('wrong_passphrase', `This is not the passphrase of ${person.name}.`, {
          waitMs: wait,
          retryable: true,
        });
      }
      attempts.delete(personId);
      return ok(person);
    },
  };
}
