/**
 * The one way out of the record: every exporter takes a `ReleasedRecord`, and only this function makes one. A record
 * whose charges claim more than its minutes allow is refused, signed or not, whoever made it.
 */
import { unitFaults } from '../../../nlp/reckon/unitsWithinMinutes.ts';
import { correctionsOf, isTimed } from '../../../shared/domain/chargedNow.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { ChargedMinutes, Statement } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { UnitRuleDefinition } from '../../../shared/domain/rules.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

declare const released: unique symbol;
export type ReleasedRecord = SessionRecord & { readonly [released]: true };

export function releaseRecord(record: SessionRecord, unitRules: readonly UnitRuleDefinition[]): Result<ReleasedRecord> {
  const [fault] = [
    ...unitFaults(record.ledger, record.charges, unitRules),
    ...correctionsOf(record.addenda).flatMap(({ after }) => correctedFaults(record, after, unitRules)),
  ];
  if (fault === undefined) return ok(marked(record) as ReleasedRecord);
  return fail('blocked', `The note cannot leave: ${fault.message} Correct the minutes.`, { at: 'charges' });
}

/** Corrected lines are held to the corrected minutes, by the rule of the note. */
function correctedFaults(
  { charges }: SessionRecord,
  after: ChargedMinutes,
  unitRules: readonly UnitRuleDefinition[],
): readonly Issue[] {
  const { sameDay = [] } = after;
  const lines = after.lines.map((line) => ({ ...line, timed: isTimed(line, charges) }));
  return unitFaults(after, { rule: charges.rule, result: { ties: [] }, lines, sameDay }, unitRules);
}

/** A draft that leaves says of each sentence that waits to be accepted which day it is from; a signed note has none. */
function marked(record: SessionRecord): SessionRecord {
  const sections = record.note.sections.map((section) => ({ ...section, statements: section.statements.map(dated) }));
  return sections.some(({ statements }, at) => isMarked(statements, record.note.sections[at]!.statements))
    ? { ...record, note: { ...record.note, sections } }
    : record;
}

function dated(statement: Statement): Statement {
  const { pulledFrom, text } = statement;
  if (pulledFrom === undefined) return statement;
  return { ...statement, text: `[From the note of ${pulledFrom.dateOfService}, not accepted for today] ${text}` };
}

function isMarked(after: readonly Statement[], before: readonly Statement[]): boolean {
  return after.some((statement, at) => statement !== before[at]);
}
