/**
 * What stands on every page around the text: patient, date and author above, page x of y and the rule stamp below, and
 * the DRAFT mark until the note is signed. Drawn last, when the number of pages is known; marked as page furniture so
 * that a screen reader passes over it.
 */
import type PDFDocument from 'pdfkit';
import { COLOUR, FONT, PAGE, SIZE } from './pdfTheme.ts';
import { marksOf, type PrintableNote } from './printable.ts';

type Document = InstanceType<typeof PDFDocument>;

export function drawPageFurniture(document: Document, printable: PrintableNote): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    // Text below the bottom margin would open a new page.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    if (printable.signature === null) drawDraftMark(document);
    drawHeader(document, printable);
    drawFooter(document, printable, page - start + 1, count);
    document.endMarkedContent();
  }
}

/** The mark is drawn over the text and must not make it harder to read. */
const DRAFT_MARK_OPACITY = 0.06;

/** A pale word across the page: a draft on paper is known as one even when its header is cut off. */
function drawDraftMark(document: Document): void {
  const { width, height } = document.page;
  document.save();
  document.rotate(-50, { origin: [width / 2, height / 2] });
  document.font(FONT.bold).fontSize(130).fillColor(COLOUR.draft, DRAFT_MARK_OPACITY);
  document.text('DRAFT', 0, height / 2 - 70, { width, align: 'center', lineBreak: false });
  document.restore();
}

function drawHeader(document: Document, printable: PrintableNote): void {
  const oneLine = { width: PAGE.width, height: SIZE.small + 3, ellipsis: true };
  small(document, COLOUR.muted).text(printable.running.join('   |   '), PAGE.margins.left, 40, oneLine);
  document.font(FONT.bold).fillColor(COLOUR.draft);
  document.text(marksOf(printable).join('   |   '), PAGE.margins.left, 54, oneLine);
  rule(document, 72);
}

function drawFooter(document: Document, printable: PrintableNote, page: number, count: number): void {
  const y = PAGE.height - 48;
  rule(document, y - 8);
  const { app, rules, template } = printable.note.stamp;
  const stamp = `OT Scribe ${app}   |   ${template}   |   rules ${rules.slice(0, 12)}`;
  small(document, COLOUR.muted).text(stamp, PAGE.margins.left, y, { width: PAGE.width, lineBreak: false });
  small(document, COLOUR.muted).text(`Page ${page} of ${count}`, PAGE.margins.left, y, {
    width: PAGE.width,
    align: 'right',
  });
}

function small(document: Document, colour: string): Document {
  return document.font(FONT.regular).fontSize(SIZE.small).fillColor(colour);
}

function rule(document: Document, y: number): void {
  document.moveTo(PAGE.margins.left, y).lineTo(PAGE.margins.left + PAGE.width, y);
  document.lineWidth(0.6).strokeColor(COLOUR.rule).stroke();
}
