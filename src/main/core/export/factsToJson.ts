import { toGoldForm } from '../../../nlp/goldForm.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';

/** facts.json: the facts in the exchange form, by kind, with the utterances they rest on. */
export function factsToJson(record: SessionRecord): ReturnType<typeof toGoldForm> {
  return toGoldForm(record.facts, record.transcript);
}
