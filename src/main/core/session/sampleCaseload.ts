/**
 * The invented patients in the store, so that deadlines and trends look as on a working day. All of it is marked as sample,
 * stands outside the chain of signatures and can go again.
 */
import type { SessionHeader, Therapist } from '../../../shared/domain/record.ts';
import { AppFailure, ok, type Result } from '../../../shared/result.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { noteSha256 } from '../export/noteHash.ts';
import type { WordsPort } from '../ports.ts';
import {
  type Calendar,
  type Caseload,
  dayBefore,
  type Invented,
  type InventedDraft,
  inventedDrafts,
  inventedPatient,
  inventedTherapist,
} from '../sample/inventedCaseload.ts';
import { canonicalRecord } from './canonicalRecord.ts';
import type { ReviewDesk } from './reviewDesk.ts';
import type { Unlocked } from './vault.ts';

export interface CaseloadDeps extends Calendar {
  readonly words: WordsPort;
  readonly reviews: ReviewDesk;
  readonly at: string;
  readonly newId: () => string;
}

/** Puts all of it in; patients that are there already stay as they are. */
export async function putCaseloadIn(caseload: Caseload, unlocked: Unlocked, deps: CaseloadDeps): Promise<Result<null>> {
  const { store } = unlocked;
  const signer = inventedTherapist(caseload);
  for (const invented of caseload.patients) {
    const made = inventedPatient(invented, deps);
    if (store.patients.get(made.id) !== null) continue;
    const drafts = await inventedDrafts(invented, made, signer, deps);
    if (!drafts.ok) return drafts;
    store.atomically(() => {
      store.patients.save(made, deps.at);
      addEpisode(invented, made.id, unlocked, deps);
      for (const draft of drafts.value) addSession(draft, signer, unlocked, deps);
    });
  }
  return ok(null);
}

function addEpisode(invented: Invented, patientId: string, { store, therapist }: Unlocked, deps: CaseloadDeps): void {
  const { today, at, newId } = deps;
  const by = therapist.id;
  for (const { kind, daysBefore, note } of invented.events) {
    const date = dayBefore(today, daysBefore);
    store.episode.addEvent(patientId, { id: newId(), kind, date, note, byAssistant: false, by, at });
  }
  if (invented.yearToDate !== undefined) {
    const { amountCents, daysBefore, source } = invented.yearToDate;
    const date = dayBefore(today, daysBefore);
    store.episode.addAmount(patientId, {
      ...{ id: newId(), kind: 'yearToDate', discipline: 'OT', amountCents, date, source, by, at },
    });
  }
}

function addSession(draft: InventedDraft, signer: Therapist, unlocked: Unlocked, deps: CaseloadDeps): void {
  const { store, master, therapist } = unlocked;
  const { header, transcript, made } = draft;
  const { facts, ledger, note, charges } = made;
  const { key, wrapped } = master.newSessionKey(header.id);
  key.fill(0);
  store.sessions.add({ header, userId: therapist.id, wrappedKey: wrapped, at: header.startedAt ?? deps.at });
  store.findings.save(header.id, { frontEnd: null, transcript, facts, ledger });
  store.notes.save(header.id, { note, charges });
  store.search.index(header.id);
  if (draft.invented.state === 'signed') sign(header, signer, unlocked, deps);
}

function sign(header: SessionHeader, signer: Therapist, unlocked: Unlocked, { reviews, timeZone }: CaseloadDeps): void {
  const state = reviews.state(unlocked, header.id);
  if (!state.ok) throw new AppFailure(state.error);
  const { issues } = state.value;
  const open = issues.find(({ severity }) => severity === 'blocker');
  if (open !== undefined) throw new Error(`A note of the sample caseload cannot be signed: ${open.message}`);
  const record = { ...state.value.record, therapist: signer };
  const { name, credentials, licence } = signer;
  const signedAt = `${header.dateOfService}T23:00:00.000Z`;
  unlocked.store.signatures.add(
    {
      sessionId: header.id,
      canonical: canonicalRecord({ record, issues }),
      signature: {
        ...{ by: name, credentials, licence, attestation: ATTESTATION.text, signedAt, timeZone },
        noteSha256: noteSha256(record),
      },
    },
    record.charges.lines,
    true,
  );
}
