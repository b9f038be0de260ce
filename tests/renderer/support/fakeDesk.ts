/** Today, search and trends in the core in memory: what the world holds, words matched by their letters. */
import type { CallInput, CallName, FoundEntry } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import { TODAY, type World } from './fakeWorld.ts';

type DeskCall = Extract<CallName, `desk.${string}` | 'episode.progress'>;
type Handlers = { [N in DeskCall]: (body: CallInput<N>) => Result<unknown> };

export function fakeDesk(world: World): Handlers {
  return {
    'desk.today': () => ok({ date: TODAY, due: world.due }),
    'desk.search': ({ query, patientId }) => {
      const words = query.toLowerCase().split(/\s+/);
      const fits = (entry: FoundEntry): boolean =>
        (patientId === null || entry.patientId === patientId) &&
        words.every((word) => entry.text.toLowerCase().includes(word));
      const { facts, notes, said } = world.found;
      return ok({ facts: facts.filter(fits), notes: notes.filter(fits), said: said.filter(fits) });
    },
    'desk.series': () =>
      ok([
        { key: 'score.transferToilet', label: 'Transfer: toilet', kind: 'level', unit: null },
        { key: 'score.grooming', label: 'Grooming', kind: 'level', unit: null },
        { key: 'measure.grip strength', label: 'grip strength', kind: 'value', unit: 'kg' },
      ]),
    'episode.progress': () => ok(world.progress),
  };
}
