/** Facts and words of all sessions of a patient that were drafted. */
import type { SessionFacts } from '../../../nlp/reckon/scores/trends.ts';
import type { Store } from '../store/createStore.ts';

export function sessionFacts(store: Store, patientId: string): readonly SessionFacts[] {
  return store.sessions
    .ofPatient(patientId)
    .filter(({ state }) => state === 'review' || state === 'signed')
    .map(({ id, dateOfService }) => {
      const { facts, transcript } = store.findings.load(id);
      return { sessionId: id, date: dateOfService, facts, transcript };
    });
}
