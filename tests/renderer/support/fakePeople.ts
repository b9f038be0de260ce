/** Who signs in the core in memory, and how its made-up note came about. */
import type { CallInput, CallName, ReviewState } from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOW, PASSPHRASE, type World } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

type PeopleCall = Extract<CallName, `people.${string}` | 'note.history' | 'note.lastVisit'>;
type Handlers = { [N in PeopleCall]: (body: CallInput<N>) => Result<unknown> };

export function fakePeople(
  world: World,
  newId: (prefix: string) => string,
  reviewOf: (sessionId: string) => ReviewState | null,
): Handlers {
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
    'people.list': () =>
      ok([{ ...THERAPIST, isAssistant: false, isStudent: false, isUser: true }, ...world.colleagues]),
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
    'people.add': ({ passphrase: _passphrase, ...person }) => {
      const { credentials } = person;
      const role = { isAssistant: credentials.startsWith('COTA'), isStudent: credentials.startsWith('OTS') };
      const added = { ...person, ...role, id: newId('u'), isUser: false };
      world.colleagues.push(added);
      return ok(added);
    },
  };
}
