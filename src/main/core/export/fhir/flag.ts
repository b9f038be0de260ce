/**
 * Where the year stands against the annual threshold, for a biller's system: one flag for each patient and year, active
 * from the crossing on. Its id comes from patient and year, so that a later visit's export updates it.
 */
import { chargedNow } from '../../../../shared/domain/chargedNow.ts';
import type { ThresholdState } from '../../../../shared/domain/threshold.ts';
import type { BundleContext } from './bundleContext.ts';
import { type Resource, SYSTEM } from './fhirTypes.ts';

export function flagResources(context: BundleContext): readonly Resource[] {
  const { record, ref, lasting } = context;
  const signed = record.reckoning?.threshold ?? null;
  if (signed === null || record.patient === null) return [];
  const threshold = withToday(signed, chargedNow(record).allowedCents ?? signed.todayCents);
  return [
    lasting('Flag', `${record.patient.id}/threshold/${threshold.discipline}/${threshold.year}`, {
      status: threshold.needsModifier ? 'active' : 'inactive',
      category: [{ coding: [{ system: SYSTEM.flagCategory, code: 'admin' }] }],
      code: { text: codeText(threshold) },
      subject: ref('Patient'),
      period: periodOf(threshold, record.session.dateOfService),
      author: ref('Practitioner'),
    }),
  ];
}

/** Where the year stands with the lines as they are billed now: a correction may undo or make the crossing. */
function withToday(signed: ThresholdState, todayCents: number | null): ThresholdState {
  if (todayCents === signed.todayCents || signed.status === 'over') return signed;
  const isCrossed = signed.beforeCents + (todayCents ?? 0) > signed.thresholdCents;
  return { ...signed, todayCents, needsModifier: isCrossed, status: isCrossed ? 'crossing' : 'below' };
}

function codeText({ discipline, year, needsModifier }: ThresholdState): string {
  return `${discipline} KX threshold CY${year} ${needsModifier ? 'exceeded' : 'not exceeded'}`;
}

/** The day of the crossing where this visit is it; a year that was over before says only when it ends. */
function periodOf({ status, year, needsModifier }: ThresholdState, dateOfService: string) {
  const end = `${year}-12-31`;
  if (!needsModifier) return { start: `${year}-01-01`, end };
  return status === 'crossing' ? { start: dateOfService, end } : { end };
}
