/** Colleagues who sign here: changed by their own passphrase, and taken out when they leave. */
import type { Signer } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

type Names = 'people.list' | 'people.add' | 'people.change' | 'people.leave';

export function peopleHandlers(app: App): SomeHandlers<Names> {
  const { signers } = app;

  const signer = (person: Therapist, { therapist }: Unlocked): Signer => ({
    ...person,
    isAssistant: app.clinical.isAssistant(person),
    isStudent: app.clinical.isStudent(person),
    isUser: person.id === therapist.id,
  });

  function colleague({ store, therapist }: Unlocked, personId: string): Result<Therapist> {
    const person = store.users.signing().find(({ id }) => id === personId);
    if (person === undefined) return fail('not_found', 'This person does not sign here.');
    return person.id === therapist.id
      ? fail('invalid_input', 'Whoever opens the app cannot be changed here.', { at: 'personId' })
      : ok(person);
  }

  return {
    'people.list': whenUnlocked((_body, unlocked) =>
      ok(unlocked.store.users.signing().map((person) => signer(person, unlocked))),
    ),

    'people.add': whenUnlocked(async ({ name, credentials, licence, passphrase }, unlocked) => {
      const person = { id: app.newId(), name, credentials, licence };
      await signers.add(unlocked, person, passphrase);
      return ok(signer(person, unlocked));
    }),

    'people.change': whenUnlocked(async (given, unlocked) => {
      const { personId, name, credentials, licence, passphrase, newPassphrase } = given;
      const known = colleague(unlocked, personId);
      if (!known.ok) return known;
      const proven = await signers.prove(unlocked, personId, passphrase);
      if (!proven.ok) return proven;
      const person = { id: personId, name, credentials, licence };
      await signers.change(unlocked, person, newPassphrase);
      return ok(signer(person, unlocked));
    }),

    'people.leave': whenUnlocked(({ personId }, unlocked) => {
      const person = colleague(unlocked, personId);
      if (!person.ok) return person;
      const { contributions, users } = unlocked.store;
      const isAwaited = contributions.waiting().some(({ coSignerId }) => coSignerId === personId);
      if (isAwaited) {
        return fail('conflict', `A note waits for ${person.value.name} to co-sign it. Settle that first.`);
      }
      users.leave(personId, app.now().toISOString());
      return ok(null);
    }),
  };
}
