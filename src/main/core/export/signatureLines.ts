/** The lines under a note: who signed what and when. */
import type { Addendum, Signature } from '../../../shared/domain/note.ts';
import { signedAtText } from './noteHeader.ts';

export function signatureLines(signature: Signature): readonly string[] {
  const licence = signature.licence === null ? '' : `, licence ${signature.licence}`;
  return [
    signature.attestation,
    `Signed electronically by ${signature.by}, ${signature.credentials}${licence}`,
    signedAtText(signature.signedAt, signature.timeZone),
    `Document SHA-256: ${signature.noteSha256}`,
  ];
}

/** An addendum with its own signature, as it stands under the note. */
export function addendumLines({ text, by, credentials, licence, signedAt, timeZone }: Addendum): readonly string[] {
  const who = `${by}, ${credentials}${licence === null ? '' : `, licence ${licence}`}`;
  return [text, `Signed electronically by ${who}, ${signedAtText(signedAt, timeZone)}`];
}
