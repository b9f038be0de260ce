/** The signed note of the visit before: what a new note is held against. */
import type { EarlierNote } from '../../../nlp/check/clonedText.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import type { Store } from '../store/createStore.ts';
import { readSigned } from './canonicalRecord.ts';

export interface LastSigned extends EarlierNote {
  readonly sessionId: string;
}

export function lastSignedNote(store: Store, session: SessionHeader): LastSigned | null {
  const order = ({ dateOfService, startedAt }: SessionHeader) => `${dateOfService} ${startedAt ?? ''}`;
  const before = store.sessions
    .ofPatient(session.patientId)
    .filter((each) => each.state === 'signed' && each.id !== session.id && order(each) <= order(session))
    .toSorted((a, b) => order(b).localeCompare(order(a)))[0];
  const signed = before === undefined ? null : store.signatures.get(before.id);
  if (before === undefined || signed === null) return null;
  const { note } = readSigned(signed.canonical).record;
  return { sessionId: before.id, dateOfService: before.dateOfService, note };
}
