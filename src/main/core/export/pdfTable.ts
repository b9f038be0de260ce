/**
 * A table on the page: one row at a time, each row whole on its page, the header row again on top of a new page. Tagged
 * as a table with header cells, so that a screen reader can walk it.
 */
import type PDFDocument from 'pdfkit';
import type { StatementTable } from '../../../shared/domain/note.ts';
import { COLOUR, FONT, PAGE, SIZE } from './pdfTheme.ts';

type Document = InstanceType<typeof PDFDocument>;
type StructureElement = ReturnType<Document['struct']>;

const PADDING = 4;
const NOT_GIVEN = '—';

export function drawTable(document: Document, parent: StructureElement, { columns, rows }: StatementTable): void {
  const table = document.struct('Table');
  parent.add(table);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (PAGE.width * width) / total);
  const headings = columns.map(({ heading }) => heading);
  const header = () => drawRow(document, table, headings, widths, 'TH');
  header();
  for (const cells of rows) {
    const texts = cells.map((cell) => cell?.text ?? NOT_GIVEN);
    if (document.y + heightOf(document, texts, widths, FONT.regular) > bottomOf(document)) {
      document.addPage();
      header();
    }
    drawRow(document, table, texts, widths, 'TD');
  }
  table.end();
  document.x = PAGE.margins.left;
  document.y += SIZE.gap;
}

function bottomOf(document: Document): number {
  return document.page.height - document.page.margins.bottom;
}

function heightOf(document: Document, texts: readonly string[], widths: readonly number[], font: string): number {
  document.font(font).fontSize(SIZE.small);
  const heights = texts.map((text, i) => document.heightOfString(text, { width: widths[i]! - 2 * PADDING }));
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(
  document: Document,
  table: StructureElement,
  texts: readonly string[],
  widths: readonly number[],
  tag: 'TH' | 'TD',
): void {
  const font = tag === 'TH' ? FONT.bold : FONT.regular;
  const top = document.y;
  const height = heightOf(document, texts, widths, font);
  const row = document.struct('TR');
  table.add(row);
  let left: number = PAGE.margins.left;
  texts.forEach((text, i) => {
    const x = left + PADDING;
    const width = widths[i]! - 2 * PADDING;
    const cell = document.struct(tag, {}, () => {
      document.font(font).fontSize(SIZE.small).fillColor(COLOUR.ink);
      document.text(text, x, top + PADDING, { width });
    });
    row.add(cell);
    left += widths[i]!;
  });
  row.end();
  document.y = top + height;
  document.markContent('Artifact', { type: 'Layout' });
  document.moveTo(PAGE.margins.left, document.y).lineTo(PAGE.margins.left + PAGE.width, document.y);
  document
    .lineWidth(tag === 'TH' ? 1 : 0.5)
    .strokeColor(COLOUR.rule)
    .stroke();
  document.endMarkedContent();
}
