import { describe, expect, it } from 'vitest';
import { readPairFile } from '../../../src/nlp/reckon/readPairFile.ts';
import { readFees } from '../../../src/nlp/reckon/threshold/readFees.ts';
import { rules } from '../rules.ts';

const PTP = [
  'CPT only copyright 2025 American Medical Association. All rights reserved.',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '97760\t97110\t\t20200101\t*\t1\tMisuse of column two code with column one code',
  '97530\t97116\t\t20201001\t20210101\t1\tMore extensive procedure',
  '99213\t97110\t\t20200101\t*\t0\tNot a code of this catalogue',
].join('\r\n');
const read = (text: string) =>
  readPairFile(text, { name: '2026-Q4', retrieved: '2026-10-01' }, rules.catalogue, rules.pairs);

describe('the CMS file of code pairs', () => {
  it('is read with dates and indicator, kept to codes of the catalogue', () => {
    const table = read(PTP);
    if (!table.ok) throw new Error(table.error.message);
    expect(table.value.pairs).toEqual([
      { column1: '97760', column2: '97110', indicator: 1, effectiveFrom: '2020-01-01', effectiveTo: null },
      { column1: '97530', column2: '97116', indicator: 1, effectiveFrom: '2020-10-01', effectiveTo: '2021-01-01' },
    ]);
    expect(table.value).toMatchObject({ version: '2026-Q4', source: { section: '3 edits read, 2 of this catalogue' } });
  });

  it('is read as CSV too', () => {
    expect(read('"97760","97110","","1/1/2020","*","1","x"')).toMatchObject({
      ok: true,
      value: { pairs: [{ effectiveFrom: '2020-01-01' }] },
    });
  });

  it.each([
    ['nothing', ''],
    ['another table', 'code,price\n97110,30'],
    ['a row without an indicator', '97760\t97110\t\t20200101\t*\t\tx'],
    ['a row without a date', '97760\t97110\t\tsoon\t*\t1\tx'],
    ['an unknown indicator', '97760\t97110\t\t20200101\t*\t7\tx'],
  ])('is refused as %s', (_, text) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});

describe('a clinic’s fees', () => {
  const head = {
    year: 2026,
    source: 'clinic',
    conversionFactor: null,
    geographic: { work: 1, practiceExpense: 1, malpractice: 1 },
  };
  const fees = (text: string, more: Partial<typeof head> = {}) =>
    readFees(text, { ...head, ...more }, rules.allowedAmounts);

  it('are read by the names of their columns, with the conversion factor of the year', () => {
    expect(fees('mp,code,work,pe\n0.02,97530,0.44,0.66')).toMatchObject({
      ok: true,
      value: {
        conversionFactor: 33.4009,
        rows: [{ code: '97530', workRvu: 0.44, practiceExpenseRvu: 0.66, malpracticeRvu: 0.02 }],
      },
    });
  });

  it.each([
    ['no heading', '97530,0.44,0.66,0.02', {}],
    ['a missing value', 'code,work,pe,mp\n97530,0.44,,0.02', {}],
    ['a word for a value', 'code,work,pe,mp\n97530,0.44,much,0.02', {}],
    ['a negative value', 'code,work,pe,mp\n97530,-1,0.66,0.02', {}],
    ['no code', 'code,work,pe,mp', {}],
    ['a year without a factor', 'code,work,pe,mp\n97530,0.44,0.66,0.02', { year: 2019 }],
  ])('are refused with %s', (_, text, more) => {
    expect(fees(text, more)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});
