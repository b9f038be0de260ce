/**
 * Who may sign, and the proof that it is them. Whoever is in charge proves it with the passphrase that opens the app;
 * a colleague with one of their own, which may open the app too, with the same growing wait after wrong ones.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomBytes } from '../security/keyWrap.ts';
import { type PassphraseCost, passphraseKey, SALT_BYTES } from '../security/passphrase.ts';
import { NO_TRIES, type Tries, waitMsFor } from '../security/unlockAttempts.ts';
import type { SignerSecret } from '../store/repositories/users.ts';
import type { Unlocked, Vault } from './vault.ts';

export interface Signers {
  add(unlocked: Unlocked, person: Therapist, passphrase: string, isFrontDesk: boolean): Promise<void>;
  /** @param passphrase a new one, or null to keep theirs */
  change(unlocked: Unlocked, person: Therapist, passphrase: string | null): Promise<void>;
  /** The person, once the passphrase was theirs. null: whoever opened the app. */
  prove(unlocked: Unlocked, personId: string | null, passphrase: string): Promise<Result<Therapist>>;
  /** The front desk too, who sign nothing but have a passphrase. */
  proveAnybody(unlocked: Unlocked, personId: string, passphrase: string): Promise<Result<Therapist>>;
}

export interface SignersDeps {
  readonly vault: Vault;
  readonly now: () => Date;
  readonly random: RandomBytes;
  readonly cost: PassphraseCost;
}

export function createSigners({ vault, now, random, cost }: SignersDeps): Signers {
  const attempts = new Map<string, Tries>();
  async function secretOf(passphrase: string): Promise<SignerSecret> {
    const salt = random(SALT_BYTES);
    return { salt, proof: await passphraseKey(passphrase, salt, cost), cost };
  }

  async function proven(
    { store }: Unlocked,
    among: readonly Therapist[],
    wanted: string,
    passphrase: string,
  ): Promise<Result<Therapist>> {
    const person = among.find(({ id }) => id === wanted);
    const secret = store.users.secret(wanted);
    if (person !== undefined && secret === null) {
      const confirmed = await vault.confirmInCharge(passphrase);
      return confirmed.ok ? ok(person) : confirmed;
    }
    if (person === undefined || secret === null) return fail('not_found', 'This person does not sign here.');
    const before = attempts.get(wanted) ?? NO_TRIES;
    const waitMs = waitMsFor(before, now().getTime());
    if (waitMs > 0) {
      return fail('wrong_passphrase', `Wait ${Math.ceil(waitMs / 1000)} s, then try again.`, { waitMs });
    }
    const tried = { failures: before.failures + 1, lastAtMs: now().getTime() };
    attempts.set(wanted, tried);
    const proof = await passphraseKey(passphrase, secret.salt, secret.cost);
    if (!timingSafeEqual(proof, secret.proof)) {
      const wait = waitMsFor(tried, now().getTime());
      return fail('wrong_passphrase', `This is not the passphrase of ${person.name}.`, {
        waitMs: wait,
        retryable: true,
      });
    }
    attempts.delete(wanted);
    return ok(person);
  }

  return {
    async add({ store }, person, passphrase, isFrontDesk) {
      const secret = await secretOf(passphrase);
      store.atomically(() => {
        store.users.addColleague(person, secret, now().toISOString());
        if (isFrontDesk) store.users.addFrontDesk(person.id);
      });
    },

    async change({ store }, person, passphrase) {
      store.users.change(person, passphrase === null ? null : await secretOf(passphrase));
    },

    async prove(unlocked, personId, passphrase) {
      const wanted = personId ?? unlocked.therapist.id;
      return proven(unlocked, unlocked.store.users.signing(), wanted, passphrase);
    },
    proveAnybody: (unlocked, personId, passphrase) =>
      proven(unlocked, unlocked.store.users.present(), personId, passphrase),
  };
}
