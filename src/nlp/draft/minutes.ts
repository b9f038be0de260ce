/**
 * Minutes by service in words comparable to the code, the two totals a treatment note must carry (Medicare Benefit
 * Policy Manual ch. 15 §220.3 E) and the units. These statements have names of their own, so that the others keep their
 * numbers when minutes are corrected.
 */
import type { LedgerEntry } from '../../shared/domain/billing.ts';
import type { Evidence, RuleEvidence } from '../../shared/domain/evidence.ts';
import type { StatementKind } from '../../shared/domain/note.ts';
import { isNonEmpty, type NonEmpty } from '../../shared/nonEmpty.ts';
import { type DraftContext, recordPiece, type StatementBody, sentence } from './draftContext.ts';
import { entriesOf } from './recordText.ts';
import { layOut, type Piece } from './statementText.ts';

export function minutesStatements(context: DraftContext): readonly StatementBody[] {
  const { entries } = context.ledger;
  const codes = [...new Set(entries.flatMap((entry) => entry.cpt ?? []))];
  return [
    ...codes.map((code) => serviceStatement(code, context)),
    ...entries.filter((entry) => entry.cpt === null).map((entry) => uncodedStatement(entry, context)),
    ...(codes.length === 0 ? [] : [totalsStatement(context), unitsStatement(context)]),
  ].filter((statement) => statement !== null);
}

function serviceStatement(code: string, context: DraftContext): StatementBody | null {
  const entries = entriesOf(code, context.ledger);
  const evidence = evidenceOf(entries);
  if (evidence === null) return null;
  const tasks = recordPiece(`service.${code}.tasks`, evidence, context);
  const slots = {
    service: recordPiece(`service.${code}.words`, evidence, context),
    code: recordPiece(`service.${code}.code`, evidence, context),
    minutes: recordPiece(`service.${code}.minutes`, evidence, context),
    tasks: tasks.length === 0 ? [] : [' (', ...tasks, ')'],
  };
  return body(`minutes-${code}`, entries, sentence('minutes', slots, context), evidence);
}

function uncodedStatement(entry: LedgerEntry, context: DraftContext): StatementBody | null {
  const tasks = recordPiece(`entry.${entry.id}.task`, entry.evidence, context);
  const slots = {
    minutes: recordPiece(`entry.${entry.id}.minutes`, entry.evidence, context),
    tasks: tasks.length === 0 ? [] : [' (', ...tasks, ')'],
  };
  return body(`minutes-${entry.id}`, [entry], sentence('uncodedMinutes', slots, context), entry.evidence);
}

function totalsStatement(context: DraftContext): StatementBody {
  const { entries } = context.ledger;
  const evidence: NonEmpty<Evidence> = [reckonedBy('ledger/total', entries)];
  const slots = {
    timed: recordPiece('ledger.timedMinutes', evidence, context),
    treatment: recordPiece('ledger.treatmentMinutes', evidence, context),
  };
  return body('minutes-total', entries, sentence('totals', slots, context), evidence);
}

function unitsStatement(context: DraftContext): StatementBody | null {
  const { entries } = context.ledger;
  const evidence: NonEmpty<Evidence> = [reckonedBy(`units/${context.charges.rule}`, entries)];
  const units = recordPiece('units.lines', evidence, context);
  if (units.length === 0) return null;
  const slots = { rule: recordPiece('units.rule', evidence, context), units };
  return body('minutes-units', entries, sentence('units', slots, context), evidence);
}

function reckonedBy(ruleId: string, entries: readonly LedgerEntry[]): RuleEvidence {
  return { kind: 'rule', ruleId, inputs: entries.map((entry) => entry.id) };
}

function evidenceOf(entries: readonly LedgerEntry[]): NonEmpty<Evidence> | null {
  const evidence = entries.flatMap((entry): readonly Evidence[] => entry.evidence);
  return isNonEmpty(evidence) ? evidence : null;
}

/** What the figures rest on decides the kind: a person's typing, a clock, or words. */
function kindOf(entries: readonly LedgerEntry[]): StatementKind {
  if (entries.some((entry) => entry.source === 'timer')) return 'timed';
  return entries.every((entry) => entry.source === 'typed') ? 'typed' : 'heard';
}

function body(
  id: string,
  entries: readonly LedgerEntry[],
  pieces: readonly Piece[],
  evidence: NonEmpty<Evidence>,
): StatementBody {
  const factIds = entries.flatMap((entry) =>
    entry.evidence.flatMap((item) => (item.kind === 'rule' ? item.inputs : [])),
  );
  return { id, kind: kindOf(entries), ...layOut(pieces), factIds: [...new Set(factIds)], evidence };
}
