/** A clinic's fee file: a heading line with code, work, pe and mp (in any order), then one code a line, comma or tab. */
import type { AllowedAmountRules, FeeRow, FeeSchedule } from '../../../shared/domain/threshold.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface FeeHead {
  readonly year: number;
  readonly source: string;
  /** null: the table's factor of the year. */
  readonly conversionFactor: number | null;
  readonly geographic: FeeSchedule['geographic'];
}

const COLUMNS = ['code', 'work', 'pe', 'mp'] as const;

export function readFees(text: string, head: FeeHead, rules: AllowedAmountRules): Result<FeeSchedule> {
  const known = rules.conversionFactors.find(({ year }) => year === head.year)?.factor;
  const conversionFactor = head.conversionFactor ?? known;
  if (conversionFactor === undefined)
    return fail('invalid_input', `No conversion factor is known for ${head.year}: enter it.`, {
      at: 'conversionFactor',
    });
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const cells = lines.map((line) => line.split(/[,\t]/).map((cell) => cell.replace(/^"|"$/g, '').trim()));
  const heading = (cells[0] ?? []).map((cell) => cell.toLowerCase());
  const at = COLUMNS.map((column) => heading.indexOf(column));
  if (at.includes(-1)) return fail('invalid_input', `The first line must name the columns ${COLUMNS.join(', ')}.`);
  const rows: FeeRow[] = [];
  for (const [index, row] of cells.slice(1).entries()) {
    const [code = '', ...values] = at.map((column) => row[column] ?? '');
    const [workRvu, practiceExpenseRvu, malpracticeRvu] = values.map((value) =>
      value === '' ? Number.NaN : Number(value),
    );
    const isComplete = [workRvu, practiceExpenseRvu, malpracticeRvu].every((value) => value! >= 0);
    if (!/^[A-Z0-9]{5}$/.test(code) || !isComplete)
      return fail(
        'invalid_input',
        `Line ${index + 2} is no fee: a code of five characters and three values are needed.`,
      );
    rows.push({ code, workRvu: workRvu!, practiceExpenseRvu: practiceExpenseRvu!, malpracticeRvu: malpracticeRvu! });
  }
  if (rows.length === 0) return fail('invalid_input', 'The file holds no fees.');
  return ok({ year: head.year, source: head.source, conversionFactor, geographic: head.geographic, rows });
}
