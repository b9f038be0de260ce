/** The lines under a note: who signed what and when, or the blank that says nobody has. */
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { signedAtText } from './noteHeader.ts';

export function signatureLines(record: SessionRecord): readonly string[] {
  const { signature } = record;
  if (signature === null) return [];
  const licence = signature.licence === null ? '' : `, licence ${signature.licence}`;
  return [
    signature.attestation,
    `Signed electronically by ${signature.by}, ${signature.credentials}${licence}`,
    signedAtText(signature.signedAt, signature.timeZone),
    `Document SHA-256: ${signature.noteSha256}`,
  ];
}
