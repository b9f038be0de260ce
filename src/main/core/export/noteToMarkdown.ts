/** A note as Markdown: headings, one sentence a line, tables as tables; marked like every other copy. */
import type { Section, StatementTable } from '../../../shared/domain/note.ts';
import { openBlanks } from './noteToText.ts';
import { type Origin, originOf } from './originOf.ts';
import { marksOf, type PrintableNote, printableSession } from './printable.ts';
import type { ReleasedRecord } from './release.ts';
import { addendumLines, addendumTitle, contributionLines, signatureLines } from './signatureLines.ts';

export function noteToMarkdown(record: ReleasedRecord): string {
  const printable = printableSession(record);
  const { note, signature, contribution, addenda } = printable;
  return [
    `# ${escaped(printable.title)}`,
    ...marksOf(printable).map((mark) => `**${escaped(mark)}**`),
    list(printable.fields.map(({ label, value }) => `${label}: ${value}`)),
    ...note.sections.flatMap((section) => [`## ${escaped(section.heading)}`, ...sectionParts(section, printable)]),
    ...(contribution === null ? [] : [list(contributionLines(contribution))]),
    '## Signature',
    list(signature === null ? [printable.signatureBlank] : signatureLines(signature, contribution)),
    ...addenda.flatMap((addendum) => [`## ${escaped(addendumTitle(addendum))}`, list(addendumLines(addendum))]),
    '---',
    list(originLines(originOf(record))),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');
}

function originLines({ noteSha256, rules, template, app }: Origin): readonly string[] {
  return [`Note SHA-256: ${noteSha256}`, `Rules SHA-256: ${rules}`, `Template: ${template}`, `OT Scribe ${app}`];
}

function sectionParts(section: Section, printable: PrintableNote): readonly string[] {
  const lines = [...section.statements.map(({ text }) => text), ...openBlanks(section.id, printable)];
  return [section.table === undefined ? '' : table(section.table), list(lines)];
}

function table({ columns, rows }: StatementTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escaped(cell)).join(' | ')} |`;
  return [
    line(columns.map(({ heading }) => heading)),
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...rows.map((cells) => line(cells.map((cell) => cell?.text ?? ''))),
  ].join('\n');
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join('\n');
}

/** What somebody said stays what was said: nothing of it may become a heading, a link, markup or a cell of its own. */
function escaped(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/^(\s*)(?=(?:#|[-+=]+\s|\d+[.)]\s))/, '$1\\');
}
