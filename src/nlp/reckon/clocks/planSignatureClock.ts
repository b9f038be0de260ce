/**
 * The initial plan is signed by the certifying practitioner within 30 days of the first treatment. From 2025 a signed
 * order in the record plus proof that the plan was sent within 30 days takes the place of that signature, for the
 * initial certification only (42 CFR 424.24; 89 Fed. Reg. 97912). A verbal order certifies, but is signed in 14 days.
 */
import type { Clock, ClockRules, PlanEvent, PlanEventKind } from '../../../shared/domain/clocks.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { addDays, daysBetween, earliest } from './days.ts';

export function planSignatureClock(
  treatmentDates: readonly IsoDate[],
  events: readonly PlanEvent[],
  today: IsoDate,
  rules: ClockRules,
): Clock {
  const { planSignature: rule, orderException: exception } = rules;
  const dateOf = (kind: PlanEventKind) =>
    earliest(events.filter((event) => event.kind === kind).map(({ date }) => date));
  const first = earliest([...treatmentDates, ...[dateOf('evaluation')].filter((date) => date !== null)]);
  const signed = dateOf('planSigned');
  const sent = dateOf('planSent');
  const order = dateOf('orderReceived');
  const verbal = dateOf('verbalOrder');
  const inputs = [
    { name: 'first treatment', value: first ?? 'none' },
    { name: 'order on file', value: order ?? 'none' },
    { name: 'verbal order', value: verbal ?? 'none' },
    { name: 'plan sent', value: sent ?? 'not sent' },
    { name: 'plan signed', value: signed ?? 'not signed' },
  ];
  const clock = (
    status: Clock['status'],
    due: IsoDate | null,
    ruleId: string,
    source: string,
    text: string,
  ): Clock => ({
    ...{ id: 'planSignature', label: 'Plan signature', status, due, message: text },
    why: { ruleId, source, inputs, text },
  });
  const ordinary = citation(rule.source);
  if (first === null)
    return clock(
      'unknown',
      null,
      'clock/plan-signature',
      ordinary,
      'No treatment yet: the 30 days of the plan have not begun.',
    );
  const due = addDays(first, rule.days);
  if (signed !== null) {
    const isLate = signed > due;
    const text = isLate
      ? `Signed on ${signed}, after ${due}: a delayed certification, which needs its reason in the record.`
      : `Signed on ${signed}, within ${rule.days} days of ${first}.`;
    return clock(isLate ? 'warning' : 'settled', due, 'clock/plan-signature', ordinary, text);
  }
  const applies = first >= exception.from && order !== null;
  const sendBy = addDays(first, exception.days);
  if (applies && sent !== null && sent <= sendBy)
    return clock(
      'settled',
      null,
      'clock/order-exception',
      citation(exception.source),
      `No signature is needed for the initial plan: a signed order of ${order} is on file and the plan was sent on ${sent}, by ${sendBy}.`,
    );
  if (verbal !== null) {
    const signBy = addDays(verbal, rule.verbalOrderDays);
    return clock(
      statusBy(signBy, today, rule.warnDays),
      signBy,
      'clock/verbal-order',
      ordinary,
      `A verbal order of ${verbal} is signed by ${signBy}.`,
    );
  }
  const wanted = applies ? `Send the plan or have it signed by ${due}.` : `Have the plan signed by ${due}.`;
  const lacking = sent === null ? ' It has not been sent.' : ` It was sent on ${sent}.`;
  return clock(statusBy(due, today, rule.warnDays), due, 'clock/plan-signature', ordinary, `${wanted}${lacking}`);
}

function statusBy(due: IsoDate, today: IsoDate, warnDays: readonly number[]): Clock['status'] {
  const left = daysBetween(today, due);
  if (left < 0) return 'overdue';
  return left === 0 ? 'due' : left <= Math.max(...warnDays) ? 'warning' : 'running';
}
