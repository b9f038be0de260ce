/**
 * A note as plain text for the clipboard or an EMR field: the whole note or one section. Unsigned text says so in its
 * first line; what nobody said shows as a blank to fill in while the note is a draft.
 */
import type { Section } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { DRAFT_LINE, headerFields, noteTitle, SAMPLE_LINE } from './noteHeader.ts';
import type { ReleasedRecord } from './release.ts';
import { signatureLines } from './signatureLines.ts';

export function noteToText(record: ReleasedRecord, sectionId: string | null = null): string {
  const isDraft = record.signature === null;
  const marks = [...(isDraft ? [DRAFT_LINE] : []), ...(record.session.isSample ? [SAMPLE_LINE] : [])];
  if (sectionId !== null) {
    const section = record.note.sections.find((candidate) => candidate.id === sectionId);
    return paragraphs([marks, section === undefined ? [] : sectionBody(section, record)]);
  }
  const header = headerFields(record).map((field) => `${field.label}: ${field.value}`);
  const sections = record.note.sections.map((section) => [
    section.heading.toUpperCase(),
    ...sectionBody(section, record),
  ]);
  const signature = isDraft ? ['Signature: ____________________   Date: ____________'] : signatureLines(record);
  return paragraphs([marks, [noteTitle(record), ...header], ...sections, signature]);
}

function sectionBody(section: Section, record: SessionRecord): readonly string[] {
  return [...section.statements.map((statement) => statement.text), ...openBlanks(section.id, record)];
}

/** Questions nobody has answered, as blanks; a signed note has none to show. */
export function openBlanks(sectionId: string, record: SessionRecord): readonly string[] {
  if (record.signature !== null) return [];
  return record.note.questions
    .filter((question) => question.sectionId === sectionId)
    .map((question) => `[${question.prompt} ________]`);
}

function paragraphs(groups: readonly (readonly string[])[]): string {
  return `${groups
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
