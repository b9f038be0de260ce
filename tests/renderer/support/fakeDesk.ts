/** Today, search and trends in the core in memory: what the world holds, words matched by their letters. */
import type { CallInput, CallName, FoundEntry, PayerTrial } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import { TODAY, type World } from './fakeWorld.ts';

type DeskCall = Extract<
  CallName,
  `desk.${string}` | `wording.${string}` | 'payers.trial' | 'episode.progress' | 'episode.reviewer'
>;
type Handlers = { [N in DeskCall]: (body: CallInput<N>) => Result<unknown> };

export function fakeDesk(world: World): Handlers {
  return {
    'desk.today': () => ok({ date: TODAY, due: world.due, coSign: world.coSign }),
    'desk.figures': () => ok(world.figures),
    'wording.keep': (rule) => {
      const { repeated, rules } = world.figures;
      const left = repeated.filter(({ before }) => before !== rule.before);
      world.figures = { ...world.figures, repeated: left, rules: [...rules, rule] };
      return ok(world.figures);
    },
    'wording.drop': (rule) => {
      const rules = world.figures.rules.filter(({ before }) => before !== rule.before);
      world.figures = { ...world.figures, rules };
      return ok(world.figures);
    },
    'payers.trial': ({ minutes }) => ok(trials(minutes)),
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
    'episode.reviewer': () => ok(world.reviewer),
  };
}

/** Two payers that differ in rule and modifiers; the figures are those of twelve, eleven and eight minutes. */
function trials(minutes: CallInput<'payers.trial'>['minutes']): readonly PayerTrial[] {
  const lines = (modifiers: readonly string[], units: readonly number[], why: string) =>
    minutes.map((row, at) => ({ ...row, units: units[at] ?? 0, modifiers, why }));
  return [
    {
      ...{ payerId: 'medicare-b', payerName: 'Medicare Part B', units: 2, ties: [] },
      lines: lines(['GO'], [1, 1], '31 timed minutes give 2 units.'),
    },
    {
      ...{ payerId: 'commercial-ama', payerName: 'Commercial, each service by itself', units: 3, ties: [] },
      lines: lines([], [1, 1, 1], 'Eight minutes or more give a unit.'),
    },
  ];
}
