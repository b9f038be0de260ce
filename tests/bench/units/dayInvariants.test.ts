import { describe, expect, it } from 'vitest';
import type { UnitsResult } from '../../../src/shared/domain/billing.ts';
import { ama, cms, rules } from '../../nlp/rules.ts';
import { monotonyViolations, orderViolations, reckonDay, resultViolations } from './dayInvariants.ts';
import { rightAnswers, tableUnits, timedServices } from './dayOracle.ts';
import { randomDays } from './randomDay.ts';

const { catalogue } = rules;
const DAYS = 2_000;

describe.each([
  ['cms', cms],
  ['ama', ama],
] as const)('random days under the rule %s', (_id, rule) => {
  const days = [...randomDays(DAYS, 5, catalogue)];

  it('never carry more units than the minutes allow, nor a unit without minutes, and tell every tie', () => {
    for (const { minutes } of days)
      expect([minutes, resultViolations(minutes, reckonDay(minutes, rule, catalogue), rule, catalogue)]).toEqual([
        minutes,
        [],
      ]);
  });

  it('do not depend on the order in which codes are listed', () => {
    for (const { minutes, order } of days) expect(orderViolations(minutes, order, rule)).toEqual([]);
  });

  it('never lose a unit by one more minute', () => {
    for (const { minutes } of days)
      expect(monotonyViolations(minutes, reckonDay(minutes, rule, catalogue), rule, catalogue)).toEqual([]);
  });
});

describe('the oracle', () => {
  it('follows the printed table at its edges', () => {
    expect([7, 8, 22, 23, 37, 38, 52, 53, 127, 128, 142, 143].map(tableUnits)).toEqual([
      0, 1, 1, 2, 2, 3, 3, 4, 8, 9, 9, 10,
    ]);
  });

  it('gives the printed examples, and two answers for a tie', () => {
    const answers = (minutes: Record<string, number>) => rightAnswers(timedServices(minutes, catalogue));
    expect(answers({ '97110': 33, '97140': 7 })).toEqual([[2, 1]]);
    expect(answers({ '97110': 18, '97140': 13, '97116': 10, '97035': 8 })).toEqual([[0, 1, 1, 1]]);
    expect(answers({ '97112': 20, '97110': 20 })).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });
});

describe('the invariants notice', () => {
  const minutes = { '97530': 20, '97535': 9, '97110': 0 };
  const right = reckonDay(minutes, cms, catalogue);
  const withUnits = (units: Readonly<Record<string, number>>): UnitsResult => ({
    ...right,
    lines: right.lines.map((line) => ({ ...line, units: units[line.code] ?? line.units })),
  });
  const found = (result: UnitsResult, of: Readonly<Record<string, number>> = minutes) =>
    resultViolations(of, result, cms, catalogue).join('; ');

  it('nothing wrong with the right result', () => expect(found(right)).toBe(''));
  it('a unit too many', () => expect(found(withUnits({ '97530': 2 }))).toContain('more than the 2 units'));
  it('a unit without minutes', () => {
    expect(found(withUnits({ '97535': 0, '97110': 1 }))).toContain('97110 has units and no minutes');
  });
  it('a unit given to the shorter remainder', () => {
    expect(found(withUnits({ '97530': 2, '97535': 0 }))).toContain('right: ');
  });
  it('a tie that was decided', () => {
    const tied = { '97112': 20, '97110': 20 };
    const result = reckonDay(tied, cms, catalogue);
    const lines = result.lines.map((line, index) => ({ ...line, units: line.units + (index === 0 ? 1 : 0) }));
    expect(found({ ...result, lines, ties: [] }, tied)).toContain('a tie was decided');
  });
  it('a minute more that costs a unit', () => {
    const tooGood = { ...right, units: right.units + 1 };
    expect(monotonyViolations(minutes, tooGood, cms, catalogue)[0]).toContain('costs the day a unit');
  });
});
