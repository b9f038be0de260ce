import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedUnits } from '../../../src/nlp/reckon/allowedUnits.ts';
import { findUnitRule, type MinutesByCode, reckonUnits } from '../../../src/nlp/reckon/reckonUnits.ts';
import type { UnitsResult } from '../../../src/shared/domain/billing.ts';
import type { UnitRuleDefinition } from '../../../src/shared/domain/rules.ts';
import { ama, cms, rules } from '../rules.ts';

function reckon(minutes: MinutesByCode, rule: UnitRuleDefinition): UnitsResult {
  const result = reckonUnits(minutes, rule, rules.catalogue);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const timedUnits = (result: UnitsResult) =>
  sum(result.lines.filter((line) => line.timed !== false).map((line) => line.units)) +
  sum(result.ties.map((tie) => tie.units));

/** Codes that are one service each, so that the per-code bounds hold line by line. */
const simpleCodes = rules.catalogue.codes
  .filter((entry) => entry.counting === 'timed15' && entry.addOnTo === undefined && entry.restTo === undefined)
  .map((entry) => entry.code);
const untimedCodes = rules.catalogue.codes.filter((entry) => entry.counting === 'untimed').map((entry) => entry.code);
const days = fc.dictionary(fc.constantFrom(...simpleCodes), fc.integer({ min: 0, max: 120 }), { maxKeys: 8 });

describe('the CMS total-time rule', () => {
  it('gives exactly the units the table allows for the total, on 100,000 random days', () => {
    fc.assert(
      fc.property(days, (minutes) => {
        const result = reckon(minutes, cms);
        expect(result.timedMinutes).toBe(sum(Object.values(minutes)));
        expect(result.units).toBe(result.timedMinutes < 8 ? 0 : Math.floor((result.timedMinutes + 7) / 15));
        expect(timedUnits(result)).toBe(result.units);
        for (const line of result.lines) {
          const blocks = Math.floor(line.minutes / 15);
          const isTied = result.ties.some((tie) => tie.codes.includes(line.code));
          expect(line.units).toBeGreaterThanOrEqual(blocks);
          expect(line.units).toBeLessThanOrEqual(isTied ? blocks : blocks + 1);
        }
      }),
      { numRuns: 100_000, seed: 20 },
    );
  });

  it('never prefers a shorter remainder to a longer one', () => {
    fc.assert(
      fc.property(days, (minutes) => {
        const lines = reckon(minutes, cms).lines.map((line) => ({
          rest: line.minutes % 15,
          isGiven: line.units > Math.floor(line.minutes / 15),
        }));
        const given = lines.filter((line) => line.isGiven).map((line) => line.rest);
        const refused = lines.filter((line) => !line.isGiven).map((line) => line.rest);
        expect(Math.min(...given, Infinity)).toBeGreaterThan(Math.max(...refused, -1));
      }),
      { numRuns: 10_000, seed: 21 },
    );
  });

  it('reports a tie between equal remainders and chooses nobody', () => {
    const result = reckon({ '97112': 20, '97110': 20 }, cms);
    expect(result.lines.map((line) => line.units)).toEqual([1, 1]);
    expect(result.ties).toMatchObject([{ codes: ['97110', '97112'], units: 1 }]);
    expect(result.ties[0]!.reason).toContain('therapist chooses');
  });

  it('sees no tie where the minutes decide', () => {
    expect(reckon({ '97112': 21, '97110': 20 }, cms).ties).toEqual([]);
  });
});

describe('the AMA midpoint rule', () => {
  it('counts each code by itself and knows no ties, on 100,000 random days', () => {
    fc.assert(
      fc.property(days, (minutes) => {
        const result = reckon(minutes, ama);
        expect(result.ties).toEqual([]);
        for (const line of result.lines)
          expect(line.units).toBe(line.minutes < 8 ? 0 : Math.floor((line.minutes + 7) / 15));
        expect(timedUnits(result)).toBe(result.units);
      }),
      { numRuns: 100_000, seed: 22 },
    );
  });

  it('never lets a whole number of units exceed what the rule allows for the minutes of a code', () => {
    expect(allowedUnits(7, ama)).toBe(0);
    expect(allowedUnits(8, ama)).toBe(1);
    expect(allowedUnits(22, ama)).toBe(1);
    expect(allowedUnits(23, ama)).toBe(2);
  });
});

describe('untimed and linked codes', () => {
  it.each(untimedCodes)('%s is one unit however long it took and never enters the timed total', (code) => {
    for (const minutes of [1, 8, 40]) {
      const result = reckon({ [code]: minutes, '97530': 20 }, cms);
      expect(result.timedMinutes).toBe(20);
      expect(result.units).toBe(1);
      expect(result.lines.find((line) => line.code === code)).toEqual({ code, minutes, units: 1, timed: false });
    }
  });

  it('bills the first-block code once and the rest to its add-on, keeping every minute', () => {
    expect(reckon({ '97129': 45 }, cms).lines).toEqual([
      { code: '97129', minutes: 15, units: 1 },
      { code: '97130', minutes: 30, units: 2 },
    ]);
  });

  it('treats an add-on alone as the service it adds to', () => {
    expect(reckon({ '97130': 12 }, cms).lines).toEqual([{ code: '97129', minutes: 12, units: 1 }]);
  });

  it('gives nothing for nothing', () => {
    expect(reckon({}, cms)).toEqual({ timedMinutes: 0, units: 0, lines: [], ties: [] });
    expect(reckon({ '97010': 0, '97530': 0 }, cms).lines.map((line) => line.units)).toEqual([0, 0]);
  });
});

describe('minutes that cannot be counted are refused with the reason', () => {
  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['negative minutes', { '97530': -1 }, /97530 are negative/],
    ['a fraction of a minute', { '97530': 7.5 }, /97530 are not whole minutes/],
    ['more than a day for one code', { '97530': 1441 }, /more than a day/],
    ['more than a day in all', { '97530': 1000, '97535': 441 }, /add up to 1441 minutes/],
    ['text instead of a number', { '97530': '12' }, /not a number/],
    ['not a number', { '97530': Number.NaN }, /not a number/],
    ['a malformed code', { '9753': 12 }, /"9753" is not a billing code/],
    ['a word for a code', { transfers: 12 }, /"transfers" is not a billing code/],
    ['a well-formed code that is in no catalogue', { '99999': 12 }, /99999 is not in the catalogue/],
    ['a code counted in hours', { '97545': 120 }, /97545 .* not counted in 15-minute units/],
    ['a list', [12], /Give the minutes by code/],
    ['nothing at all', null, /Give the minutes by code/],
  ];
  it.each(refused)('%s', (_, minutes, message) => {
    const result = reckonUnits(minutes as MinutesByCode, cms, rules.catalogue);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    if (!result.ok) expect(result.error.message).toMatch(message);
  });

  it('accepts exactly a day', () => {
    expect(reckon({ '97530': 1440 }, cms).units).toBe(96);
  });

  it('names the rules it knows when it is asked for another', () => {
    expect(findUnitRule('eight', rules.unitRules)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', message: 'There is no unit rule "eight". Known rules: cms, ama.' },
    });
  });
});
