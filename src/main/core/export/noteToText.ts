/**
 * A note as plain text for the clipboard or an EMR field: the whole note or one section. Unsigned text says so in its
 * first line; what nobody said shows as a blank to fill in while the note is a draft.
 */
import type { Section, StatementTable } from '../../../shared/domain/note.ts';
import { marksOf, type PrintableNote } from './printable.ts';
import { addendumLines, addendumTitle, contributionLines, signatureLines } from './signatureLines.ts';

export function noteToText(printable: PrintableNote, sectionId: string | null = null): string {
  const { note, signature, contribution } = printable;
  const marks = marksOf(printable);
  if (sectionId !== null) {
    const section = note.sections.find((candidate) => candidate.id === sectionId);
    return paragraphs([marks, section === undefined ? [] : sectionBody(section, printable)]);
  }
  const header = printable.fields.map((field) => `${field.label}: ${field.value}`);
  const sections = note.sections.map((section) => [section.heading.toUpperCase(), ...sectionBody(section, printable)]);
  return paragraphs([
    marks,
    [printable.title, ...header],
    ...sections,
    contribution === null ? [] : contributionLines(contribution),
    signature === null ? [printable.signatureBlank] : signatureLines(signature, contribution),
    ...printable.addenda.map((addendum) => [addendumTitle(addendum).toUpperCase(), ...addendumLines(addendum)]),
  ]);
}

function sectionBody(section: Section, printable: PrintableNote): readonly string[] {
  return [
    ...(section.table === undefined ? [] : tableLines(section.table)),
    ...section.statements.map((statement) => statement.text),
    ...openBlanks(section.id, printable),
  ];
}

/** The first cell of a row on its own line, the others under it with their headings: reads in any EMR field. */
function tableLines({ columns, rows }: StatementTable): readonly string[] {
  return rows.flatMap((cells) =>
    cells.flatMap((cell, i) => {
      if (cell === null) return [];
      return i === 0 ? [cell.text] : [`  ${columns[i]?.heading}: ${cell.text}`];
    }),
  );
}

/** Questions nobody has answered, as blanks; a signed note has none to show. */
export function openBlanks(sectionId: string, { note, signature }: PrintableNote): readonly string[] {
  if (signature !== null) return [];
  return note.questions
    .filter((question) => question.sectionId === sectionId)
    .map((question) => `[${question.prompt} ________]`);
}

function paragraphs(groups: readonly (readonly string[])[]): string {
  return `${groups
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
