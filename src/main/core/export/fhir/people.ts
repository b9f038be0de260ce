/** Whose record it is, by whom, at which visit. */
import type { BundleContext } from './bundleContext.ts';
import { type Resource, SYSTEM } from './fhirTypes.ts';

export function peopleResources(context: BundleContext): readonly Resource[] {
  const { record, resource, ref } = context;
  const { patient, session, therapist, note } = record;
  return [
    resource('Patient', '', {
      identifier: patient?.recordNumber ? [{ system: 'urn:ot-scribe:record-number', value: patient.recordNumber }] : [],
      name: [{ text: patient?.name ?? 'not given' }],
      birthDate: patient?.birthDate,
    }),
    resource('Practitioner', '', {
      identifier: therapist?.licence ? [{ system: 'urn:ot-scribe:licence', value: therapist.licence }] : [],
      name: [{ text: therapist?.name ?? 'not given', ...(therapist ? { suffix: [therapist.credentials] } : {}) }],
    }),
    resource('Organization', '', { name: 'Practice of the signing therapist' }),
    resource('Device', '', {
      deviceName: [{ name: `OT Scribe ${note.stamp.app}`, type: 'model-name' }],
      version: [{ value: `${note.stamp.app}; template ${note.stamp.template}; rules ${note.stamp.rules}` }],
    }),
    resource('Encounter', '', {
      status: 'finished',
      class: { system: SYSTEM.encounterClass, code: 'AMB', display: 'ambulatory' },
      subject: ref('Patient'),
      participant: [{ individual: ref('Practitioner') }],
      period: { start: session.startedAt ?? session.dateOfService },
      reasonCode: patient?.diagnosis ? [{ text: patient.diagnosis }] : [],
    }),
    resource('Coverage', '', {
      status: 'active',
      beneficiary: ref('Patient'),
      payor: [ref('Organization', 'payer')],
    }),
    resource('Organization', 'payer', { name: payerName(context) }),
    ...(patient?.planOfCare.goals ?? []).map((goal) =>
      resource('Goal', goal.id, {
        lifecycleStatus: 'active',
        description: { text: goal.text },
        subject: ref('Patient'),
      }),
    ),
  ];
}

function payerName({ record, rules }: BundleContext): string {
  const id = record.patient?.payerId;
  return rules.payers.find((payer) => payer.id === id)?.name ?? id ?? 'not given';
}
