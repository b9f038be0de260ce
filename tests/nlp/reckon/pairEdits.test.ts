import { describe, expect, it } from 'vitest';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { DistinctAnswer } from '../../../src/shared/domain/billing.ts';
import type { PairTable, RuleSet } from '../../../src/shared/domain/rules.ts';
import { medicare, rules } from '../rules.ts';

const at = '2026-03-02T15:00:00Z';

function charges(
  minutes: Readonly<Record<string, number>>,
  {
    distinct = [],
    pairs = rules.pairs,
    dateOfService = '2026-03-02',
  }: { distinct?: DistinctAnswer[]; pairs?: PairTable; dateOfService?: string } = {},
) {
  const typed = Object.entries(minutes).map(
    ([cpt, count]) => ({ kind: 'add', cpt, task: '', minutes: count, by: 't1', at }) as const,
  );
  const set: RuleSet = { ...rules, pairs };
  return proposeCharges(buildLedger([], [], typed, rules.catalogue), medicare, set, { dateOfService, distinct });
}
const modifiersOf = (proposal: ReturnType<typeof charges>, code: string) =>
  proposal.lines.find((line) => line.code === code)!.modifiers;
const SPLINT = { '97760': 15, '97110': 15 };
const TICK: DistinctAnswer = { questionId: '97760+97110', modifier: '59', by: 't1', at };

describe('services that are not billed together without more', () => {
  it('are asked about, with the minutes behind each, and get no modifier by themselves', () => {
    const proposal = charges(SPLINT);
    expect(proposal.distinct).toMatchObject([{ id: '97760+97110', column1: '97760', column2: '97110' }]);
    expect(proposal.distinct![0]!.basis.column1).toHaveLength(1);
    expect(proposal.distinct![0]!.why).toMatchObject({
      ruleId: 'pairs/indicator-1',
      inputs: [{ value: '15 minutes' }, { value: '15 minutes' }],
    });
    expect(proposal.issues.map(({ code, severity }) => [code, severity])).toContainEqual([
      'distinct-service',
      'warning',
    ]);
    expect(modifiersOf(proposal, '97110')).toEqual(['GO']);
  });

  it('get the ticked modifier on the second column only, first on the line', () => {
    const proposal = charges(SPLINT, { distinct: [TICK] });
    expect(modifiersOf(proposal, '97110')).toEqual(['59', 'GO']);
    expect(modifiersOf(proposal, '97760')).toEqual(['GO']);
    expect(proposal.issues.map(({ code }) => code)).not.toContain('distinct-service');
    expect(modifiersOf(charges(SPLINT, { distinct: [{ ...TICK, modifier: 'XE' }] }), '97110')).toEqual(['XE', 'GO']);
  });

  it.each([
    ['a modifier the pair does not take', { ...TICK, modifier: 'GP' }],
    ['a tick on another pair', { ...TICK, questionId: '97113+97110' }],
  ])('ignore %s', (_, answer) => {
    expect(modifiersOf(charges(SPLINT, { distinct: [answer] }), '97110')).toEqual(['GO']);
  });

  it('are no question when one of them earns no unit, before the edit is in force, or when it is switched off', () => {
    expect(charges({ '97760': 15, '97110': 5 }).distinct).toBeUndefined();
    expect(charges(SPLINT, { dateOfService: '2025-12-31' }).distinct).toBeUndefined();
    const off = {
      ...rules.pairs,
      pairs: [{ ...rules.pairs.pairs.find(({ column2 }) => column2 === '97110')!, indicator: 9 as const }],
    };
    expect(charges(SPLINT, { pairs: off }).distinct).toBeUndefined();
    expect(charges({ '97530': 15, '97535': 15 }).distinct).toBeUndefined();
  });

  it('are refused where the edit says never', () => {
    const never = {
      ...rules.pairs,
      pairs: [
        { column1: '97760', column2: '97110', indicator: 0 as const, effectiveFrom: '2026-01-01', effectiveTo: null },
      ],
    };
    expect(charges(SPLINT, { pairs: never }).issues).toContainEqual(
      expect.objectContaining({ severity: 'blocker', code: 'pair-never' }),
    );
  });
});
