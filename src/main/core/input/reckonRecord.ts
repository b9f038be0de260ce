/** What follows from a record file by rules: scores, band, diagnoses and the checklist, each with its reason. */
import { withPayers } from '../../../nlp/reckon/payerRules.ts';
import { reckonSession } from '../../../nlp/reckon/reckonSession.ts';
import { NO_EPISODE, type Reckoning } from '../../../shared/domain/reckoning.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { PayerRules, RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { findPayer, loadRules } from '../rules/loadRules.ts';
import { readNoteSource } from './readNoteSource.ts';

export async function reckonRecord(
  path: string,
  payerId: string,
  installation: Installation,
): Promise<Result<Reckoning>> {
  const rules = await loadRules(installation.resources);
  if (!rules.ok) return rules;
  const source = await readNoteSource(path);
  if (!source.ok) return source;
  if (source.value.kind !== 'session') return NOT_A_SESSION;
  const { record } = source.value;
  const known = withPayers(rules.value, record.ownPayer && [record.ownPayer]);
  const payer = findPayer(known, record.patient?.payerId ?? payerId, record.session.dateOfService);
  if (!payer.ok) return payer;
  return ok(reckoningOf(record, payer.value, rules.value));
}

/** Of a record by itself: without the patient's other sessions and without decisions. */
export function reckoningOf(record: SessionRecord, payer: PayerRules, rules: RuleSet): Reckoning {
  return reckonSession({ ...record, payer, decisions: [], episode: NO_EPISODE }, rules).reckoning;
}

const NOT_A_SESSION = {
  ok: false,
  error: { code: 'invalid_input', message: 'This is no record of a session: give the record.json of one.' },
} as const;
