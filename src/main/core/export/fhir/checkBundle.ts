/**
 * A value that a bundle carries twice must be the same twice: scores of both scales stand as observations and in the
 * questionnaire response, minutes in procedures and in the claim. Each difference is told as one sentence.
 */
import type { Bundle, Coding, Resource } from './fhirTypes.ts';
import { SYSTEM } from './fhirTypes.ts';

interface Minutes {
  readonly extension?: readonly { readonly valueQuantity?: { readonly value: number } }[];
}

export function bundleFaults(bundle: Bundle): readonly string[] {
  return [...scoreFaults(bundle), ...minuteFaults(bundle)];
}

const all = <T>({ entry }: Bundle, type: string): readonly (Resource & T)[] =>
  entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource as Resource & T] : []));

interface Graded extends Coding {
  readonly extension?: readonly { readonly valueDecimal?: number }[];
}
interface Observed {
  readonly code?: { readonly text?: string; readonly coding?: readonly Coding[] };
  readonly valueInteger?: number;
  readonly valueCodeableConcept?: { readonly text?: string; readonly coding: readonly Graded[] };
}
interface Answered {
  readonly linkId: string;
  readonly text?: string;
  readonly answer: readonly { readonly valueInteger?: number; readonly valueCoding?: Coding }[];
}
interface Asked {
  readonly linkId: string;
  readonly code?: readonly Coding[];
}

/** The form says what each of its items is coded as; an item without a code has no observation. */
function scoreFaults(bundle: Bundle): readonly string[] {
  const observed = all<Observed>(bundle, 'Observation').filter(isScore);
  const asked = all<{ readonly item: readonly Asked[] }>(bundle, 'Questionnaire').flatMap(({ item }) => item);
  const answers = all<{ readonly item: readonly Answered[] }>(bundle, 'QuestionnaireResponse').flatMap(
    ({ item }) => item,
  );
  const coded = new Map(asked.flatMap(({ linkId, code }) => (code?.[0] === undefined ? [] : [[linkId, code[0]]])));
  const isAnswered = ({ code }: Observed) =>
    answers.some(({ linkId }) => sameCode(coded.get(linkId), code?.coding?.[0]));
  return [
    ...answers.flatMap((answer) => answerFaults(answer, coded.get(answer.linkId), observed)),
    ...observed
      .filter((each) => !isAnswered(each))
      .map((each) => `${nameOf(each)} is an observation and missing in the questionnaire response.`),
    ...observed.flatMap(gradeFaults),
  ];
}

/** A score on one of the two scales; measures and pain stand once. */
function isScore({ code, valueCodeableConcept }: Observed): boolean {
  return code?.coding?.[0]?.system === SYSTEM.burden || valueCodeableConcept !== undefined;
}

function answerFaults(
  { linkId, text, answer }: Answered,
  code: Coding | undefined,
  observed: readonly Observed[],
): readonly string[] {
  const [given] = answer;
  const value = given?.valueInteger ?? given?.valueCoding?.code;
  if (code === undefined) return [];
  const seen = observed.filter((each) => sameCode(code, each.code?.coding?.[0]));
  const values = seen.map((each) => each.valueInteger ?? each.valueCodeableConcept?.coding[0]?.code);
  const item = linkId.slice(linkId.indexOf('/') + 1);
  if (seen.length > 1) return [`${item} is an observation ${seen.length} times.`];
  if (values[0] !== value)
    return [
      `${item} is ${values[0] ?? 'missing'} as an observation and ${value ?? 'missing'} in the questionnaire response.`,
    ];
  const shown = seen[0]?.valueCodeableConcept?.text;
  const answered = given?.valueCoding?.display;
  if (shown === answered || given?.valueCoding === undefined) return [];
  return [
    `${text ?? item} reads "${shown ?? ''}" as an observation and "${answered ?? ''}" in the questionnaire response.`,
  ];
}

/** "03 partial or moderate" with another grade beside its code. */
function gradeFaults(each: Observed): readonly string[] {
  const { text, coding } = each.valueCodeableConcept ?? {};
  const grade = coding?.[0]?.extension?.[0]?.valueDecimal;
  if (text === undefined || grade === undefined || Number.parseInt(text, 10) === grade) return [];
  return [`${nameOf(each)} reads "${text}" and carries the grade ${grade}.`];
}

function sameCode(one: Coding | undefined, other: Coding | undefined): boolean {
  return one !== undefined && one.code === other?.code && one.system === other.system;
}

function nameOf({ code }: Observed): string {
  return code?.text ?? code?.coding?.[0]?.code ?? 'An item without a code';
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
