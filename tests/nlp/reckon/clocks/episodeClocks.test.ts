import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../src/nlp/reckon/clocks/days.ts';
import { episodeClocks } from '../../../../src/nlp/reckon/clocks/episodeClocks.ts';
import { planChanges } from '../../../../src/nlp/reckon/clocks/planChanges.ts';
import type { Clock, ClockId, PlanEvent, PlanEventKind } from '../../../../src/shared/domain/clocks.ts';
import { walter } from '../../draft/noteOf.ts';
import { rules } from '../../rules.ts';

let number = 0;
function event(kind: PlanEventKind, date: string, more: Partial<PlanEvent> = {}): PlanEvent {
  number += 1;
  return {
    id: `e${number}`,
    kind,
    date,
    note: 'fax log',
    byAssistant: false,
    by: 'u1',
    at: `${date}T12:00:00.${String(number).padStart(3, '0')}Z`,
    ...more,
  };
}
const days = (start: string, count: number, every = 2) =>
  Array.from({ length: count }, (_, i) => addDays(start, i * every));

interface Given {
  readonly start?: string | null;
  readonly end?: string | null;
  readonly treated?: readonly string[];
  readonly events?: readonly PlanEvent[];
  readonly today: string;
}
function clock(id: ClockId, { start = null, end = null, treated = [], events = [], today }: Given): Clock {
  const plan = { certificationStart: start, certificationEnd: end };
  const clocks = episodeClocks({ plan, treatmentDates: treated, events, today }, rules.clocks);
  return clocks.find((each) => each.id === id)!;
}

describe('the progress report', () => {
  it.each([
    [1, 'running'],
    [7, 'running'],
    [8, 'warning'],
    [9, 'warning'],
    [10, 'due'],
    [11, 'overdue'],
  ])('after %i treatment days is %s', (count, status) => {
    const treated = days('2026-03-02', count);
    expect(clock('progressReport', { treated, today: '2026-12-01' }).status).toBe(status);
  });

  it('counts days treated, not calendar days, and a day with two visits once', () => {
    expect(clock('progressReport', { treated: days('2026-01-05', 5, 30), today: '2026-12-01' }).status).toBe('running');
    const twice = [...days('2026-03-02', 9), ...days('2026-03-02', 9)];
    expect(clock('progressReport', { treated: twice, today: '2026-12-01' }).status).toBe('warning');
  });

  it('counts the evaluation as the first day and no day after today', () => {
    const events = [event('evaluation', '2026-03-01')];
    expect(clock('progressReport', { treated: days('2026-03-02', 9), events, today: '2026-12-01' })).toMatchObject({
      status: 'due',
      due: '2026-03-18',
    });
    expect(clock('progressReport', { treated: days('2026-03-02', 12), today: '2026-03-04' }).status).toBe('running');
  });

  it('starts anew after a report a therapist signed, not after one by an assistant', () => {
    const treated = days('2026-03-02', 10);
    const given = { treated, today: '2026-12-01' };
    expect(clock('progressReport', { ...given, events: [event('progressReport', '2026-03-12')] })).toMatchObject({
      status: 'running',
    });
    const assistants = event('progressReport', '2026-03-12', { byAssistant: true });
    expect(clock('progressReport', { ...given, events: [assistants] }).status).toBe('due');
  });

  it('names the days it counted', () => {
    const { why } = clock('progressReport', { treated: days('2026-03-02', 2), today: '2026-12-01' });
    expect(why.inputs.map(({ value }) => value)).toEqual(['2026-03-02', '2026-03-04']);
    expect(why.source).toContain('§220.3 D');
  });
});

describe('the certification', () => {
  it('ends with the plan or after 90 days, whichever is earlier', () => {
    expect(clock('certification', { start: '2026-03-02', end: '2026-04-30', today: '2026-03-03' })).toMatchObject({
      due: '2026-04-30',
      status: 'running',
    });
    expect(clock('certification', { start: '2026-03-02', end: '2026-09-30', today: '2026-03-03' }).due).toBe(
      '2026-05-31',
    );
    expect(clock('certification', { start: '2026-03-02', today: '2026-03-03' }).due).toBe('2026-05-31');
  });

  it.each([
    ['2026-04-15', 'running'],
    ['2026-04-16', 'warning'],
    ['2026-04-23', 'warning'],
    ['2026-04-29', 'warning'],
    ['2026-04-30', 'due'],
    ['2026-05-01', 'overdue'],
  ])('that ends on 30 April is on %s %s', (today, status) => {
    expect(clock('certification', { start: '2026-03-02', end: '2026-04-30', today }).status).toBe(status);
  });

  it('begins with the first treatment where no start is entered, and is unknown before one', () => {
    expect(clock('certification', { treated: ['2026-03-04'], today: '2026-03-05' }).due).toBe('2026-06-02');
    expect(clock('certification', { today: '2026-03-05' })).toMatchObject({ status: 'unknown', due: null });
  });

  it('follows a plan whose dates were renewed after the recertification', () => {
    const events = [event('recertified', '2026-04-28')];
    expect(clock('certification', { start: '2026-05-01', end: '2026-06-30', events, today: '2026-05-05' }).due).toBe(
      '2026-06-30',
    );
  });

  it('takes a day that does not exist for none', () => {
    expect(clock('certification', { start: '2026-99-99', end: '2026-02-31', today: '2026-03-05' }).status).toBe(
      'unknown',
    );
  });

  it('begins anew with a recertification', () => {
    const events = [event('recertified', '2026-04-28')];
    expect(
      clock('certification', { start: '2026-03-02', end: '2026-04-30', events, today: '2026-05-05' }),
    ).toMatchObject({ due: '2026-04-30' });
    expect(clock('certification', { start: '2026-03-02', events, today: '2026-05-05' })).toMatchObject({
      due: '2026-07-27',
      status: 'running',
    });
  });
});

describe('the plan’s signature', () => {
  const treated = ['2026-03-02'];

  it.each([
    ['2026-03-16', 'running'],
    ['2026-03-18', 'warning'],
    ['2026-04-01', 'due'],
    ['2026-04-02', 'overdue'],
  ])('is due within 30 days of the first treatment: on %s %s', (today, status) => {
    expect(clock('planSignature', { treated, today })).toMatchObject({ due: '2026-04-01', status });
  });

  it('is settled when it came in time, and a late one asks for its reason', () => {
    const given = { treated, today: '2026-06-01' };
    expect(clock('planSignature', { ...given, events: [event('planSigned', '2026-03-30')] }).status).toBe('settled');
    const late = clock('planSignature', { ...given, events: [event('planSigned', '2026-04-10')] });
    expect(late).toMatchObject({ status: 'warning', message: expect.stringContaining('delayed certification') });
  });

  it('is not needed from 2025 where an order is on file and the plan was sent within 30 days', () => {
    const sent = [event('orderReceived', '2026-02-27'), event('planSent', '2026-03-20')];
    const given = { treated, today: '2026-06-01' };
    expect(clock('planSignature', { ...given, events: sent })).toMatchObject({
      status: 'settled',
      why: { ruleId: 'clock/order-exception' },
    });
  });

  it.each([
    ['without an order', ['2026-03-02'], [event('planSent', '2026-03-20')]],
    [
      'when the plan was sent too late',
      ['2026-03-02'],
      [event('orderReceived', '2026-02-27'), event('planSent', '2026-04-02')],
    ],
    ['when it was not sent', ['2026-03-02'], [event('orderReceived', '2026-02-27')]],
    [
      'for care that began before 2025',
      ['2024-12-30'],
      [event('orderReceived', '2024-12-20'), event('planSent', '2025-01-02')],
    ],
  ])('is still needed %s', (_, dates, events) => {
    expect(clock('planSignature', { treated: dates, events, today: '2026-06-01' }).status).toBe('overdue');
  });

  it('gives a verbal order 14 days to be signed', () => {
    expect(
      clock('planSignature', { treated, events: [event('verbalOrder', '2026-03-02')], today: '2026-03-05' }),
    ).toMatchObject({ due: '2026-03-16', why: { ruleId: 'clock/verbal-order' } });
  });

  it('has not begun before the first treatment', () => {
    expect(clock('planSignature', { today: '2026-03-05' }).status).toBe('unknown');
  });
});

describe('a change of the plan', () => {
  const changed = event('planChanged', '2026-03-10', { note: 'long-term goals' });

  it('asks whether it is significant, and a significant one waits for a signature', () => {
    const given = { today: '2026-03-12' };
    expect(clock('planChange', { ...given, events: [changed] })).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('significant?'),
    });
    const significant = event('changeSignificant', '2026-03-11');
    expect(clock('planChange', { ...given, events: [changed, significant] }).status).toBe('due');
    expect(
      clock('planChange', { ...given, events: [changed, significant, event('planSigned', '2026-03-12')] }),
    ).toBeUndefined();
    expect(clock('planChange', { ...given, events: [changed, event('changeMinor', '2026-03-11')] })).toBeUndefined();
    expect(clock('planChange', { ...given })).toBeUndefined();
  });

  it('is seen in goals, diagnosis and frequency, and in nothing else', () => {
    const goals = [...walter.planOfCare.goals, { id: 'g3', term: 'long', text: 'Drive again' } as const];
    expect(planChanges(walter, { ...walter, planOfCare: { ...walter.planOfCare, goals } })[0]).toContain(
      '1 new or reworded, 0 no longer',
    );
    expect(planChanges(walter, { ...walter, diagnosis: 'Stroke' })).toEqual(['diagnosis']);
    expect(planChanges(walter, { ...walter, planOfCare: { ...walter.planOfCare, frequency: '2x/week' } })).toEqual([
      'frequency',
    ]);
    expect(planChanges(walter, { ...walter, name: 'Walt', precautions: 'Fall risk' })).toEqual([]);
  });
});
