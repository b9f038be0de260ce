import { describe, expect, it } from 'vitest';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { TieChoice } from '../../../src/shared/domain/billing.ts';
import type { PayerRules } from '../../../src/shared/domain/rules.ts';
import { commercial, medicare, rules } from '../rules.ts';

const at = '2026-03-02T15:00:00Z';

function charges(
  minutes: Readonly<Record<string, number>>,
  payer: PayerRules = medicare,
  choices: readonly TieChoice[] = [],
) {
  const typed = Object.entries(minutes).map(([cpt, count]) => {
    return { kind: 'add', cpt, task: '', minutes: count, by: 't1', at } as const;
  });
  return proposeCharges(buildLedger([], [], typed, rules.catalogue), payer, rules, { choices });
}

describe('proposed charges', () => {
  it('carry the OT modifier, the evidence of their minutes and their arithmetic', () => {
    const { lines, ruleSource } = charges({ '97530': 12, '97535': 11 });
    expect(lines).toMatchObject([
      { code: '97530', units: 1, modifiers: ['GO'], basis: [{ kind: 'entered' }] },
      { code: '97535', units: 1, modifiers: ['GO'], basis: [{ kind: 'entered' }] },
    ]);
    expect(lines[0]!.why).toContain('23 timed minutes allow 2 units');
    expect(lines[0]!.why).toContain('12 minutes = 0 × 15 + 12');
    expect(ruleSource).toContain('§20.2');
  });

  it('tell when one minute less would cost a unit, and are silent inside the band', () => {
    expect(charges({ '97530': 12, '97535': 11 }).issues).toMatchObject([{ code: 'unit-edge', severity: 'hint' }]);
    expect(charges({ '97530': 14, '97535': 14 }).issues.map((issue) => issue.code)).not.toContain('unit-edge');
  });

  it('follow the payer: the midpoint rule gives each code its own units', () => {
    const minutes = { '97110': 18, '97140': 13, '97116': 10, '97035': 8 };
    expect(charges(minutes).lines.map((line) => line.units)).toEqual([0, 1, 1, 1]);
    expect(charges(minutes, commercial).lines.map((line) => line.units)).toEqual([1, 1, 1, 1]);
  });

  it('stay open on a tie until the therapist chooses one of the tied codes', () => {
    const minutes = { '97112': 20, '97110': 20 };
    expect(charges(minutes).issues).toMatchObject([{ code: 'unit-tie', severity: 'blocker' }]);
    const chosen = charges(minutes, medicare, [{ codes: ['97112'], by: 't1', at }]);
    expect(chosen.result.ties).toEqual([]);
    expect(chosen.lines.map((line) => [line.code, line.units])).toEqual([
      ['97110', 1],
      ['97112', 2],
    ]);
    expect(chosen.issues.map((issue) => issue.code)).not.toContain('unit-tie');
  });

  it.each([[['97530']], [['97110', '97112']], [['97112', '97112']]])(
    'ignore the choice %j, which does not fit the tie',
    (codes) => {
      expect(charges({ '97112': 20, '97110': 20 }, medicare, [{ codes, by: 't1', at }]).result.ties).toHaveLength(1);
    },
  );

  it('can give the unit of a tie to an add-on code that has no line yet, keeping every minute', () => {
    const minutes = { '97129': 20, '97535': 20 };
    expect(charges(minutes).result.ties).toMatchObject([{ codes: ['97130', '97535'] }]);
    const chosen = charges(minutes, medicare, [{ codes: ['97130'], by: 't1', at }]);
    expect(chosen.lines.map(({ code, minutes: count, units }) => [code, count, units])).toEqual([
      ['97129', 15, 1],
      ['97130', 5, 1],
      ['97535', 20, 1],
    ]);
  });

  it('use the payer’s own code and pay nothing for what it bundles', () => {
    const { lines } = charges({ '97014': 15, '97010': 10 });
    expect(lines).toMatchObject([
      { code: '97010', units: 0, timed: false },
      { code: 'G0283', units: 1, timed: false },
    ]);
    expect(lines[0]!.why).toContain('does not pay 97010 by itself');
  });

  it('refuse minutes no rule can count, with the reason as a blocker', () => {
    const refused = charges({ '97545': 120 });
    expect(refused.lines).toEqual([]);
    expect(refused.issues).toMatchObject([{ severity: 'blocker', code: 'minutes-refused' }]);
  });

  it('show how far the minutes are from one unit less and one more, and which figures are only approximate', () => {
    expect(charges({ '97530': 12, '97535': 11 }).margin).toMatchObject({
      units: 2,
      leastMinutes: 23,
      mostMinutes: 37,
      minutesToNext: 15,
      approximate: [],
      why: { ruleId: 'units/cms', text: '23 timed minutes: 2 units need 23 to 37 minutes.' },
    });
    expect(charges({ '97530': 5 }).margin).toMatchObject({
      units: 0,
      leastMinutes: 0,
      mostMinutes: 7,
      minutesToNext: 3,
    });
    expect(charges({ '97530': 12 }, commercial).margin).toBeNull();
  });

  it('refuse a third unit on 23 minutes', () => {
    const { lines } = charges({ '97530': 12, '97535': 11 });
    expect(lines.reduce((sum, line) => sum + line.units, 0)).toBe(2);
  });

  it('give every unit and modifier a reason with rule, inputs and source', () => {
    for (const line of charges({ '97530': 12, '97535': 11, '97150': 20 }).lines) {
      expect(line.whys!.map(({ ruleId }) => ruleId)).toEqual([
        line.timed ? 'units/cms' : 'units/untimed',
        'modifier/GO',
      ]);
      for (const why of line.whys!) {
        expect(why.source).toContain('Claims Processing Manual');
        expect(why.inputs.length).toBeGreaterThan(0);
      }
    }
  });
});
