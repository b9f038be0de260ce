/** A session's record with its note written anew: another kind of note, or under another payer's rules. */
import { checkNote } from '../../../nlp/check/checkNote.ts';
import { draftDailyNote } from '../../../nlp/draft/draftDailyNote.ts';
import { withPayers } from '../../../nlp/reckon/payerRules.ts';
import { proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { NoteTemplate, RuleSet } from '../../../shared/domain/rules.ts';
import type { Result } from '../../../shared/result.ts';
import { type ReleasedRecord, releaseRecord } from '../export/release.ts';
import { sessionTemplate } from '../rules/dailyTemplate.ts';
import { findPayer } from '../rules/loadRules.ts';

export interface SessionNoteRequest {
  readonly type: NoteTemplate['type'];
  /** null: as the record has it. */
  readonly payerId: string | null;
  readonly app: string;
}

export function draftSessionNote(
  record: SessionRecord,
  rules: RuleSet,
  request: SessionNoteRequest,
): Result<ReleasedRecord> {
  const { facts, transcript, ledger, patient, session } = record;
  const payer =
    request.payerId === null
      ? null
      : findPayer(withPayers(rules, record.ownPayer && [record.ownPayer]), request.payerId);
  if (payer !== null && !payer.ok) return payer;
  const charges = payer === null ? record.charges : proposeCharges(ledger, payer.value, rules);
  const template = sessionTemplate(rules, request.type);
  const stamp = { app: request.app, models: record.note.stamp.models };
  const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session, template, rules, stamp });
  const checked = { facts, transcript, ledger, charges, patient, session };
  const issues = checkNote({ note, record: checked, edits: [], played: [], rules, template });
  return releaseRecord({ ...record, charges, note: { ...note, issues }, signature: null }, rules.unitRules);
}
