/**
 * A value that a bundle carries twice must be the same twice: scores stand as observations and in the questionnaire
 * response, units in the claim, minutes in procedures and in the claim. Each difference is told as one sentence.
 */
import type { Bundle, Resource } from './fhirTypes.ts';

interface Coded {
  readonly code?: { readonly coding?: readonly { readonly code: string }[] };
}
interface Observed extends Coded {
  readonly valueInteger?: number;
  readonly valueCodeableConcept?: { readonly coding: readonly { readonly code: string }[] };
}
interface Answered {
  readonly linkId: string;
  readonly answer: readonly { readonly valueInteger?: number; readonly valueCoding?: { readonly code: string } }[];
}
interface Minutes {
  readonly extension?: readonly { readonly valueQuantity?: { readonly value: number } }[];
}

export function bundleFaults(bundle: Bundle): readonly string[] {
  return [...scoreFaults(bundle), ...minuteFaults(bundle)];
}

const all = <T>({ entry }: Bundle, type: string): readonly (Resource & T)[] =>
  entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource as Resource & T] : []));

function scoreFaults(bundle: Bundle): readonly string[] {
  const observed = new Map(
    all<Observed>(bundle, 'Observation').flatMap(({ code, valueInteger, valueCodeableConcept }) => {
      const value = valueInteger ?? valueCodeableConcept?.coding[0]?.code;
      const name = code?.coding?.[0]?.code;
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const answers = all<{ readonly item: readonly Answered[] }>(bundle, 'QuestionnaireResponse').flatMap(
    ({ item }) => item,
  );
  return answers.flatMap(({ linkId, answer }) => {
    const value = answer[0]?.valueInteger ?? answer[0]?.valueCoding?.code;
    const [kind, item = ''] = linkId.split('/');
    const seen = kind === 'burden' ? observed.get(item) : undefined;
    if (kind !== 'burden' || seen === value) return [];
    return [
      `${item} is ${seen ?? 'missing'} as an observation and ${value ?? 'missing'} in the questionnaire response.`,
    ];
  });
}

function minuteFaults(bundle: Bundle): readonly string[] {
  const done = all<Minutes>(bundle, 'Procedure').reduce(
    (sum, { extension }) => sum + (extension?.[0]?.valueQuantity?.value ?? 0),
    0,
  );
  const claims = all<{
    readonly status?: string;
    readonly supportingInfo?: readonly {
      readonly category: { readonly text: string };
      readonly valueQuantity: { readonly value: number };
    }[];
  }>(bundle, 'Claim');
  const standing = claims.filter(({ status }) => status !== 'cancelled');
  return standing.flatMap(({ supportingInfo = [] }) => {
    const told = supportingInfo.find(({ category }) => category.text === 'Total treatment minutes');
    if (told === undefined || told.valueQuantity.value === done) return [];
    return [`The procedures add up to ${done} minutes, the claim says ${told.valueQuantity.value}.`];
  });
}
