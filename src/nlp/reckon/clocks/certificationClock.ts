/**
 * A certification lasts for the plan's duration or 90 calendar days from the first treatment, whichever is less; each
 * recertification starts a period of its own. The day it ends is the last covered day (Benefit Policy Manual ch. 15
 * §220.1.3; 42 CFR 424.24(c)(4)).
 */
import type { Clock, ClockRules, PlanEvent } from '../../../shared/domain/clocks.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { addDays, daysBetween, earliest } from './days.ts';

export interface CertificationDates {
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

export function certificationClock(
  plan: CertificationDates,
  treatmentDates: readonly IsoDate[],
  events: readonly PlanEvent[],
  today: IsoDate,
  { certification: rule }: ClockRules,
): Clock {
  const recertified = events
    .filter(({ kind, date }) => kind === 'recertified' && date <= today)
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  const first = earliest([
    ...treatmentDates,
    ...events.filter(({ kind }) => kind === 'evaluation').map(({ date }) => date),
  ]);
  // The newer of both: a plan whose dates were renewed, or a recertification on a plan whose dates were not.
  const start =
    [recertified, plan.start]
      .filter((date) => typeof date === 'string')
      .toSorted()
      .at(-1) ?? first;
  const base = { id: 'certification', label: 'Certification' } as const;
  const source = citation(rule.source);
  if (start === null) {
    const text = 'No start of the plan of care is entered: the end of the certification is not known.';
    return {
      ...base,
      status: 'unknown',
      due: null,
      message: text,
      why: { ruleId: 'clock/certification', source, inputs: [], text },
    };
  }
  const longest = addDays(start, rule.mostDays);
  const planned = plan.end !== null && plan.end > start ? plan.end : null;
  const end = planned !== null && planned < longest ? planned : longest;
  const left = daysBetween(today, end);
  const status = left < 0 ? 'overdue' : left === 0 ? 'due' : left <= Math.max(...rule.warnDays) ? 'warning' : 'running';
  const reason = end === planned ? 'the plan ends' : `${rule.mostDays} days after ${start}`;
  const text = `Certified from ${start} to ${end} (${reason}, the earlier of both).`;
  const step = rule.warnDays.toSorted((a, b) => a - b).find((days) => left <= days);
  const days = left === 1 ? '1 day' : `${left} days`;
  const ending = left < 0 ? 'It has ended: recertify.' : left === 0 ? 'It ends today: recertify.' : `${days} left.`;
  return {
    ...base,
    status,
    due: end,
    message: status === 'running' ? text : `${text} ${ending}`,
    why: {
      ruleId: 'clock/certification',
      source,
      inputs: [
        { name: 'start', value: start },
        { name: 'planned end', value: plan.end ?? 'not entered' },
        { name: `start + ${rule.mostDays} days`, value: longest },
        ...(step === undefined ? [] : [{ name: 'warning from', value: `${step} days before` }]),
      ],
      text,
    },
  };
}
