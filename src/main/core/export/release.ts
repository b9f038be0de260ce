/**
 * The one way out of the record: every exporter takes a `ReleasedRecord`, and only this function makes one. A record
 * whose charges claim more than its minutes allow is refused, signed or not, whoever made it.
 */
import { unitFaults } from '../../../nlp/reckon/unitsWithinMinutes.ts';
import { correctionsOf, isTimed } from '../../../shared/domain/chargedNow.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { ChargedMinutes } from '../../../shared/domain/note.ts';
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
  if (fault === undefined) return ok(record as ReleasedRecord);
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
