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

/** What an addendum is, in words; those made before kinds were told apart are just that. */
export function addendumTitle({ kind, concerns }: Addendum): string {
  switch (kind) {
    case 'addition':
      return 'Addendum: addition';
    case 'correction':
      return 'Addendum: correction';
    case 'lateEntry':
      return `Late entry, about ${concerns}`;
    case undefined:
      return 'Addendum';
  }
}

/** An addendum with its own signature, as it stands under the note. */
export function addendumLines({ text, by, credentials, licence, signedAt, timeZone }: Addendum): readonly string[] {
  const who = `${by}, ${credentials}${licence === null ? '' : `, licence ${licence}`}`;
  return [text, `Signed electronically by ${who}, ${signedAtText(signedAt, timeZone)}`];
}
