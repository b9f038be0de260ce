/** Who signs in the core in memory, and how its made-up note came about. */
import type { CallInput, CallName, PersonHere, ReviewState, Signer } from '../../../src/shared/contract.ts';
import { ACCESS_AREAS, type Access, type Role } from '../../../src/shared/domain/roles.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOW, PASSPHRASE, type World } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

const ROLE_NAMES = {
  ...{ inCharge: 'In charge', therapist: 'Therapist', assistant: 'Assistant', student: 'Student' },
  frontDesk: 'Front desk',
} as const;

export const IN_CHARGE: Access = { role: 'inCharge', roleName: 'In charge', areas: ACCESS_AREAS };

type PeopleCall = Extract<CallName, `people.${string}` | 'note.history' | 'note.lastVisit'>;
type Handlers = { [N in PeopleCall]: (body: CallInput<N>) => Result<unknown> };

export function fakePeople(
  world: World,
  newId: (prefix: string) => string,
  reviewOf: (sessionId: string) => ReviewState | null,
): Handlers {
  const user = (): Signer => ({ ...THERAPIST, isAssistant: false, isStudent: false, isUser: true });
  const here = (person: Signer): PersonHere => {
    const clinical: Role = person.isStudent ? 'student' : person.isAssistant ? 'assistant' : 'therapist';
    const role = world.frontDesk.includes(person.id) ? 'frontDesk' : person.isUser ? world.access.role : clinical;
    return { ...person, role, roleName: ROLE_NAMES[role], mayOpen: person.isUser || world.letIn.includes(person.id) };
  };
  return {
    'note.history': ({ sessionId }) => {
      const note = reviewOf(sessionId)?.note;
      const first = note?.sections ?? [];
      const total = first.flatMap(({ statements }) => statements).length;
      return ok({
        first: first.map(({ heading, statements }) => ({ heading, sentences: statements.map(({ text }) => text) })),
        beside: first.map(({ heading, statements }, at) => ({
          heading,
          rows: statements.map(({ text }, i) => {
            const drafted = at === 0 && i === 0 ? 'Patient reports shoulder pain.' : text;
            return { drafted, now: text };
          }),
        })),
        untouched: { sentences: total - 1, of: total },
        changes: [
          {
            ...{ at: NOW, by: THERAPIST.name, what: 'sentence-changed', isUndone: false },
            before: 'Patient reports shoulder pain.',
            after: 'Patient rates right shoulder pain 2/10.',
          },
          {
            at: NOW,
            by: THERAPIST.name,
            what: 'minutes-confirmed',
            isUndone: true,
            before: '97530, 12 min',
            after: null,
          },
        ],
        events: [{ sequence: 4, at: NOW, by: THERAPIST.name, event: 'note-viewed' }],
      });
    },
    'note.lastVisit': ({ sessionId }) => ok(world.lastVisits.get(sessionId) ?? null),
    'people.list': () => ok([user(), ...world.colleagues.filter(({ id }) => !world.frontDesk.includes(id))]),
    'people.here': () => ok([user(), ...world.colleagues].map(here)),
    'people.letIn': ({ personId, ownPassphrase }) => {
      if (ownPassphrase !== PASSPHRASE) return fail('wrong_passphrase', 'That is not the passphrase.');
      world.letIn.push(personId);
      return ok(null);
    },
    'people.letInNew': ({ passphrase: _passphrase, ownPassphrase, role, ...person }) => {
      if (ownPassphrase !== PASSPHRASE) return fail('wrong_passphrase', 'That is not the passphrase.');
      const kind = { isAssistant: role === 'assistant', isStudent: role === 'student', isUser: false };
      const added = { ...person, ...kind, id: newId('u') };
      world.colleagues.push(added);
      if (role === 'frontDesk') world.frontDesk.push(added.id);
      world.letIn.push(added.id);
      return ok(here(added));
    },
    'people.keepOut': ({ personId }) => {
      world.letIn = world.letIn.filter((id) => id !== personId);
      return ok(null);
    },
    'people.change': ({ personId, name, credentials, licence, passphrase }) => {
      if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not their passphrase.');
      const changed = (person: World['colleagues'][number]) =>
        person.id === personId ? { ...person, name, credentials, licence } : person;
      world.colleagues = world.colleagues.map(changed);
      return ok(world.colleagues.find(({ id }) => id === personId));
    },
    'people.leave': ({ personId }) => {
      world.colleagues = world.colleagues.filter(({ id }) => id !== personId);
      return ok(null);
    },
    'people.add': ({ passphrase: _passphrase, isFrontDesk = false, ...person }) => {
      const { credentials } = person;
      const role = { isAssistant: credentials.startsWith('COTA'), isStudent: credentials.startsWith('OTS') };
      const added = { ...person, ...role, id: newId('u'), isUser: false };
      world.colleagues.push(added);
      if (isFrontDesk) world.frontDesk.push(added.id);
      return ok(added);
    },
  };
}
