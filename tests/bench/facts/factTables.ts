/** Pools scored dialogues and lays them out as the Markdown tables of the documentation. */
import type { Kind } from './dialogueForm.ts';
import { KINDS } from './dialogueForm.ts';
import type { Counts, DialogueScore } from './factScore.ts';

export interface Pooled {
  readonly dialogues: number;
  readonly counts: Readonly<Record<Kind | 'all', Counts>>;
  readonly withMinutes: number;
  readonly minutesExact: number;
  readonly levelOffByOne: number;
  readonly outOfOrder: number;
  readonly forbiddenListed: number;
  readonly forbiddenAsserted: number;
}

export function pool(scores: readonly DialogueScore[]): Pooled {
  const sum = (of: (score: DialogueScore) => number) => scores.reduce((total, score) => total + of(score), 0);
  const byKind = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      {
        hits: sum((score) => score.counts[kind].hits),
        falseOnes: sum((score) => score.counts[kind].falseOnes),
        misses: sum((score) => score.counts[kind].misses),
      },
    ]),
  ) as Record<Kind, Counts>;
  const scored = KINDS.filter((kind) => kind !== 'prior').map((kind) => byKind[kind]);
  const over = (of: (counts: Counts) => number) => scored.reduce((total, counts) => total + of(counts), 0);
  return {
    dialogues: scores.length,
    counts: {
      ...byKind,
      all: {
        hits: over((counts) => counts.hits),
        falseOnes: over((counts) => counts.falseOnes),
        misses: over((counts) => counts.misses),
      },
    },
    withMinutes: scores.filter((score) => score.minutesExact !== null).length,
    minutesExact: scores.filter((score) => score.minutesExact).length,
    levelOffByOne: sum((score) => score.levelOffByOne),
    outOfOrder: sum((score) => score.outOfOrder),
    forbiddenListed: sum((score) => score.forbiddenListed),
    forbiddenAsserted: sum((score) => score.forbiddenAsserted),
  };
}

/** Per cent; null where there is nothing to count. */
export function precision({ hits, falseOnes }: Counts): number | null {
  return share(hits, hits + falseOnes);
}
export function recall({ hits, misses }: Counts): number | null {
  return share(hits, hits + misses);
}
export function f1({ hits, falseOnes, misses }: Counts): number | null {
  return share(2 * hits, 2 * hits + falseOnes + misses);
}
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

const shown = (value: number | null) => (value === null ? '–' : value.toFixed(1));
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** One part alone: precision, recall, F1 and counts by kind; the line under it holds minutes and forbidden facts. */
export function partTable(title: string, pooled: Pooled): string {
  const rows = [...KINDS, 'all' as const].map((kind) => {
    const counts = pooled.counts[kind];
    const apart = kind === 'prior' ? 'prior (scored apart)' : kind;
    return [apart, shown(precision(counts)), shown(recall(counts)), shown(f1(counts)), ...Object.values(counts)];
  });
  return [
    `### ${title}: ${pooled.dialogues} dialogues`,
    '',
    table(['kind', 'precision', 'recall', 'F1', 'hits', 'false', 'missed'], rows),
    '',
    summaryLine(pooled),
  ].join('\n');
}

function summaryLine(pooled: Pooled): string {
  const minutes = `minutes per dialogue exact ${shown(share(pooled.minutesExact, pooled.withMinutes))} %`;
  const asserted = share(pooled.forbiddenAsserted, pooled.forbiddenListed);
  const forbidden = `forbidden facts asserted ${pooled.forbiddenAsserted} of ${pooled.forbiddenListed} (${shown(asserted)} %)`;
  const levels = `levels off by one ${pooled.levelOffByOne}, out of order ${pooled.outOfOrder}`;
  return `${minutes} (${pooled.minutesExact} of ${pooled.withMinutes}), ${forbidden}, ${levels}.`;
}

/** The part that rules were written on beside the part kept aside. The gap is what new dialogues will cost. */
export function gapTable(known: Pooled, aside: Pooled): string {
  const line = (name: string, a: number | null, b: number | null) => [
    name,
    shown(a),
    shown(b),
    a === null || b === null ? '–' : (b - a).toFixed(1),
  ];
  const rows = [...KINDS, 'all' as const].map((kind) =>
    line(`${kind} F1`, f1(known.counts[kind]), f1(aside.counts[kind])),
  );
  rows.push(
    line('minutes exact', share(known.minutesExact, known.withMinutes), share(aside.minutesExact, aside.withMinutes)),
    line(
      'forbidden asserted',
      share(known.forbiddenAsserted, known.forbiddenListed),
      share(aside.forbiddenAsserted, aside.forbiddenListed),
    ),
  );
  return table(['per cent', 'development', 'kept aside', 'gap'], rows);
}
