/**
 * The CMS file of procedure-to-procedure edits of a quarter (tab- or comma-separated: column 1, column 2, *, effective
 * date, deletion date or *, modifier indicator, rationale) → our pair table, kept to codes of the catalogue. The
 * copyright lines at its head are skipped; a row that is no edit is counted, not guessed at.
 */
import type { CodeCatalogue, CodePair, PairTable } from '../../shared/domain/rules.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { IsoDate } from '../../shared/time.ts';

const CODE = /^(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])$/;

export function readPairFile(
  text: string,
  head: { readonly name: string; readonly retrieved: IsoDate },
  catalogue: CodeCatalogue,
  shipped: PairTable,
): Result<PairTable> {
  const known = new Set(catalogue.codes.map(({ code }) => code));
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split(line.includes('\t') ? '\t' : ',').map((cell) => cell.replace(/^"|"$/g, '').trim()))
    .filter(([column1 = '', column2 = '']) => CODE.test(column1) && CODE.test(column2));
  if (rows.length === 0)
    return fail(
      'invalid_input',
      'The file holds no code pairs: take the practitioner PTP edits as text or CSV from CMS.',
    );
  const pairs: CodePair[] = [];
  for (const row of rows) {
    const pair = readRow(row);
    if (pair === null)
      return fail(
        'invalid_input',
        `The row of ${row[0]} and ${row[1]} has no date or indicator where the CMS file has them.`,
      );
    if (known.has(pair.column1) && known.has(pair.column2)) pairs.push(pair);
  }
  const title = `CMS NCCI procedure-to-procedure edits, ${head.name}`;
  const source = {
    title,
    section: `${rows.length} edits read, ${pairs.length} of this catalogue`,
    retrieved: head.retrieved,
  };
  return ok({ id: shipped.id, version: head.name, source, modifiers: shipped.modifiers, pairs });
}

function readRow(row: readonly string[]): CodePair | null {
  const [column1 = '', column2 = '', , from = '', to = '', indicator = ''] = row;
  const effectiveFrom = readDate(from);
  const effectiveTo = to === '*' || to === '' ? null : readDate(to);
  const value = Number(indicator);
  if (effectiveFrom === null || (to !== '*' && to !== '' && effectiveTo === null)) return null;
  if (indicator === '' || (value !== 0 && value !== 1 && value !== 9)) return null;
  return { column1, column2, indicator: value, effectiveFrom, effectiveTo };
}

/** 20260101 or 1/1/2026. */
function readDate(text: string): IsoDate | null {
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (plain !== null) return `${plain[1]}-${plain[2]}-${plain[3]}`;
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return slashed === null ? null : `${slashed[3]}-${slashed[1]!.padStart(2, '0')}-${slashed[2]!.padStart(2, '0')}`;
}
