/** The tables of the heard benchmark, as the documentation shows them. */
import { type Forbidden, KINDS } from '../facts/dialogueForm.ts';
import type { DialogueScore } from '../facts/factScore.ts';
import { f1, type Pooled, pool, share } from '../facts/factTables.ts';
import type { SceneCounts } from '../sceneScore.ts';
import type { Cause, LostFact } from './lost.ts';

export interface HeardScene {
  readonly scene: string;
  readonly condition: string;
  readonly said: DialogueScore;
  readonly heard: DialogueScore;
  readonly words: SceneCounts;
  readonly lost: readonly LostFact[];
}

const shown = (value: number | null) => (value === null ? '–' : value.toFixed(1));
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const forbidden = ({ forbiddenAsserted, forbiddenListed }: Pooled) => `${forbiddenAsserted} of ${forbiddenListed}`;

/** A line for each condition, in the order of `conditions`, and one for all. */
export function conditionTable(scenes: readonly HeardScene[], conditions: readonly string[]): string {
  const line = (name: string, of: readonly HeardScene[]) => {
    const said = pool(of.map((scene) => scene.said));
    const heard = pool(of.map((scene) => scene.heard));
    const sum = (count: (words: SceneCounts) => number) => of.reduce((total, { words }) => total + count(words), 0);
    return [
      ...[name, of.length, shown(f1(said.counts.all)), shown(f1(heard.counts.all))],
      ...[forbidden(said), forbidden(heard)],
      shown(share(said.minutesExact, said.withMinutes)),
      shown(share(heard.minutesExact, heard.withMinutes)),
      shown(
        share(
          sum((words) => words.therapistErrors),
          sum((words) => words.therapistWords),
        ),
      ),
      shown(
        share(
          sum((words) => words.patientErrors),
          sum((words) => words.patientWords),
        ),
      ),
    ];
  };
  return table(
    [
      ...['condition', 'scenes', 'F1, true words', 'F1, heard', 'forbidden, true words', 'forbidden, heard'],
      ...['minutes exact, true', 'heard', 'therapist WER %', 'patient WER %'],
    ],
    [
      ...conditions.map((name) =>
        line(
          name,
          scenes.filter(({ condition }) => condition === name),
        ),
      ),
      line('all', scenes),
    ],
  );
}

export function kindTable(scenes: readonly HeardScene[]): string {
  const said = pool(scenes.map((scene) => scene.said)).counts;
  const heard = pool(scenes.map((scene) => scene.heard)).counts;
  return table(
    ['kind', 'F1, true words', 'F1, heard', 'hits, true words', 'heard', 'false, true words', 'heard'],
    [...KINDS, 'all' as const].map((kind) => [
      ...[kind, shown(f1(said[kind])), shown(f1(heard[kind]))],
      ...[said[kind].hits, heard[kind].hits, said[kind].falseOnes, heard[kind].falseOnes],
    ]),
  );
}

const CAUSES: readonly Cause[] = ['not heard', 'wrong speaker', 'misheard', 'words right'];

/** How many facts were lost to what, then word by word: what was said, what was heard, in how many lost facts. */
export function lostTable(lost: readonly LostFact[]): string {
  const causes = CAUSES.map((cause) => `${cause} ${lost.filter((fact) => fact.cause === cause).length}`);
  const counts = new Map<string, { said: string; heard: string; kinds: Set<string>; facts: number }>();
  for (const { kind, changes } of lost) {
    for (const { said, heard } of changes) {
      const key = `${said}\n${heard}`;
      const entry = counts.get(key) ?? { said, heard, kinds: new Set<string>(), facts: 0 };
      entry.kinds.add(kind);
      counts.set(key, { ...entry, facts: entry.facts + 1 });
    }
  }
  const rows = [...counts.values()]
    .sort((a, b) => b.facts - a.facts || (a.said < b.said ? -1 : 1))
    .map(({ said, heard, kinds, facts }) => [said, heard || '(nothing)', facts, [...kinds].join(', ')]);
  return `Facts lost by hearing: ${lost.length} (${causes.join(', ')})\n\n${table(['said', 'heard', 'lost facts', 'kinds'], rows)}`;
}

export function forbiddenList(scenes: readonly HeardScene[]): string {
  const lines = scenes.flatMap(({ scene, said, heard }) =>
    heard.asserted.map((item: Forbidden) => {
      const also = said.asserted.includes(item) ? ', with the true words too' : '';
      return `- ${scene}: ${JSON.stringify(item)}${also}`;
    }),
  );
  return ['Forbidden facts asserted from what was heard:', ...(lines.length > 0 ? lines : ['- none'])].join('\n');
}
