/**
 * A note as a tagged PDF on letter paper: patient, date, author and page number on every page, DRAFT on every page until
 * it is signed. Everything in the file comes from the record, its dates too, so the same record gives the same bytes.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Addendum, Section } from '../../../shared/domain/note.ts';
import type { HeaderField } from './noteHeader.ts';
import { openBlanks } from './noteToText.ts';
import { drawPageFurniture } from './pdfFurniture.ts';
import { drawTable } from './pdfTable.ts';
import { COLOUR, FONT, PAGE, SIZE } from './pdfTheme.ts';
import type { PrintableNote } from './printable.ts';
import { addendumLines, addendumTitle, contributionLines, signatureLines } from './signatureLines.ts';

type Document = InstanceType<typeof PDFDocument>;

export async function noteToPdf(printable: PrintableNote, resourcesFolder: string): Promise<Uint8Array> {
  const [regular, bold] = await Promise.all(
    ['Inter-Regular.ttf', 'Inter-SemiBold.ttf'].map((file) => readFile(join(resourcesFolder, 'fonts', file))),
  );
  const document = new PDFDocument({
    size: PAGE.size,
    margins: PAGE.margins,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en-US',
    info: {
      Title: printable.title,
      Author: printable.running[2],
      Creator: `OT Scribe ${printable.note.stamp.app}`,
      Producer: 'OT Scribe',
      CreationDate: printable.madeAt,
    },
  });
  document.registerFont(FONT.regular, regular!);
  document.registerFont(FONT.bold, bold!);
  const bytes = collect(document);
  const root = document.struct('Document');
  document.addStructure(root);
  add(document, root, 'H1', () => drawTitle(document, printable));
  drawFields(document, root, printable.fields);
  const sections = printable.note.sections.filter((section) => hasContent(section, printable));
  const closing = signatureHeight(document, printable);
  sections.forEach((section, i) => {
    drawSection(document, root, section, printable, i === sections.length - 1 ? closing : 0);
  });
  drawSignature(document, root, printable);
  if (printable.signature !== null) drawAddenda(document, root, printable.addenda);
  root.end();
  drawPageFurniture(document, printable);
  document.end();
  return bytes;
}

function collect(document: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}

type StructureElement = ReturnType<Document['struct']>;

function add(document: Document, parent: StructureElement, type: string, draw: () => void): void {
  parent.add(document.struct(type, {}, draw));
}

function drawTitle(document: Document, printable: PrintableNote): void {
  document.font(FONT.bold).fontSize(SIZE.title).fillColor(COLOUR.ink);
  document.text(printable.title, PAGE.margins.left, PAGE.margins.top);
  document.moveDown(0.5);
}

/** Label and value in two columns, filled row by row; a row is as high as its higher cell. */
function drawFields(document: Document, root: StructureElement, fields: readonly HeaderField[]): void {
  const columnWidth = PAGE.width / 2;
  for (let i = 0; i < fields.length; i += 2) {
    const top = document.y;
    const bottoms = fields.slice(i, i + 2).map((field, column) => {
      add(document, root, 'P', () => drawField(document, field, PAGE.margins.left + column * columnWidth, top));
      return document.y;
    });
    document.y = Math.max(...bottoms) + SIZE.gap / 2;
  }
  document.x = PAGE.margins.left;
}

const LABEL_WIDTH = 96;

function drawField(document: Document, { label, value }: HeaderField, x: number, y: number): void {
  document.font(FONT.regular).fontSize(SIZE.field).fillColor(COLOUR.muted);
  document.text(label, x, y, { width: LABEL_WIDTH - SIZE.gap });
  const labelBottom = document.y;
  document.fillColor(COLOUR.ink);
  document.text(value, x + LABEL_WIDTH, y, { width: PAGE.width / 2 - LABEL_WIDTH - SIZE.gap });
  document.y = Math.max(document.y, labelBottom);
}

function hasContent({ id, statements, table }: Section, printable: PrintableNote): boolean {
  return statements.length > 0 || table !== undefined || openBlanks(id, printable).length > 0;
}

/** `closing`: what has to stand on the same page as the last paragraph, in points. */
function drawSection(
  document: Document,
  root: StructureElement,
  section: Section,
  printable: PrintableNote,
  closing: number,
): void {
  const paragraphs = [
    ...section.statements.map(({ text }) => ({ text, colour: COLOUR.ink })),
    ...openBlanks(section.id, printable).map((text) => ({ text, colour: COLOUR.open })),
  ];
  const [only, ...more] = paragraphs;
  const isOne = only !== undefined && more.length === 0 && section.table === undefined;
  const part = document.struct('Sect');
  root.add(part);
  const start = SIZE.heading + SIZE.body * 4;
  keepTogether(document, isOne ? start + paragraphHeight(document, only.text) + closing : start);
  add(document, part, 'H2', () => drawHeading(document, section.heading));
  if (section.table !== undefined) drawTable(document, part, section.table);
  paragraphs.forEach(({ text, colour }, i) => {
    addParagraph(document, part, text, colour, i === paragraphs.length - 1 ? closing : 0);
  });
  part.end();
}

function drawHeading(document: Document, heading: string): void {
  document.y += SIZE.gap * 1.5;
  document.font(FONT.bold).fontSize(SIZE.heading).fillColor(COLOUR.accent);
  document.text(heading, PAGE.margins.left, document.y, { width: PAGE.width });
  document.y += SIZE.gap / 2;
}

const PARAGRAPH = { width: PAGE.width, lineGap: SIZE.lineGap } as const;

function paragraphHeight(document: Document, text: string): number {
  document.font(FONT.regular).fontSize(SIZE.body);
  return document.heightOfString(text, PARAGRAPH) + SIZE.gap / 2;
}

/** A paragraph is never torn over two pages, and stays with what follows it where that must not stand alone. */
function addParagraph(document: Document, parent: StructureElement, text: string, colour: string, following = 0): void {
  keepTogether(document, paragraphHeight(document, text) + following);
  add(document, parent, 'P', () => {
    document.font(FONT.regular).fontSize(SIZE.body).fillColor(colour);
    document.text(text, PAGE.margins.left, document.y, PARAGRAPH);
  });
  document.y += SIZE.gap / 2;
}

/** Heading and lines of the signature, or the blank to sign by hand. */
function signatureHeight(document: Document, { signature }: PrintableNote): number {
  if (signature === null) return SIZE.signatureBlock;
  const lines = signatureLines(signature).map((line) => paragraphHeight(document, line));
  return SIZE.heading * 1.5 + SIZE.gap * 2 + lines.reduce((sum, height) => sum + height, 0);
}

function drawSignature(document: Document, root: StructureElement, printable: PrintableNote): void {
  const part = document.struct('Sect');
  root.add(part);
  keepTogether(document, signatureHeight(document, printable));
  add(document, part, 'H2', () => drawHeading(document, 'Signature'));
  const { signature, contribution } = printable;
  if (contribution !== null) {
    for (const line of contributionLines(contribution)) addParagraph(document, part, line, COLOUR.ink);
  }
  if (signature === null) add(document, part, 'P', () => drawBlankSignature(document, printable.running[2]));
  else for (const line of signatureLines(signature, contribution)) addParagraph(document, part, line, COLOUR.ink);
  part.end();
}

/** Later additions print under the note they belong to, which itself never changes. */
function drawAddenda(document: Document, root: StructureElement, addenda: readonly Addendum[]): void {
  const part = document.struct('Sect');
  root.add(part);
  keepTogether(document, SIZE.heading + SIZE.body * 4);
  add(document, part, 'H2', () => drawHeading(document, 'Addenda'));
  if (addenda.length === 0) addParagraph(document, part, 'None.', COLOUR.ink);
  for (const addendum of addenda) {
    addParagraph(document, part, addendumTitle(addendum), COLOUR.accent);
    for (const line of addendumLines(addendum)) addParagraph(document, part, line, COLOUR.ink);
  }
  part.end();
}

/** Two ruled lines to sign and date by hand, for a draft that leaves the application on paper. */
function drawBlankSignature(document: Document, author: string): void {
  const { left } = PAGE.margins;
  const y = document.y + SIZE.gap * 3.5;
  const dateLeft = left + PAGE.width * 0.66;
  document.lineWidth(0.6).strokeColor(COLOUR.muted);
  document
    .moveTo(left, y)
    .lineTo(dateLeft - SIZE.gap * 3, y)
    .stroke();
  document
    .moveTo(dateLeft, y)
    .lineTo(left + PAGE.width, y)
    .stroke();
  document.font(FONT.regular).fontSize(SIZE.small).fillColor(COLOUR.muted);
  document.text(author, left, y + SIZE.gap / 2);
  document.text('Date', dateLeft, y + SIZE.gap / 2);
}

/** Starts a new page when less than this is left; also keeps a heading from standing alone at the foot of a page. */
function keepTogether(document: Document, height: number): void {
  if (document.y + height > document.page.height - document.page.margins.bottom) document.addPage();
}
