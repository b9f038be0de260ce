/** People who work here: changed by their own passphrase, let in beside whoever is in charge, taken out when they leave. */
import type { CallInput, PersonHere, Signer } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

type Names =
  | 'people.list'
  | 'people.here'
  | 'people.add'
  | 'people.change'
  | 'people.letIn'
  | 'people.letInNew'
  | 'people.keepOut'
  | 'people.leave';

export function peopleHandlers(app: App): SomeHandlers<Names> {
  const { signers, vault, access } = app;

  const signer = (person: Therapist, { therapist }: Unlocked): Signer => ({
    ...person,
    isAssistant: app.clinical.isAssistant(person),
    isStudent: app.clinical.isStudent(person),
    isUser: person.id === therapist.id,
  });

  const here = (person: Therapist, unlocked: Unlocked): PersonHere => {
    const role = access.roleOf(person, unlocked);
    const mayOpen = role === 'inCharge' || vault.people().includes(person.id);
    return { ...signer(person, unlocked), role, roleName: access.nameOf(role), mayOpen };
  };

  function present({ store }: Unlocked, personId: string): Result<Therapist> {
    const person = store.users.present().find(({ id }) => id === personId);
    return person === undefined ? fail('not_found', 'This person is not here any more.') : ok(person);
  }

  function colleague(unlocked: Unlocked, personId: string): Result<Therapist> {
    const person = present(unlocked, personId);
    if (!person.ok || unlocked.store.users.first()?.id !== personId) return person;
    return fail('invalid_input', 'Whoever is in charge stays. The passphrase is changed under “Who signs”.', {
      at: 'personId',
    });
  }

  /** A passphrase opens the app in one place and signs in the other: the key file comes first, it can refuse. */
  async function renewPassphrase(personId: string, passphrase: string, unlocked: Unlocked): Promise<Result<null>> {
    if (unlocked.store.users.first()?.id === personId) return vault.changePassphrase(passphrase);
    return vault.people().includes(personId) ? vault.letIn(personId, passphrase) : ok(null);
  }

  /** Other credentials may be other rights: at one's own desk they are not one's own to give. */
  function mayBecome(before: Therapist, after: Therapist, unlocked: Unlocked): Result<null> {
    if (unlocked.isInCharge) return ok(null);
    if (before.id !== unlocked.therapist.id) {
      return fail('blocked', 'Others are changed where whoever is in charge has the app open.', { at: 'personId' });
    }
    if (access.roleOf(before, unlocked) === access.roleOf(after, unlocked)) return ok(null);
    const head = unlocked.store.users.first()?.name ?? 'Whoever is in charge';
    return fail('blocked', `These credentials change what you may do here. Make this change at ${head}’s desk.`, {
      at: 'credentials',
    });
  }

  async function change(given: CallInput<'people.change'>, unlocked: Unlocked): Promise<Result<Signer>> {
    const { personId, name, credentials, licence, passphrase, newPassphrase } = given;
    const known = present(unlocked, personId);
    if (!known.ok) return known;
    const person = { id: personId, name, credentials, licence };
    const allowed = mayBecome(known.value, person, unlocked);
    if (!allowed.ok) return allowed;
    const proven = await signers.proveAnybody(unlocked, personId, passphrase);
    if (!proven.ok) return proven;
    if (newPassphrase !== null) {
      const renewed = await renewPassphrase(personId, newPassphrase, unlocked);
      if (!renewed.ok) return renewed;
    }
    await signers.change(unlocked, person, newPassphrase);
    vault.renew(person);
    app.announce();
    return ok(signer(person, unlocked));
  }

  return {
    'people.list': whenUnlocked((_body, unlocked) =>
      ok(unlocked.store.users.signing().map((person) => signer(person, unlocked))),
    ),

    'people.here': whenUnlocked((_body, unlocked) =>
      ok(unlocked.store.users.present().map((person) => here(person, unlocked))),
    ),

    'people.add': whenUnlocked(async ({ name, credentials, licence, passphrase, isFrontDesk = false }, unlocked) => {
      const person = { id: app.newId(), name, credentials, licence };
      await signers.add(unlocked, person, passphrase, isFrontDesk);
      return ok(signer(person, unlocked));
    }),

    'people.change': whenUnlocked(change),

    'people.letIn': whenUnlocked(async ({ personId, passphrase, ownPassphrase }, unlocked) => {
      const person = colleague(unlocked, personId);
      if (!person.ok) return person;
      const own = await vault.confirmInCharge(ownPassphrase);
      if (!own.ok) return own;
      const theirs = await signers.proveAnybody(unlocked, personId, passphrase);
      if (!theirs.ok) return theirs;
      const opened = await vault.letIn(personId, passphrase);
      return opened.ok ? ok(here(person.value, unlocked)) : opened;
    }),

    'people.letInNew': whenUnlocked(async (given, unlocked) => {
      const { name, credentials, licence, role, passphrase, ownPassphrase } = given;
      const person = { id: app.newId(), name, credentials, licence };
      const isFrontDesk = role === 'frontDesk';
      const reads = access.readsAs(person);
      if (!isFrontDesk && reads !== role) {
        const what = reads === null ? 'are not known' : `are those of: ${access.nameOf(reads)}`;
        const example = { therapist: 'OTR/L', assistant: 'COTA/L', student: 'OTS' }[role];
        const message = `The credentials “${credentials}” ${what}. Choose what they are, or write for example ${example}.`;
        return fail('invalid_input', message, { at: 'credentials' });
      }
      const own = await vault.confirmInCharge(ownPassphrase);
      if (!own.ok) return own;
      // The key file first: it can refuse, and then nobody is left behind.
      const opened = await vault.letIn(person.id, passphrase);
      if (!opened.ok) return opened;
      try {
        await signers.add(unlocked, person, passphrase, isFrontDesk);
      } catch (error) {
        vault.keepOut(person.id);
        throw error;
      }
      return ok(here(person, unlocked));
    }),

    'people.keepOut': whenUnlocked(({ personId }, unlocked) => {
      const person = colleague(unlocked, personId);
      if (!person.ok) return person;
      const closed = vault.keepOut(personId);
      return closed.ok ? ok(here(person.value, unlocked)) : closed;
    }),

    'people.leave': whenUnlocked(({ personId }, unlocked) => {
      const person = colleague(unlocked, personId);
      if (!person.ok) return person;
      const { contributions, users } = unlocked.store;
      const isAwaited = contributions.waiting().some(({ coSignerId }) => coSignerId === personId);
      if (isAwaited) {
        return fail('conflict', `A note waits for ${person.value.name} to co-sign it. Settle that first.`);
      }
      const closed = vault.keepOut(personId);
      if (!closed.ok) return closed;
      users.leave(personId, app.now().toISOString());
      return ok(null);
    }),
  };
}
