import { describe, expect, it } from 'vitest';
import { buildLedger } from '../../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../../src/nlp/reckon/proposeCharges.ts';
import { type AllowedDay, allowedOfDay } from '../../../../src/nlp/reckon/threshold/allowedAmounts.ts';
import {
  reasonFault,
  thresholdIssues,
  withThresholdModifier,
} from '../../../../src/nlp/reckon/threshold/modifierProposal.ts';
import { type ThresholdInput, thresholdState } from '../../../../src/nlp/reckon/threshold/thresholdState.ts';
import { readVisitPlan, visitDate } from '../../../../src/nlp/reckon/threshold/visitPlan.ts';
import type { ThresholdState } from '../../../../src/shared/domain/threshold.ts';
import { medicare, rules } from '../../rules.ts';
import { accrual, FEES } from './fees.ts';

const TODAY = '2026-06-15';
const BY = { by: 'u1', at: '2026-06-15T15:00:00Z' } as const;
const REASON = 'Left neglect still makes her miss the brakes; grading the transfer needs a therapist.';

function allowed(cents: number): AllowedDay {
  return {
    ...allowedOfDay([], FEES, { amounts: rules.allowedAmounts, assistantModifier: 'CO', assistantShare: 0.85 }),
    totalCents: cents,
  };
}

function stateOf(more: Partial<ThresholdInput> = {}): ThresholdState {
  const result = thresholdState(
    { entries: [], discipline: 'OT', today: TODAY, session: null, frequency: null, decision: null, ...more },
    rules.thresholds,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const spent = (cents: number) => [accrual('a', { kind: 'elsewhere', date: '2026-02-01', amountCents: cents })];
const session = (cents: number) => ({ id: 's1', allowed: allowed(cents) });

describe('the threshold of the year', () => {
  it.each([
    ['2018-05-01', 201000],
    ['2019-05-01', 204000],
    ['2020-05-01', 208000],
    ['2021-05-01', 211000],
    ['2022-05-01', 215000],
    ['2023-05-01', 223000],
    ['2024-05-01', 233000],
    ['2025-05-01', 241000],
    ['2026-05-01', 248000],
  ])('on %s is %i cents for both buckets', (today, cents) => {
    expect(stateOf({ today }).thresholdCents).toBe(cents);
    expect(stateOf({ today, discipline: 'PT+SLP' }).thresholdCents).toBe(cents);
  });

  it('stops with a message where the year is missing', () => {
    const input = {
      entries: [],
      discipline: 'OT',
      today: '2031-01-05',
      session: null,
      frequency: null,
      decision: null,
    } as const;
    expect(thresholdState(input, rules.thresholds)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('no row for 2031') },
    });
  });
});

describe('what counts in the year', () => {
  it('adds visits and other clinics, takes reversals away, counts a denied visit for nothing', () => {
    const entries = [
      accrual('a', { kind: 'visit', date: '2026-01-10', amountCents: 5112 }),
      accrual('b', { kind: 'visit', date: '2026-01-12', amountCents: 4988, status: 'paid' }),
      accrual('c', { kind: 'visit', date: '2026-01-14', amountCents: 9999, status: 'denied' }),
      accrual('d', { kind: 'elsewhere', date: '2026-01-20', amountCents: 30000 }),
      accrual('e', { kind: 'reversal', date: '2026-01-22', amountCents: 112 }),
    ];
    const state = stateOf({ entries });
    expect(state.beforeCents).toBe(5112 + 4988 + 30000 - 112);
    expect(state.why.inputs.map(({ at }) => at)).toEqual(['a', 'b', 'c', 'd', 'e', 'kx-thresholds@2026.1']);
  });

  it('lets the newest year-to-date figure of all providers stand for everything up to its day', () => {
    const entries = [
      accrual('a', { kind: 'visit', date: '2026-01-10', amountCents: 5000 }),
      accrual('b', { kind: 'yearToDate', date: '2026-01-31', amountCents: 100000 }),
      accrual('c', { kind: 'yearToDate', date: '2026-03-31', amountCents: 150000 }),
      accrual('d', { kind: 'visit', date: '2026-03-31', amountCents: 5000 }),
      accrual('e', { kind: 'visit', date: '2026-04-02', amountCents: 7000 }),
    ];
    expect(stateOf({ entries }).beforeCents).toBe(157000);
  });

  it('keeps disciplines and years apart, and today’s own session out of what stands before it', () => {
    const entries = [
      accrual('a', { kind: 'elsewhere', discipline: 'PT+SLP', date: '2026-02-01', amountCents: 200000 }),
      accrual('b', { kind: 'elsewhere', date: '2025-12-31', amountCents: 240000 }),
      accrual('c', { kind: 'visit', date: TODAY, amountCents: 3500, sessionId: 's1' }),
      accrual('d', { kind: 'elsewhere', date: '2026-02-01', amountCents: 100 }),
    ];
    expect(stateOf({ entries, session: session(3500) })).toMatchObject({ beforeCents: 100, todayCents: 3500 });
    expect(stateOf({ entries, discipline: 'PT+SLP' }).beforeCents).toBe(200000);
  });

  it('says when nothing is known of other providers, and when today cannot be priced', () => {
    expect(stateOf().remarks[0]).toContain('other providers');
    expect(stateOf({ entries: spent(1) }).remarks.join(' ')).not.toContain('other providers');
    expect(stateOf({ session: { id: 's1', allowed: null } }).remarks.join(' ')).toContain('No fee schedule');
    const unpriced = { ...allowed(2000), missing: ['97140'] };
    expect(stateOf({ session: { id: 's1', allowed: unpriced } })).toMatchObject({ todayCents: null, status: 'below' });
  });
});

describe('the alert', () => {
  it.each([
    ['below 80 %', 198399, 0, 'below', false],
    ['at 80 %', 198400, 0, 'near', false],
    ['exactly on the threshold after today', 244500, 3500, 'near', false],
    ['one cent over with today', 244501, 3500, 'crossing', true],
    ['over before today', 248001, 3500, 'over', true],
  ])('%s: %i + %i', (_, before, today, status, needsModifier) => {
    expect(stateOf({ entries: spent(before), session: session(today) })).toMatchObject({ status, needsModifier });
  });

  it('shows the sum of the crossing visit and blocks the signature until the therapist has answered', () => {
    const state = stateOf({ entries: spent(245000), session: session(3500) });
    const [issue] = thresholdIssues(state, rules.thresholds);
    expect(issue).toMatchObject({ severity: 'blocker', code: 'threshold-undecided' });
    expect(issue!.message).toContain('$2,450.00 + today $35.00 = $2,485.00 of $2,480.00');
    expect(issue!.message.toLowerCase()).not.toMatch(/\bcaps?\b/);
  });

  it('warns of the denial when the modifier is declined, and is quiet when it is attested', () => {
    const base = { entries: spent(245000), session: session(3500) };
    const declined = stateOf({ ...base, decision: { accepted: false, reason: REASON, ...BY } });
    expect(thresholdIssues(declined, rules.thresholds)).toMatchObject([
      { severity: 'warning', code: 'threshold-declined' },
    ]);
    const accepted = stateOf({ ...base, decision: { accepted: true, reason: REASON, ...BY } });
    expect(thresholdIssues(accepted, rules.thresholds)).toEqual([]);
  });

  it('calls review possible above $3,000 and never automatic', () => {
    expect(stateOf({ entries: spent(300000) }).isReviewPossible).toBe(false);
    const state = stateOf({ entries: spent(300001), decision: { accepted: true, reason: REASON, ...BY } });
    const [issue] = thresholdIssues(state, rules.thresholds);
    expect(issue).toMatchObject({ severity: 'hint', code: 'review-possible' });
    expect(issue!.message).toContain('can be chosen');
  });
});

describe('the forecast', () => {
  const entries = [
    accrual('a', { kind: 'visit', date: '2026-06-10', amountCents: 6000 }),
    accrual('b', { kind: 'visit', date: '2026-06-12', amountCents: 8000 }),
    accrual('c', { kind: 'elsewhere', date: '2026-02-01', amountCents: 220000 }),
  ];

  it('names the visit and the day of the crossing with its sum', () => {
    const { forecast, status } = stateOf({ entries, frequency: '2x/week for 6 weeks' });
    // 234,000 so far, 7,000 a visit: 241,000, 248,000 (exactly on it), 255,000.
    expect(forecast).toMatchObject({ visit: 3, date: '2026-06-26', totalCents: 255000 });
    expect(forecast!.why.text).toContain('$2,340.00 + 3 × $70.00 = $2,550.00');
    expect(status).toBe('near');
  });

  it('warns at least one visit before', () => {
    const closer = [...entries, accrual('d', { kind: 'elsewhere', date: '2026-03-01', amountCents: 7000 })];
    const state = stateOf({ entries: closer, frequency: 'twice a week' });
    expect(state).toMatchObject({ status: 'soon', forecast: { visit: 2 } });
    expect(thresholdIssues(state, rules.thresholds)).toMatchObject([{ code: 'threshold-soon', severity: 'hint' }]);
  });

  it('follows the plan: more visits a week come sooner, a plan that ends before gives none', () => {
    expect(stateOf({ entries, frequency: '5 times a week' }).forecast).toMatchObject({ visit: 3, date: '2026-06-19' });
    expect(stateOf({ entries, frequency: 'once a week for 2 weeks' }).forecast).toBeNull();
    expect(stateOf({ entries, frequency: 'as needed' }).forecast).toBeNull();
    expect(stateOf({ entries: spent(220000), frequency: '2x/week' }).forecast).toBeNull();
  });

  it.each([
    ['3 times a week for 6 weeks', { perWeek: 3, weeks: 6 }],
    ['2x/week x 4 weeks', { perWeek: 2, weeks: 4 }],
    ['Twice weekly', { perWeek: 2, weeks: null }],
    ['two visits per week, 8 weeks', { perWeek: 2, weeks: 8 }],
    ['1x/wk for 12 wks', { perWeek: 1, weeks: 12 }],
    ['PRN', null],
    ['40 times a week', null],
  ])('reads "%s"', (text, plan) => {
    expect(readVisitPlan(text)).toEqual(plan);
  });

  it('spreads visits over the week', () => {
    expect([1, 2, 3].map((visit) => visitDate('2026-06-15', visit, { perWeek: 3, weeks: null }))).toEqual([
      '2026-06-17',
      '2026-06-20',
      '2026-06-22',
    ]);
  });
});

describe('the proposed modifier', () => {
  const at = BY.at;
  const typed = Object.entries({ '97530': 12, '97535': 11, '97010': 5 }).map(
    ([cpt, minutes]) => ({ kind: 'add', cpt, task: '', minutes, by: 't1', at }) as const,
  );
  const { lines } = proposeCharges(buildLedger([], [], typed, rules.catalogue), medicare, rules);
  const linesWith = (state: ThresholdState) =>
    withThresholdModifier(lines, state, rules.thresholds, medicare).map(({ code, modifiers }) => [code, modifiers]);
  const crossing = { entries: spent(245000), session: session(3500) };

  it('goes on every billed line of the crossing visit once it is attested, last in the order, with the reason', () => {
    const state = stateOf({ ...crossing, decision: { accepted: true, reason: REASON, ...BY } });
    expect(linesWith(state)).toEqual([
      ['97010', ['GO']],
      ['97530', ['GO', 'KX']],
      ['97535', ['GO', 'KX']],
    ]);
    const [line] = withThresholdModifier(lines, state, rules.thresholds, medicare).filter(({ units }) => units > 0);
    expect(line!.whys!.at(-1)).toMatchObject({ ruleId: 'modifier/KX', text: expect.stringContaining(REASON) });
  });

  it('is not set by itself, nor when declined, nor below the threshold', () => {
    const without = [
      ['97010', ['GO']],
      ['97530', ['GO']],
      ['97535', ['GO']],
    ];
    expect(linesWith(stateOf(crossing))).toEqual(without);
    expect(linesWith(stateOf({ ...crossing, decision: { accepted: false, reason: REASON, ...BY } }))).toEqual(without);
    expect(linesWith(stateOf({ entries: spent(100), decision: { accepted: true, reason: REASON, ...BY } }))).toEqual(
      without,
    );
  });

  it.each([
    ['', /at least 6 words/],
    ['Medically necessary.', /at least 6 words/],
    ['Patient will benefit from continued skilled occupational therapy services.', /stock phrase/],
    ['Patient tolerated treatment well and made good progress today.', /stock phrase/],
  ])('refuses the reason "%s"', (reason, message) => {
    expect(reasonFault(reason, rules.thresholds, rules.phrases)).toMatch(message);
  });

  it('takes a reason of this patient', () => {
    expect(reasonFault(REASON, rules.thresholds, rules.phrases)).toBeNull();
  });
});
