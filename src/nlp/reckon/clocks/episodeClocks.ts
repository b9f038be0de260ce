/** All clocks of a patient's episode on one day, from stored dates alone. */
import type { Clock, ClockRules, PlanEvent } from '../../../shared/domain/clocks.ts';
import type { PlanOfCare } from '../../../shared/domain/record.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { certificationClock } from './certificationClock.ts';
import { planSignatureClock } from './planSignatureClock.ts';
import { progressReportClock } from './progressReportClock.ts';

export interface EpisodeDates {
  readonly plan: Pick<PlanOfCare, 'certificationStart' | 'certificationEnd'>;
  /** Days with at least one billable OT service, today's session included. */
  readonly treatmentDates: readonly IsoDate[];
  readonly events: readonly PlanEvent[];
  readonly today: IsoDate;
}

export function episodeClocks(
  { plan, treatmentDates, events, today }: EpisodeDates,
  rules: ClockRules,
): readonly Clock[] {
  const certified = { start: realDate(plan.certificationStart), end: realDate(plan.certificationEnd) };
  const change = planChangeClock(events, rules);
  return [
    progressReportClock(treatmentDates, events, today, rules),
    certificationClock(certified, treatmentDates, events, today, rules),
    planSignatureClock(treatmentDates, events, today, rules),
    ...(change === null ? [] : [change]),
  ];
}

/** A typed day that no calendar has is as good as none. */
function realDate(date: IsoDate | null): IsoDate | null {
  return date === null || Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? null : date;
}

/** A change of goals or diagnosis is asked about; a significant one needs the practitioner's signature again. */
function planChangeClock(events: readonly PlanEvent[], rules: ClockRules): Clock | null {
  const inOrder = events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const last = inOrder.findLast(({ kind }) => kind === 'planChanged');
  if (last === undefined) return null;
  const after = inOrder.slice(inOrder.indexOf(last) + 1);
  const answer = after.findLast(({ kind }) => kind === 'changeSignificant' || kind === 'changeMinor');
  if (answer?.kind === 'changeMinor') return null;
  const isSigned = after.some(({ kind }) => kind === 'planSigned' || kind === 'recertified');
  if (answer !== undefined && isSigned) return null;
  const what = `The plan was changed on ${last.date}: ${last.note}.`;
  const text =
    answer === undefined
      ? `${what} Is the change significant?`
      : `${what} It is significant: the practitioner signs the changed plan.`;
  return {
    ...{
      id: 'planChange',
      label: 'Plan change',
      status: answer === undefined ? 'warning' : 'due',
      due: null,
      message: text,
    },
    why: {
      ruleId: 'clock/plan-change',
      source: citation(rules.certification.source),
      inputs: [{ name: 'change', value: last.note, at: last.id }],
      text,
    },
  };
}
