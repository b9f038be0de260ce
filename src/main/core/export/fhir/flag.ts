/**
 * Where the year stands against the annual threshold, for a biller's system: one flag for each patient and year, active
 * from the crossing on. Its id comes from patient and year, so that a later visit's export updates it.
 */
import type { ThresholdState } from '../../../../shared/domain/threshold.ts';
import type { BundleContext } from './bundleContext.ts';
import { type Resource, SYSTEM } from './fhirTypes.ts';

export function flagResources(context: BundleContext): readonly Resource[] {
  const { record, ref, lasting } = context;
  const threshold = record.reckoning?.threshold ?? null;
  if (threshold === null || record.patient === null) return [];
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

function codeText({ discipline, year, needsModifier }: ThresholdState): string {
  return `${discipline} KX threshold CY${year} ${needsModifier ? 'exceeded' : 'not exceeded'}`;
}

/** The day of the crossing where this visit is it; a year that was over before says only when it ends. */
function periodOf({ status, year, needsModifier }: ThresholdState, dateOfService: string) {
  const end = `${year}-12-31`;
  if (!needsModifier) return { start: `${year}-01-01`, end };
  return status === 'crossing' ? { start: dateOfService, end } : { end };
}
