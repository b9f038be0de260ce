import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { severalPatientsFile } from '../../../src/main/core/rules/billingSchemas.ts';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import {
  companyFault,
  companyIssues,
  companyOf,
  companyState,
  togetherRule,
  withCompany,
} from '../../../src/nlp/reckon/company.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { CompanyDecision } from '../../../src/shared/domain/company.ts';
import type { Decision } from '../../../src/shared/domain/decisions.ts';
import { medicare, RESOURCES, rules } from '../rules.ts';

const BY = { by: 't1', at: '2026-03-02T15:00:00Z' };
const { several } = rules;

function session(
  minutes: Readonly<Record<string, number>>,
  said: readonly Omit<CompanyDecision, 'by' | 'at'>[],
  payerId = 'medicare-part-b',
) {
  const typed = Object.entries(minutes).map(
    ([cpt, count]) => ({ kind: 'add', cpt, task: '', minutes: count, ...BY }) as const,
  );
  const decisions: Decision[] = said.map((each) => ({ kind: 'company', ...each, ...BY }));
  const company = companyOf(decisions);
  const ledger = withCompany(buildLedger([], [], typed, rules.catalogue), company, payerId, several);
  const state = companyState(ledger, company, payerId, several);
  const { lines } = proposeCharges(ledger, medicare, rules);
  const issues = companyIssues(ledger, state, several).map(({ severity, code }) => [severity, code]);
  return { ledger, state, issues, lines: lines.map(({ code, units }) => [code, units]) };
}

const GROUP = { mode: 'group', patients: 3, minutes: null } as const;
const TIMED = { '97530': 30, '97535': 23 };

describe('a session in which others were treated too', () => {
  it('asks whether its timed minutes were one-on-one, and moves nothing before the answer', () => {
    const { state, issues, lines } = session(TIMED, [GROUP]);
    expect(state).toMatchObject({ mode: 'group', patients: 3, askedMinutes: 53, groupCode: '97150' });
    expect(issues).toContainEqual(['blocker', 'company-minutes']);
    expect(lines).toEqual([
      ['97530', 2],
      ['97535', 2],
    ]);
  });

  it('bills the group code once when they were together, whatever the minutes', () => {
    const { ledger, issues, lines } = session(TIMED, [{ ...GROUP, minutes: 'together' }]);
    expect(lines).toEqual([['97150', 1]]);
    expect(ledger).toMatchObject({ timedMinutes: 0, treatmentMinutes: 53 });
    expect(issues).toEqual([['hint', 'company-in-note']]);
  });

  it('keeps one-on-one minutes as they are beside those of the group', () => {
    const { issues, lines } = session({ ...TIMED, '97150': 20 }, [{ ...GROUP, minutes: 'asEntered' }]);
    expect(lines.toSorted()).toEqual([
      ['97150', 1],
      ['97530', 2],
      ['97535', 2],
    ]);
    expect(issues).toEqual([['hint', 'company-in-note']]);
  });

  it('says that the minutes of the group are missing when all were one-on-one', () => {
    expect(session(TIMED, [{ ...GROUP, minutes: 'asEntered' }]).issues).toContainEqual([
      'warning',
      'company-no-minutes',
    ]);
  });

  it('is no such session any more when only this patient was there after all', () => {
    const alone = { mode: 'alone', patients: 1, minutes: null } as const;
    expect(session(TIMED, [{ ...GROUP, minutes: 'together' }, alone])).toMatchObject({ state: null, issues: [] });
  });

  it('is asked for where a group code stands in the minutes and nobody said so', () => {
    expect(session({ '97150': 30 }, []).issues).toEqual([['warning', 'company-unmarked']]);
    expect(session(TIMED, []).issues).toEqual([]);
  });
});

describe('two patients at once', () => {
  const CONCURRENT = { mode: 'concurrent', patients: 2, minutes: null } as const;

  it('are a group under Medicare Part B', () => {
    expect(session(TIMED, [{ ...CONCURRENT, minutes: 'together' }]).lines).toEqual([['97150', 1]]);
  });

  it('are moved to no code where the contract decides', () => {
    const { state, lines } = session(TIMED, [{ ...CONCURRENT, minutes: 'together' }], 'commercial-ama');
    expect(state?.groupCode).toBeNull();
    expect(lines.map(([code]) => code)).toEqual(['97530', '97535']);
    expect(companyFault({ ...CONCURRENT, minutes: 'together' }, 'commercial-ama', several)).toMatch(/not known here/);
    expect(companyFault(CONCURRENT, 'commercial-ama', several)).toBeNull();
  });

  it('are asked about again when the payer they were together under is another now', () => {
    const together = [{ ...CONCURRENT, minutes: 'together' }] as const;
    expect(session(TIMED, together)).toMatchObject({ state: { askedMinutes: 0 } });
    const { state, issues } = session(TIMED, together, 'commercial-ama');
    expect(state?.askedMinutes).toBe(53);
    expect(issues).toContainEqual(['blocker', 'company-minutes']);
    const kept = session(TIMED, [...together, { ...CONCURRENT, minutes: 'asEntered' }], 'commercial-ama');
    expect(kept.issues).toEqual([['hint', 'company-in-note']]);
  });

  it.each([
    ['three concurrent patients', { ...CONCURRENT, patients: 3 }],
    ['a group of one', { ...GROUP, patients: 1 }],
    ['two patients of whom one is alone', { mode: 'alone', patients: 2, minutes: null }],
  ] as const)('cannot be said as %s', (_, said) => {
    expect(companyFault(said, 'medicare-part-b', several)).not.toBeNull();
  });
});

describe('the examples inside the rule file', () => {
  const file = severalPatientsFile.parse(
    JSON.parse(readFileSync(join(RESOURCES, 'billing/several-patients.json'), 'utf8')),
  );
  it.each(file.examples)('$given.mode under $given.payer: $expect ($why)', ({ given, expect: expected }) => {
    expect(togetherRule(given.payer, file)[given.mode]).toBe(expected);
  });

  it('name only payers that exist, and a code that is billed whatever its minutes', () => {
    const known = rules.payers.map(({ id }) => id);
    expect(Object.keys(file.payers).filter((id) => !known.includes(id))).toEqual([]);
    expect(rules.catalogue.codes.find(({ code }) => code === file.groupCode)?.counting).toBe('untimed');
  });
});
