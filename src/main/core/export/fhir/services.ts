/** What was done and is claimed: one procedure per code with its minutes, and a claim that is a draft and stays one. */
import type { BundleContext } from './bundleContext.ts';
import { EXTENSION, type Resource, SYSTEM } from './fhirTypes.ts';

export function serviceResources(context: BundleContext): readonly Resource[] {
  const { record, rules, resource, ref, effective } = context;
  const codes = [...new Set(record.ledger.entries.flatMap(({ cpt }) => (cpt === null ? [] : [cpt])))];
  const procedures = codes.map((code) => {
    const entries = record.ledger.entries.filter(({ cpt }) => cpt === code);
    const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
    const label = rules.catalogue.codes.find((entry) => entry.code === code)?.label;
    return resource('Procedure', code, {
      extension: [
        { url: EXTENSION.minutes, valueQuantity: { value: minutes, unit: 'min', system: SYSTEM.ucum, code: 'min' } },
      ],
      status: 'completed',
      code: { coding: [{ system: SYSTEM.cpt, code }], ...(label === undefined ? {} : { text: label }) },
      subject: ref('Patient'),
      encounter: ref('Encounter'),
      performedDateTime: effective,
      performer: [{ actor: ref('Practitioner') }],
      report: [ref('DocumentReference')],
    });
  });
  return [...procedures, ...claim(context)];
}

function claim({ record, resource, ref, recordedAt }: BundleContext): Resource[] {
  const billed = record.charges.lines.filter(({ units }) => units > 0);
  if (billed.length === 0) return [];
  const { diagnosis } = record.patient ?? { diagnosis: null };
  return [
    resource('Claim', '', {
      status: 'draft',
      type: { coding: [{ system: SYSTEM.claimType, code: 'professional' }] },
      use: 'claim',
      patient: ref('Patient'),
      created: recordedAt,
      provider: ref('Practitioner'),
      priority: { coding: [{ system: SYSTEM.processPriority, code: 'normal' }] },
      supportingInfo: minutesInfo(record.ledger),
      diagnosis: diagnosis === null ? [] : [{ sequence: 1, diagnosisCodeableConcept: { text: diagnosis } }],
      insurance: [{ sequence: 1, focal: true, coverage: ref('Coverage') }],
      item: billed.map((line, i) => ({
        sequence: i + 1,
        ...(diagnosis === null ? {} : { diagnosisSequence: [1] }),
        productOrService: { coding: [{ system: SYSTEM.cpt, code: line.code }] },
        ...(line.modifiers.length === 0
          ? {}
          : { modifier: line.modifiers.map((code) => ({ coding: [{ system: modifierSystem(code), code }] })) }),
        servicedDate: record.session.dateOfService,
        quantity: { value: line.units },
      })),
    }),
  ];
}

function minutesInfo(ledger: BundleContext['record']['ledger']) {
  const minutes = (value: number) => ({ value, unit: 'min', system: SYSTEM.ucum, code: 'min' });
  return [
    { sequence: 1, category: { text: 'Total timed minutes' }, valueQuantity: minutes(ledger.timedMinutes) },
    { sequence: 2, category: { text: 'Total treatment minutes' }, valueQuantity: minutes(ledger.treatmentMinutes) },
  ];
}

/** Two digits are modifiers of the procedure code set, letters those of the payer's. */
function modifierSystem(code: string): string {
  return /^\d+$/.test(code) ? SYSTEM.cpt : SYSTEM.hcpcs;
}
