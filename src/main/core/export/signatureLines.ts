/** The lines under a note: who signed what and when. */
import type {
  Addendum,
  ChargedMinutes,
  Contribution,
  MinutesCorrection,
  Signature,
} from '../../../shared/domain/note.ts';
import { modifierAnswerText } from '../../../shared/modifierAnswerText.ts';
import { signedAtText } from './noteHeader.ts';

/** With an assistant's contribution the signature is a co-signature. */
export function signatureLines(signature: Signature, contribution: Contribution | null = null): readonly string[] {
  const licence = signature.licence === null ? '' : `, licence ${signature.licence}`;
  return [
    signature.attestation,
    `${contribution === null ? 'Signed' : 'Co-signed'} electronically by ${signature.by}, ${signature.credentials}${licence}`,
    signedAtText(signature.signedAt, signature.timeZone),
    `Document SHA-256: ${signature.noteSha256}`,
  ];
}

/** What an assistant or a student signed for, as it stands before the therapist's signature. */
export function contributionLines(contribution: Contribution): readonly string[] {
  const { role, minutes, by, credentials, licence, attestation, signedAt, timeZone } = contribution;
  const who = `${by}, ${credentials}${licence === null ? '' : `, licence ${licence}`}`;
  return [
    role === 'student' ? 'Student’s contribution' : `Assistant’s contribution: ${minutes} minutes`,
    attestation,
    `Signed electronically by ${who}`,
    signedAtText(signedAt, timeZone),
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
export function addendumLines(addendum: Addendum): readonly string[] {
  const { text, minutes, by, credentials, licence, signedAt, timeZone } = addendum;
  const who = `${by}, ${credentials}${licence === null ? '' : `, licence ${licence}`}`;
  return [
    text,
    ...(minutes === undefined ? [] : correctionLines(minutes)),
    `Signed electronically by ${who}, ${signedAtText(signedAt, timeZone)}`,
  ];
}

/** Both versions: what was signed stays readable beside what stands now. */
function correctionLines({ before, after, answers = [] }: MinutesCorrection): readonly string[] {
  return [
    `Minutes and charges before: ${chargedText(before)}`,
    `Corrected minutes and charges: ${chargedText(after)}`,
    ...answers.map(modifierAnswerText),
  ];
}

function chargedText({ entries, timedMinutes, treatmentMinutes, lines }: ChargedMinutes): string {
  const minutes = entries.map(
    ({ cpt, task, minutes }) => `${[cpt, task].filter((part) => part).join(' ')} ${minutes} min`,
  );
  const billed = lines.filter(({ units }) => units > 0);
  const charged = billed.map(({ code, modifiers, units }) => `${[code, ...modifiers].join('-')} x ${units}`);
  const totals = `timed ${timedMinutes}, treatment ${treatmentMinutes}`;
  return `${minutes.join('; ')} (${totals}). Lines: ${charged.length === 0 ? 'none' : charged.join(', ')}.`;
}
