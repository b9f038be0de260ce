/** As much of FHIR R4 as the export writes; the whole of it is checked against the published definitions in tests. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

export interface Reference {
  readonly reference: string;
}

export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface BundleEntry {
  readonly fullUrl: string;
  readonly resource: Resource;
}

export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly type: 'collection';
  readonly timestamp: string;
  readonly entry: readonly BundleEntry[];
}

export const SYSTEM = {
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  usCoreCategory: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category',
  documentCategory: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
  flagCategory: 'http://terminology.hl7.org/CodeSystem/flag-category',
  claimType: 'http://terminology.hl7.org/CodeSystem/claim-type',
  relatedClaim: 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship',
  processPriority: 'http://terminology.hl7.org/CodeSystem/processpriority',
  encounterClass: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  participant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  /** Names of our own: no code system covers a seven-level score that needs no licence. */
  burden: 'urn:ot-scribe:burden-of-care',
  severityBand: 'urn:ot-scribe:severity-band',
} as const;

export const EXTENSION = {
  ordinal: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  minutes: 'urn:ot-scribe:treatment-minutes',
} as const;
