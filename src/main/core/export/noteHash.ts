/**
 * What a signature covers, as one hash: the patient and visit, every sentence with its evidence, the minutes and the
 * charges. Anything the therapist could not see on the note (the sound, intermediate results) is left out.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';

export type SignedContent = Pick<SessionRecord, 'patient' | 'session' | 'note' | 'ledger' | 'charges'>;

export function noteSha256(content: SignedContent): string {
  const { session, patient, note, ledger, charges } = content;
  const visit = { id: session.id, patientId: session.patientId, dateOfService: session.dateOfService };
  const { issues: _issues, ...written } = note;
  return createHash('sha256')
    .update(canonicalJson({ visit, patient, note: written, ledger, charges }))
    .digest('hex');
}
