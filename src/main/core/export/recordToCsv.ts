/** Facts and charges as tables, one row each, every row saying whether the note is signed, its hash and the rules. RFC 4180. */

import { correctionsOf } from '../../../shared/domain/chargedNow.ts';
import type { ChargedLine } from '../../../shared/domain/note.ts';
import { originOf } from './originOf.ts';
import type { ReleasedRecord } from './release.ts';
import { resolveEvidence } from './resolveEvidence.ts';

type Cell = string | number | null | undefined;

export function factsToCsv(record: ReleasedRecord): string {
  const context = { utterances: record.transcript.utterances, facts: record.facts, ledger: record.ledger.entries };
  const header =
    'status date id kind polarity certainty source task level count value unit side body_part minutes cpt sets reps start_s end_s words';
  const origin = originCells(record);
  const rows = record.facts.map((fact) => {
    const spoken = resolveEvidence(fact.evidence, context).flatMap((each) => (each.kind === 'spoken' ? [each] : []));
    const of = (field: string): Cell => (fact as unknown as Readonly<Record<string, Cell>>)[field];
    return [
      ...[
        statusOf(record),
        record.session.dateOfService,
        fact.id,
        fact.kind,
        fact.polarity,
        fact.certainty,
        fact.source,
      ],
      ...[
        of('task'),
        of('assistLevel'),
        of('count'),
        of('value') ?? of('score'),
        of('unit'),
        of('side'),
        of('bodyPart'),
      ],
      ...[
        of('minutes'),
        of('cpt'),
        of('sets'),
        of('reps'),
        spoken[0]?.t0,
        spoken.at(-1)?.t1,
        spoken.map(({ words }) => words).join(' … '),
      ],
      ...origin,
    ];
  });
  return table(`${header} ${ORIGIN_HEADER}`, rows);
}

/** Lines that a correction replaced stay, marked as replaced; those that stand instead come after them. */
export function chargesToCsv(record: ReleasedRecord): string {
  const origin = originCells(record);
  const versions: readonly (readonly ChargedLine[])[] = [
    record.charges.lines,
    ...correctionsOf(record.addenda).map(({ after }) => after.lines),
  ];
  const rows = versions.flatMap((lines, i) =>
    lines.map((line) => [
      ...[i < versions.length - 1 ? 'replaced' : statusOf(record), record.session.dateOfService],
      ...[line.code, line.modifiers.join(' '), line.minutes, line.units, record.charges.rule],
      ...[line.why ?? 'correction of minutes', ...origin],
    ]),
  );
  return table(`status date code modifiers minutes units rule why ${ORIGIN_HEADER}`, rows);
}

const ORIGIN_HEADER = 'note_sha256 rules_sha256 template app';

function originCells(record: ReleasedRecord): readonly Cell[] {
  const { noteSha256, rules, template, app } = originOf(record);
  return [noteSha256, rules, template, app];
}

function statusOf({ signature }: ReleasedRecord): string {
  return signature === null ? 'DRAFT' : 'signed';
}

function table(header: string, rows: readonly (readonly Cell[])[]): string {
  return [header.split(' '), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet must never run what a patient said: a leading formula sign is made text. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
