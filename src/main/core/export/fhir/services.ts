/**
 * What was done and is claimed: one procedure per code with its minutes, and a claim that is a draft and stays one. Where
 * minutes were put right after the signature both follow the correction; the claim as it was signed stays beside it,
 * cancelled, and each procedure says what was signed.
 */
import { chargedMinutes, chargedNow, newestCorrection } from '../../../../shared/domain/chargedNow.ts';
import type { ChargedMinutes } from '../../../../shared/domain/note.ts';
import type { BundleContext } from './bundleContext.ts';
import { EXTENSION, type Resource, SYSTEM } from './fhirTypes.ts';

export function serviceResources(context: BundleContext): readonly Resource[] {
  const { record } = context;
  const now = chargedNow(record);
  const corrected = newestCorrection(record);
  if (corrected === undefined) return [...procedures(now, null, context), ...claim('', now, context, {})];
  const signed = chargedMinutes(record);
  const replaced = claim('signed', signed, context, { status: 'cancelled' });
  const related = replaced.map(() => ({ claim: context.ref('Claim', 'signed'), relationship: PRIOR }));
  const standing = { created: corrected.signedAt, related };
  return [
    ...procedures(now, { signed, at: corrected.signedAt }, context),
    ...claim('', now, context, standing),
    ...replaced,
  ];
}

const PRIOR = { coding: [{ system: SYSTEM.relatedClaim, code: 'prior' }] };

function procedures(
  now: ChargedMinutes,
  before: { readonly signed: ChargedMinutes; readonly at: string } | null,
  { rules, resource, ref, effective }: BundleContext,
): readonly Resource[] {
  const codes = [...new Set(now.entries.flatMap(({ cpt }) => (cpt === null ? [] : [cpt])))];
  return codes.map((code) => {
    const minutes = minutesOf(code, now);
    const label = rules.catalogue.codes.find((entry) => entry.code === code)?.label;
    const signed = before === null ? minutes : minutesOf(code, before.signed);
    const note = { time: before?.at, text: `Corrected after the signature: ${signed} min were signed.` };
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
      note: signed === minutes ? [] : [note],
      report: [ref('DocumentReference')],
    });
  });
}

function minutesOf(code: string, { entries }: ChargedMinutes): number {
  return entries.filter(({ cpt }) => cpt === code).reduce((sum, entry) => sum + entry.minutes, 0);
}

/** Nothing to bill, no claim. */
function claim(
  key: string,
  charged: ChargedMinutes,
  { record, resource, ref, recordedAt }: BundleContext,
  more: Readonly<Record<string, unknown>>,
): Resource[] {
  const billed = charged.lines.filter(({ units }) => units > 0);
  if (billed.length === 0) return [];
  const { diagnosis } = record.patient ?? { diagnosis: null };
  return [
    resource('Claim', key, {
      status: 'draft',
      type: { coding: [{ system: SYSTEM.claimType, code: 'professional' }] },
      use: 'claim',
      patient: ref('Patient'),
      created: recordedAt,
      provider: ref('Practitioner'),
      priority: { coding: [{ system: SYSTEM.processPriority, code: 'normal' }] },
      supportingInfo: minutesInfo(charged),
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
      ...more,
    }),
  ];
}

function minutesInfo({ timedMinutes, treatmentMinutes }: ChargedMinutes) {
  const minutes = (value: number) => ({ value, unit: 'min', system: SYSTEM.ucum, code: 'min' });
  return [
    { sequence: 1, category: { text: 'Total timed minutes' }, valueQuantity: minutes(timedMinutes) },
    { sequence: 2, category: { text: 'Total treatment minutes' }, valueQuantity: minutes(treatmentMinutes) },
  ];
}

/** Two digits are modifiers of the procedure code set, letters those of the payer's. */
function modifierSystem(code: string): string {
  return /^\d+$/.test(code) ? SYSTEM.cpt : SYSTEM.hcpcs;
}
