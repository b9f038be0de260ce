/**
 * A note as it stands on paper or on the clipboard, whatever it was written from: a session or a typed intake. The
 * exporters know nothing else, so every kind of note looks and is marked alike.
 */
import { sayPattern } from '../../../nlp/document/sayPattern.ts';
import { templateFor } from '../../../nlp/document/templateFor.ts';
import { plainText } from '../../../nlp/draft/statementText.ts';
import type { DocumentTemplate } from '../../../shared/domain/documentTemplate.ts';
import type { DocumentRecord } from '../../../shared/domain/intake.ts';
import type { Addendum, Contribution, NoteDraft, Signature } from '../../../shared/domain/note.ts';
import { authorLine, DRAFT_LINE, type HeaderField, headerFields, noteTitle, SAMPLE_LINE } from './noteHeader.ts';
import type { ReleasedRecord } from './release.ts';

export interface PrintableNote {
  readonly title: string;
  readonly fields: readonly HeaderField[];
  readonly note: NoteDraft;
  readonly signature: Signature | null;
  /** What an assistant signed for; null where no minutes are an assistant's. */
  readonly contribution: Contribution | null;
  readonly addenda: readonly Addendum[];
  readonly isSample: boolean;
  /** Whose note, of when, by whom: on top of every page. */
  readonly running: readonly [patient: string, date: string, author: string];
  /** Where to sign on an unsigned copy. */
  readonly signatureBlank: string;
  /** The date in the file itself: from the record, so that the same record gives the same bytes. */
  readonly madeAt: Date;
}

export function printableSession(record: ReleasedRecord): PrintableNote {
  const { patient, session, signature } = record;
  return {
    title: noteTitle(record),
    fields: headerFields(record),
    note: record.note,
    signature,
    contribution: record.contribution ?? null,
    addenda: record.addenda ?? [],
    isSample: session.isSample,
    signatureBlank: 'Signature: ____________________   Date: ____________',
    running: [patient?.name ?? 'Patient not given', `Date of service ${session.dateOfService}`, authorLine(record)],
    madeAt: new Date(signature?.signedAt ?? session.startedAt ?? `${session.dateOfService}T00:00:00Z`),
  };
}

export function printableDocument(
  { intake, note, signature }: DocumentRecord,
  shipped: DocumentTemplate,
): PrintableNote {
  const template = templateFor(shipped, intake);
  const fields = template.header.flatMap(({ label, say, placeholder }) => {
    const said = sayPattern(say, null, { intake, template });
    const value = said === null ? placeholder : plainText(said);
    return value === undefined ? [] : [{ label, value }];
  });
  const { name, credentials } = intake.therapist;
  const author = name === null ? '[THERAPIST NAME]' : [name, credentials].filter((part) => part !== null).join(', ');
  const day = intake.dates.report ?? intake.dates.evaluation;
  return {
    title: template.title,
    fields,
    note,
    signature,
    contribution: null,
    addenda: [],
    isSample: false,
    signatureBlank: '[SIGNATURE LINE]   [DATE]',
    running: [intake.patient.name ?? '[PATIENT NAME]', day ?? '[DATE]', author],
    madeAt: new Date(signature?.signedAt ?? `${day ?? '1970-01-01'}T00:00:00Z`),
  };
}

/** What the note is marked with wherever it goes. */
export function marksOf({ signature, isSample }: Pick<PrintableNote, 'signature' | 'isSample'>): readonly string[] {
  return [...(signature === null ? [DRAFT_LINE] : []), ...(isSample ? [SAMPLE_LINE] : [])];
}
