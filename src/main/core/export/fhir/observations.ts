/**
 * What was observed: the score of each item on the seven-level scale and in Section GG, measures and pain, each with the
 * words it rests on. The questionnaire response carries the same values under the same items.
 */
import { impairmentBand } from '../../../../nlp/reckon/scores/impairmentBand.ts';
import { scoreSession } from '../../../../nlp/reckon/scores/scoreSession.ts';
import type { Fact, FactOf } from '../../../../shared/domain/facts.ts';
import type { BurdenScore, GgScore, SessionScores } from '../../../../shared/domain/scores.ts';
import { resolveEvidence } from '../resolveEvidence.ts';
import type { BundleContext } from './bundleContext.ts';
import { type CodeableConcept, type Coding, EXTENSION, type Resource, SYSTEM } from './fhirTypes.ts';

export function observationResources(context: BundleContext): readonly Resource[] {
  const { record, rules } = context;
  const scores = record.reckoning?.scores ?? scoreSession(record.facts, record.transcript, rules.scores);
  return [
    ...scores.burden.flatMap((score) => burdenObservation(score, context)),
    ...scores.sectionGg.flatMap((score) => ggObservation(score, context)),
    ...record.facts.flatMap((fact, i) => measured(fact, i, context)),
    ...response(scores, context),
  ];
}

function burdenObservation(score: BurdenScore, context: BundleContext): Resource[] {
  if (score.status !== 'scored') return [];
  return [
    observation(`burden/${score.item}`, context, {
      code: burdenCode(score),
      valueInteger: score.value,
      component: components(score.factIds, context),
      note: notes(score.factIds, context),
    }),
  ];
}

/** Only items with a code of their own: no code of another item is borrowed. */
function ggObservation(score: GgScore, context: BundleContext): Resource[] {
  if (score.status !== 'scored' || score.loinc === null) return [];
  return [
    observation(`gg/${score.item}`, context, {
      code: { coding: [{ system: SYSTEM.loinc, code: score.loinc }], text: `${score.label} (observed this session)` },
      valueCodeableConcept: ggAnswer(score.value, context),
      component: components(score.factIds, context),
      note: notes(score.factIds, context),
    }),
  ];
}

function observation(key: string, { resource, ref, status, effective }: BundleContext, fields: object): Resource {
  return resource('Observation', key, {
    status,
    category: [
      { coding: [{ system: SYSTEM.usCoreCategory, code: 'functional-status' }] },
      { coding: [{ system: SYSTEM.observationCategory, code: 'survey' }] },
    ],
    subject: ref('Patient'),
    encounter: ref('Encounter'),
    effectiveDateTime: effective,
    performer: [ref('Practitioner')],
    ...fields,
  });
}

function burdenCode({ item, label }: BurdenScore): CodeableConcept {
  const text = `${label}, burden of care 1 to 7 (observed this session)`;
  return { coding: [{ system: SYSTEM.burden, code: item, display: label }], text };
}

function ggAnswer(value: string, { rules }: BundleContext): CodeableConcept {
  const answer = rules.scores.sectionGg.codes.find((code) => code.value === value)!;
  const ordinal = { url: EXTENSION.ordinal, valueDecimal: Number(value) };
  const coding = { system: SYSTEM.loinc, code: answer.loinc, extension: [ordinal] };
  return { coding: [coding], text: `${value} ${answer.meaning}` };
}

/** The level in the therapist's word and the cues of the same activity. */
function components(factIds: readonly string[], { record, rules }: BundleContext): readonly object[] {
  const facts = record.facts.filter((fact) => factIds.includes(fact.id));
  return facts.flatMap((fact): object[] => {
    if (fact.kind === 'observation' && fact.assistLevel !== null) {
      return [{ code: { text: 'Stated assist level' }, valueString: rules.wording.levels[fact.assistLevel].short }];
    }
    if (fact.kind !== 'cue' || fact.count === null) return [];
    return [{ code: { text: `${rules.wording.cueTypes[fact.type] || 'other'} cues` }, valueInteger: fact.count }];
  });
}

function notes(factIds: readonly string[], { record }: BundleContext): readonly { readonly text: string }[] {
  const context = { utterances: record.transcript.utterances, facts: record.facts, ledger: record.ledger.entries };
  const evidence = record.facts.filter(({ id }) => factIds.includes(id)).flatMap((fact) => fact.evidence);
  const quotes = resolveEvidence(evidence, context).flatMap((each) => (each.kind === 'spoken' ? [each] : []));
  return quotes.map(({ t0, t1, words }) => ({ text: `${clock(t0)}-${clock(t1)} "${words}"` }));
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function measured(fact: Fact, index: number, context: BundleContext): Resource[] {
  if (fact.kind === 'measure') return [measureObservation(fact, index, context)];
  if (fact.kind !== 'pain') return [];
  const code = { coding: [{ system: SYSTEM.loinc, code: '72514-3' }], text: 'Pain severity, 0 to 10 verbal rating' };
  const bodySite =
    fact.bodyPart === null ? {} : { bodySite: { text: [fact.side, fact.bodyPart].filter(Boolean).join(' ') } };
  const valueQuantity = { value: fact.score, unit: '{score}', system: SYSTEM.ucum, code: '{score}' };
  return [observation(`pain/${index}`, context, { code, ...bodySite, valueQuantity, note: notes([fact.id], context) })];
}

function measureObservation(fact: FactOf<'measure'>, index: number, context: BundleContext): Resource {
  const label = context.rules.wording.measures[fact.measure]?.label ?? fact.measure;
  const text = [fact.side, fact.bodyPart, fact.motion, label].filter(Boolean).join(' ');
  const value =
    typeof fact.value === 'number'
      ? { valueQuantity: { value: fact.value, ...(fact.unit === null ? {} : { unit: fact.unit }) } }
      : { valueString: `${fact.value}${fact.unit === null ? '' : ` ${fact.unit}`}` };
  return observation(`measure/${index}`, context, { code: { text }, ...value, note: notes([fact.id], context) });
}

/** The same values once more in the form that some record systems take assessments in. */
function response(scores: SessionScores, context: BundleContext): Resource[] {
  const { record, rules, resource, ref, status, recordedAt } = context;
  const burden = scores.burden.flatMap((score) =>
    score.status === 'scored'
      ? [{ ...itemOf('burden', score), code: burdenCode(score).coding, answer: [{ valueInteger: score.value }] }]
      : [],
  );
  const gg = scores.sectionGg.flatMap((score) =>
    score.status === 'scored'
      ? [{ ...itemOf('gg', score), code: ggItemCode(score), answer: [{ valueCoding: ggCoding(score.value, context) }] }]
      : [],
  );
  const payer = rules.payers.find(({ id }) => id === record.patient?.payerId);
  const band = impairmentBand(scores.burden, rules.scores.bands, payer?.functionalReporting?.band === 'shown');
  const bandItem =
    band?.shown !== true
      ? []
      : [
          {
            linkId: 'severity-band',
            text: band.why.text,
            code: undefined,
            answer: [
              { valueCoding: { system: SYSTEM.severityBand, code: band.band, display: `${band.percentLimited} %` } },
            ],
          },
        ];
  const item = [...burden, ...gg, ...bandItem];
  if (item.length === 0) return [];
  return [
    questionnaire(item, context),
    resource('QuestionnaireResponse', '', {
      questionnaire: QUESTIONNAIRE,
      status: status === 'final' ? 'completed' : 'in-progress',
      subject: ref('Patient'),
      encounter: ref('Encounter'),
      authored: recordedAt,
      author: ref('Practitioner'),
      item: item.map(({ code: _code, ...answered }) => answered),
    }),
  ];
}

const itemOf = (scale: 'burden' | 'gg', { item, label }: BurdenScore | GgScore) => ({
  linkId: `${scale}/${item}`,
  text: label,
});

/** Absent where the item has no code: then there is no observation of it either. */
function ggItemCode({ loinc }: GgScore): readonly Coding[] | undefined {
  return loinc === null ? undefined : [{ system: SYSTEM.loinc, code: loinc }];
}

const QUESTIONNAIRE = 'urn:ot-scribe:functional-status';

/** The form that is answered, with the items that were observed: a reader needs no other source to understand it. */
function questionnaire(
  items: readonly {
    readonly linkId: string;
    readonly text: string;
    /** What the observation of this item is coded as. */
    readonly code: readonly Coding[] | undefined;
    readonly answer: readonly object[];
  }[],
  { resource }: BundleContext,
): Resource {
  return resource('Questionnaire', '', {
    ...{ url: QUESTIONNAIRE, status: 'active', title: 'Functional status observed in one session' },
    subjectType: ['Patient'],
    item: items.map(({ linkId, text, code, answer }) => ({
      ...{ linkId, text, ...(code === undefined ? {} : { code }) },
      type: 'valueInteger' in answer[0]! ? 'integer' : 'open-choice',
    })),
  });
}

function ggCoding(value: string, context: BundleContext) {
  const { coding, text } = ggAnswer(value, context);
  const [{ system, code }] = coding as readonly [Coding];
  return { system, code, display: text };
}
