/** The record of an invented session, from its written words to the signature, without a store. */

import { NO_EPISODE } from '../../../shared/domain/reckoning.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { noteSha256 } from '../export/noteHash.ts';
import type { ClinicalPort, WordsPort } from '../ports.ts';
import {
  type Calendar,
  inventedDrafts,
  inventedPatient,
  inventedTherapist,
  readCaseload,
} from '../sample/inventedCaseload.ts';

export interface SampleDeps extends Calendar {
  readonly words: WordsPort;
  readonly clinical: ClinicalPort;
  readonly resourcesFolder: string;
}

/** The newest session of the first invented patient that is signed. */
export async function sampleRecord(deps: SampleDeps): Promise<Result<SessionRecord>> {
  const caseload = await readCaseload(deps.resourcesFolder);
  const invented = caseload.patients[0]!;
  const therapist = inventedTherapist(caseload);
  const patient = inventedPatient(invented, deps);
  const drafts = await inventedDrafts(invented, patient, therapist, deps);
  if (!drafts.ok) return drafts;
  const newest = drafts.value.filter((draft) => draft.invented.state === 'signed').at(-1);
  if (newest === undefined) return fail('internal', 'The sample caseload has no signed session.');
  const { header: session, transcript, made } = newest;
  const reviewed = deps.clinical.review({
    ...{ session, patient, therapist, transcript, facts: made.facts, draft: made, episode: NO_EPISODE, earlier: null },
    isCorrected: false,
    ...{ timers: [], minutesChanges: [], tieChoices: [], edits: [], played: [], decisions: [], wording: [] },
  });
  if (!reviewed.ok) return reviewed;
  const { ledger, charges, note, reckoning } = reviewed.value;
  const draft: SessionRecord = {
    ...{ format: 'ot-scribe-record', version: 1, therapist, patient, session, tracks: [], frontEnd: null },
    ...{ transcript, facts: made.facts, ledger, charges, note, signature: null },
    ...(reckoning === undefined ? {} : { reckoning }),
  };
  return ok(draft);
}

export function signedSample(draft: SessionRecord): SessionRecord {
  const { name = '', credentials = '', licence = null } = draft.therapist ?? {};
  const { dateOfService, timeZone } = draft.session;
  const signedAt = `${dateOfService}T23:00:00.000Z`;
  const signature = { by: name, credentials, licence, attestation: ATTESTATION.text, signedAt, timeZone };
  return { ...draft, signature: { ...signature, noteSha256: noteSha256(draft) } };
}
