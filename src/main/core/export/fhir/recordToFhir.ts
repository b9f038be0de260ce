/**
 * A session's record as an HL7 FHIR R4 bundle (http://hl7.org/fhir/R4): people, observations with the words they rest
 * on, the same values as a questionnaire response, procedures with minutes, a draft claim, the note and its provenance.
 * No sound and no transcript goes out. The same record gives the same bytes.
 */
import type { RuleSet } from '../../../../shared/domain/rules.ts';
import type { ReleasedRecord } from '../release.ts';
import { bundleContext } from './bundleContext.ts';
import { documentResources } from './document.ts';
import type { Bundle } from './fhirTypes.ts';
import { flagResources } from './flag.ts';
import { observationResources } from './observations.ts';
import { peopleResources } from './people.ts';
import { serviceResources } from './services.ts';

/** Makes the relative references resolve inside the bundle; a name that by RFC 2606 leads nowhere. */
const BASE = 'https://ot-scribe.invalid/fhir';

export function recordToFhir(record: ReleasedRecord, rules: RuleSet): Bundle {
  const context = bundleContext(record, rules);
  const resources = [
    ...peopleResources(context),
    ...observationResources(context),
    ...serviceResources(context),
    ...flagResources(context),
    ...documentResources(context),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: context.recordedAt,
    entry: resources.map((resource) => ({ fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`, resource })),
  };
}
