/** Everything that is kept of one patient, for the patient: signed notes as they were signed, drafts as they are. */
import type { Patient } from '../../../shared/domain/record.ts';
import { readSigned } from '../session/canonicalRecord.ts';
import type { Store } from '../store/createStore.ts';

export function patientCopy(store: Store, patient: Patient, madeAt: string) {
  return {
    format: 'ot-scribe-patient-copy',
    version: 1,
    madeAt,
    patient,
    sessions: store.sessions.ofPatient(patient.id).map((session) => {
      const signed = store.signatures.get(session.id);
      const sound = store.deletions.ofSound(session.id);
      const kept = {
        session,
        signature: signed?.signature ?? null,
        addenda: signed === null ? [] : store.addenda.of(session.id),
        soundDeletedAt: sound?.at ?? null,
      };
      if (signed !== null) return { ...kept, record: readSigned(signed.canonical).record };
      const draft = store.notes.load(session.id);
      if (draft === null) return { ...kept, draft: null };
      const firstHearing = store.firstHearings.of(session.id);
      const heard = firstHearing === null ? {} : { firstHearing };
      return { ...kept, draft: { note: draft.note, ...store.findings.load(session.id), ...heard } };
    }),
    reports: store.reports.ofPatient(patient.id).map(({ id, document, begunOn, savedAt, draft }) => {
      const signed = store.reports.signed(id);
      const kept = { id, document, begunOn, savedAt, signature: signed?.signature ?? null };
      return signed === null ? { ...kept, draft } : { ...kept, signed: JSON.parse(signed.canonical) as unknown };
    }),
  };
}
