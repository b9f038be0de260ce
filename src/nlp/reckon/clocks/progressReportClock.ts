/**
 * Progress report at least once every ten treatment days: days on which a billable service was given, not calendar days;
 * the evaluation is the first. A report that a therapist signed starts the count anew on the next treatment day; one
 * written by an assistant does not (Benefit Policy Manual ch. 15 §220.3 D).
 */
import type { Clock, ClockRules, PlanEvent } from '../../../shared/domain/clocks.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { IsoDate } from '../../../shared/time.ts';

export function progressReportClock(
  treatmentDates: readonly IsoDate[],
  events: readonly PlanEvent[],
  today: IsoDate,
  { progressReport: rule }: ClockRules,
): Clock {
  const evaluations = events.filter(({ kind }) => kind === 'evaluation').map(({ date }) => date);
  const days = [...new Set([...treatmentDates, ...evaluations])].filter((date) => date <= today).toSorted();
  const report = events
    .filter(({ kind, byAssistant, date }) => kind === 'progressReport' && !byAssistant && date <= today)
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  const counted = days.filter((date) => report === undefined || date > report);
  const count = counted.length;
  const status =
    count > rule.treatmentDays
      ? 'overdue'
      : count === rule.treatmentDays
        ? 'due'
        : count >= rule.warnFrom
          ? 'warning'
          : 'running';
  const since = report === undefined ? 'the start of care' : `the report of ${report}`;
  const text = `${count} treatment ${count === 1 ? 'day' : 'days'} since ${since}; a report is due at ${rule.treatmentDays}.`;
  return {
    id: 'progressReport',
    label: 'Progress report',
    status,
    due: counted[rule.treatmentDays - 1] ?? null,
    message: status === 'running' ? text : `${text} ${status === 'warning' ? 'Plan it.' : 'Write it.'}`,
    why: {
      ruleId: 'clock/progress-report',
      source: citation(rule.source),
      inputs: counted.map((date, i) => ({ name: `treatment day ${i + 1}`, value: date })),
      text,
    },
  };
}
