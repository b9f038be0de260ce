/**
 * Where a patient's year stands against the threshold above which the KX modifier attests medical necessity (SSA
 * §1833(g)(7)): before today, with today's lines, and by the plan's frequency. The modifier is proposed, never set: it
 * is a personal attestation and needs the therapist's own reason.
 */
import { citation } from '../../../shared/domain/ruleSource.ts';
import type {
  AccrualEntry,
  CrossingForecast,
  Discipline,
  ModifierDecision,
  ThresholdRules,
  ThresholdState,
  ThresholdStatus,
} from '../../../shared/domain/threshold.ts';
import { dollars } from '../../../shared/money.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { IsoDate } from '../../../shared/time.ts';
import type { AllowedDay } from './allowedAmounts.ts';
import { readVisitPlan, visitDate } from './visitPlan.ts';
import { type YearToDate, yearToDate } from './yearToDate.ts';

export interface ThresholdInput {
  readonly entries: readonly AccrualEntry[];
  readonly discipline: Discipline;
  readonly today: IsoDate;
  /** null outside a session. */
  readonly session: { readonly id: string; readonly allowed: AllowedDay | null } | null;
  readonly frequency: string | null;
  readonly decision: ModifierDecision | null;
}

const MOST_VISITS_AHEAD = 120;

export function thresholdState(input: ThresholdInput, rules: ThresholdRules): Result<ThresholdState> {
  const year = Number(input.today.slice(0, 4));
  const row = rules.years.find((each) => each.year === year);
  if (row === undefined)
    return fail('invalid_input', `The threshold table has no row for ${year}: add it to kx-thresholds.json.`);
  const thresholdCents = input.discipline === 'OT' ? row.otCents : row.ptSlpCents;
  const before = yearToDate(input.entries, input.discipline, input.today, input.session?.id ?? null);
  const { allowed = null } = input.session ?? {};
  const todayCents = allowed === null || allowed.missing.length > 0 ? null : allowed.totalCents;
  const withToday = before.cents + (todayCents ?? 0);
  const forecast = forecastOf(input, withToday, thresholdCents, rules);
  const status = statusOf(before.cents, withToday, thresholdCents, forecast, rules);
  const needsModifier = status === 'crossing' || status === 'over';
  const sum = todayCents === null ? dollars(before.cents) : `${dollars(before.cents)} + today ${dollars(todayCents)}`;
  return ok({
    year,
    discipline: input.discipline,
    status,
    thresholdCents,
    reviewCents: row.reviewCents,
    beforeCents: before.cents,
    todayCents,
    remainingCents: Math.max(0, thresholdCents - withToday),
    isReviewPossible: withToday > row.reviewCents,
    forecast: needsModifier ? null : forecast,
    needsModifier,
    decision: input.decision,
    remarks: remarksOf(before, allowed, input.session !== null, row),
    why: {
      ruleId: `threshold/${status}`,
      source: `${citation(rules.source)}; ${year}: ${row.source}`,
      inputs: [
        ...before.inputs,
        { name: 'threshold', value: dollars(thresholdCents), at: `${rules.id}@${rules.version}` },
      ],
      text: `${input.discipline} ${year}: ${sum} = ${dollars(withToday)} of ${dollars(thresholdCents)}.`,
    },
  });
}

function statusOf(
  before: number,
  withToday: number,
  threshold: number,
  forecast: CrossingForecast | null,
  rules: ThresholdRules,
): ThresholdStatus {
  if (before > threshold) return 'over';
  if (withToday > threshold) return 'crossing';
  if (forecast !== null && forecast.visit <= rules.soonVisits) return 'soon';
  return withToday >= rules.noticeShare * threshold ? 'near' : 'below';
}

/** Mean of the visits so far (today's included) × the plan's frequency; null without a mean or a readable frequency. */
function forecastOf(
  input: ThresholdInput,
  withToday: number,
  threshold: number,
  rules: ThresholdRules,
): CrossingForecast | null {
  const plan = readVisitPlan(input.frequency);
  const mean = meanVisit(input);
  if (plan === null || mean === null || mean.cents === 0) return null;
  const most = plan.weeks === null ? MOST_VISITS_AHEAD : plan.perWeek * plan.weeks;
  const visit = withToday > threshold ? 1 : Math.floor((threshold - withToday) / mean.cents) + 1;
  const date = visitDate(input.today, visit, plan);
  if (visit > most || date.slice(0, 4) !== input.today.slice(0, 4)) return null;
  const totalCents = withToday + visit * mean.cents;
  return {
    visit,
    date,
    totalCents,
    why: {
      ruleId: 'threshold/forecast',
      source: citation(rules.source),
      inputs: [
        { name: 'frequency', value: input.frequency ?? '', at: 'patient.planOfCare.frequency' },
        { name: `mean of ${mean.visits} visits`, value: dollars(mean.cents) },
      ],
      text: `${dollars(withToday)} + ${visit} × ${dollars(mean.cents)} = ${dollars(totalCents)}, above ${dollars(threshold)}: about visit ${visit} from today, ${date}. An estimate.`,
    },
  };
}

function meanVisit({ entries, discipline, session, today }: ThresholdInput) {
  const year = today.slice(0, 4);
  const amounts = entries
    .filter((entry) => entry.kind === 'visit' && entry.discipline === discipline && entry.date.startsWith(year))
    .filter((entry) => entry.kind === 'visit' && entry.sessionId !== session?.id)
    .map(({ amountCents }) => amountCents);
  const allowed = session?.allowed ?? null;
  if (allowed !== null && allowed.missing.length === 0 && allowed.totalCents > 0) amounts.push(allowed.totalCents);
  if (amounts.length === 0) return null;
  return { visits: amounts.length, cents: Math.round(amounts.reduce((sum, cents) => sum + cents, 0) / amounts.length) };
}

function remarksOf(
  before: YearToDate,
  allowed: AllowedDay | null,
  isSession: boolean,
  row: ThresholdRules['years'][number],
): readonly string[] {
  return [
    ...(before.knowsElsewhere
      ? []
      : ['Nothing is entered about other providers this year: the sum is this clinic’s alone.']),
    ...(isSession && allowed === null ? ['No fee schedule is imported: what today adds is not known.'] : []),
    ...(allowed !== null && allowed.missing.length > 0
      ? [`No fee for ${allowed.missing.join(', ')}: what today adds is not known.`]
      : []),
    ...(row.verified ? [] : [`The figure of ${row.year} has not been checked against a CMS page.`]),
  ];
}
