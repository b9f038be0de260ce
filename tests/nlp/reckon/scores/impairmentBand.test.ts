import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { severityBandsFile } from '../../../../src/main/core/rules/scoreSchemas.ts';
import { bandOf, impairmentBand, percentLimited } from '../../../../src/nlp/reckon/scores/impairmentBand.ts';
import type { BurdenLevel, BurdenScore } from '../../../../src/shared/domain/scores.ts';
import { RESOURCES, rules } from '../../rules.ts';

const table = rules.scores.bands;
const base = {
  label: 'Grooming',
  factIds: ['f0'],
  remarks: [],
  why: { ruleId: 'burden/share', source: 's', inputs: [], text: 't' },
} as const;
const scored = (value: BurdenLevel): BurdenScore => ({
  ...base,
  item: 'grooming',
  status: 'scored',
  value,
  isOverridden: false,
});
const asked = (...candidates: BurdenLevel[]): BurdenScore => ({
  ...base,
  item: 'grooming',
  status: 'asked',
  candidates,
  questionIds: ['score-f0'],
});
const unseen: BurdenScore = { ...base, item: 'toileting', status: 'notObserved' };

describe('the impairment band', async () => {
  const file = severityBandsFile.parse(
    JSON.parse(await readFile(join(RESOURCES, 'clinical/severity-bands.json'), 'utf8')),
  );
  it.each(file.examples)('$given is $expect.percent % → $expect.band', ({ given, expect: expected }) => {
    const band = impairmentBand(given.map(scored), table, true);
    expect(band).toMatchObject({ percentLimited: expected.percent, band: expected.band, possible: [expected.band] });
  });

  it('prints its formula, inputs and version', () => {
    const band = impairmentBand([scored(4), scored(3)], table, true)!;
    expect(band.formulaVersion).toBe('severity-bands@2026.1');
    expect(band.why.text).toContain('(14 − 7) / 12 = 58.3 % → CK');
    expect(band.why.inputs.map(({ value }) => value)).toEqual(['4', '3']);
  });

  it('is not given for one item, and what was not observed counts for nothing', () => {
    expect(impairmentBand([scored(4)], table, true)).toBeNull();
    expect(impairmentBand([scored(4), unseen], table, true)).toBeNull();
    expect(impairmentBand([scored(4), scored(3), unseen], table, true)).toMatchObject({ percentLimited: 58.3 });
  });

  it('names every band that an open question still allows', () => {
    expect(impairmentBand([asked(4, 5), scored(3), scored(3)], table, true)).toMatchObject({
      band: 'CL',
      possible: ['CK', 'CL'],
    });
    expect(impairmentBand([asked(4, 5), scored(3)], table, true)).toMatchObject({ possible: ['CK'] });
  });

  it('carries whether the payer sees it and stays in the record either way', () => {
    expect(impairmentBand([scored(4), scored(3)], table, false)).toMatchObject({ band: 'CK', shown: false });
  });

  it('has a band for every percentage, with no gap', () => {
    for (let percent = 0; percent <= 100; percent += 0.1)
      expect(bandOf(Math.min(percent, 100), table)).toMatch(/^C[H-N]$/);
    expect(
      [0, 0.5, 19.9, 20, 39.9, 40, 59.9, 60, 79.9, 80, 99.9, 100].map((percent) => bandOf(percent, table)),
    ).toEqual(['CH', 'CI', 'CI', 'CJ', 'CJ', 'CK', 'CK', 'CL', 'CL', 'CM', 'CM', 'CN']);
    expect(percentLimited([7, 7, 7])).toBe(0);
  });
});
