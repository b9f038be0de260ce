import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assistantsFile } from '../../../src/main/core/rules/billingSchemas.ts';
import {
  exceedsDeMinimis,
  isStudent,
  isTherapist,
  providerOf,
  splitTimed,
} from '../../../src/nlp/reckon/assistants.ts';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { LedgerChange } from '../../../src/shared/domain/billing.ts';
import { commercial, medicare, RESOURCES, rules } from '../rules.ts';

const at = '2026-03-02T15:00:00Z';
type Shared = Readonly<Record<string, { readonly therapist?: number; readonly assistant?: number }>>;

function chargesOf(minutes: Shared, payer = medicare) {
  const typed = Object.entries(minutes).flatMap(([cpt, { therapist, assistant }]) =>
    (
      [
        ['therapist', therapist],
        ['assistant', assistant],
      ] as const
    ).flatMap(([provider, count]): LedgerChange[] =>
      count === undefined ? [] : [{ kind: 'add', cpt, task: '', minutes: count, provider, by: 't1', at }],
    ),
  );
  return proposeCharges(buildLedger([], [], typed, rules.catalogue), payer, rules);
}

function withAndWithout(minutes: Shared) {
  const result: Record<string, { with: number; without: number }> = {};
  for (const { code, units, modifiers } of chargesOf(minutes).lines) {
    const entry = (result[code] ??= { with: 0, without: 0 });
    entry[modifiers.includes('CO') ? 'with' : 'without'] += units;
  }
  return result;
}

describe('minutes of an assistant', async () => {
  const file = assistantsFile.parse(JSON.parse(await readFile(join(RESOURCES, 'billing/assistants.json'), 'utf8')));
  it.each(file.examples)('$given → $expect ($why)', ({ given, expect: expected }) => {
    expect(withAndWithout(given)).toEqual(expected);
  });

  it('stand on a line of their own, with the modifiers in the payer’s order and the reason', () => {
    const { lines, issues } = chargesOf({ '97535': { therapist: 12, assistant: 12 } });
    expect(lines.map(({ code, minutes, units, modifiers }) => [code, minutes, units, modifiers])).toEqual([
      ['97535', 12, 1, ['GO']],
      ['97535', 12, 1, ['CO', 'GO']],
    ]);
    const why = lines[1]!.whys!.find(({ ruleId }) => ruleId === 'modifier/assistant')!;
    expect(why.text).toContain('therapist 12, assistant 12 minutes');
    expect(why.source).toContain('CQ/CO');
    expect(issues.map(({ code }) => code)).not.toContain('units-over-minutes');
  });

  it('carry no modifier for a payer that wants none', () => {
    expect(chargesOf({ '97535': { assistant: 24 } }, commercial).lines[0]!.modifiers).toEqual(['GO']);
  });

  it('are refused on an evaluation', () => {
    expect(chargesOf({ '97166': { assistant: 40 } }).issues).toMatchObject([
      { severity: 'blocker', code: 'assistant-evaluation', at: '97166' },
    ]);
    expect(chargesOf({ '97166': { therapist: 40 } }).issues).toEqual([]);
  });

  it('never change how many units there are', () => {
    const minutes = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(minutes, minutes), { minLength: 1, maxLength: 4 }), (list) => {
        const codes = ['97110', '97112', '97530', '97535'];
        const shared = Object.fromEntries(
          list.map(([therapist, assistant], i) => [codes[i]!, { therapist, assistant }]),
        );
        const whole = Object.fromEntries(list.map(([t, a], i) => [codes[i]!, { therapist: t + a }]));
        const sum = (given: Shared) => chargesOf(given).lines.reduce((total, line) => total + line.units, 0);
        expect(sum(shared)).toBe(sum(whole));
      }),
      { numRuns: 500, seed: 31 },
    );
  });

  it('never give a unit to somebody who spent no minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), fc.boolean(), (t, a, pooled) => {
        const units = Math.floor((t + a) / 15) + (pooled && (t + a) % 15 > 0 ? 1 : 0);
        const split = splitTimed(units, { therapist: t, assistant: a }, 15, rules.assistants);
        expect(split.with + split.without).toBe(units);
        if (a === 0) expect(split.with).toBe(0);
        if (t === 0 && a > 0) expect(split.without).toBe(0);
      }),
      { numRuns: 20_000, seed: 32 },
    );
  });

  it('are neglected up to the share, by either method', () => {
    const rounded = { ...rules.assistants, method: 'rounded' } as const;
    const shared = (total: number, assistant: number) => ({ therapist: total - assistant, assistant });
    expect(exceedsDeMinimis(shared(30, 3), rules.assistants)).toBe(false);
    expect(exceedsDeMinimis(shared(30, 4), rules.assistants)).toBe(true);
    for (const [total, least] of [
      [15, 3],
      [45, 6],
      [60, 7],
    ] as const) {
      expect(exceedsDeMinimis(shared(total, least), rounded)).toBe(true);
      expect(exceedsDeMinimis(shared(total, least - 1), rounded)).toBe(false);
    }
  });

  it('are known from the credentials of the one who records', () => {
    const person = (credentials: string) => ({ id: 't1', name: 'A', credentials, licence: null });
    expect(providerOf(person('COTA/L'), rules.assistants)).toBe('assistant');
    expect(providerOf(person('MS, OTA/L'), rules.assistants)).toBe('assistant');
    expect(providerOf(person('OTR/L'), rules.assistants)).toBe('therapist');
    expect(providerOf(person('C.O.T.A.'), rules.assistants)).toBe('assistant');
    expect(providerOf(null, rules.assistants)).toBe('therapist');
  });

  it('and a therapist only from credentials that are known', () => {
    for (const credentials of ['OTR/L', 'O.T.R./L', 'MS, OTR/L', 'OTD OTR/L', 'OT', 'MS, OT', 'Occupational therapist'])
      expect(isTherapist({ credentials }, rules.assistants), credentials).toBe(true);
    for (const credentials of [
      'OT student',
      'Student OT',
      'OTS',
      'C.O.T.A.',
      'OT assistant',
      'OT aide',
      'Office manager',
    ])
      expect(isTherapist({ credentials }, rules.assistants), credentials).toBe(false);
    for (const credentials of ['OT student', 'Student OT', 'OTS', 'OTA student'])
      expect(isStudent({ credentials }, rules.assistants), credentials).toBe(true);
  });
});
