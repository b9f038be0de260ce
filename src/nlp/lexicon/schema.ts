/**
 * The form of the lexicon files under resources/lexicon: what is said (phrases in the pattern language of
 * text/pattern.ts, one a line or separated by ";") and what it stands for. Dated and sourced like every rule file.
 */
import { z } from 'zod';
import { ASSIST_LEVELS, FIM_ITEMS } from '../../shared/domain/facts.ts';

const phrases = z
  .string()
  .transform((text) =>
    text
      .split(/[\n;]+/)
      .map((line) => line.trim())
      .filter((line) => line.length > 0),
  )
  .refine((list) => list.length > 0, 'needs at least one phrase');

const level = z.enum(ASSIST_LEVELS);
const cpt = z.string().regex(/^(?:\d{5}|G\d{4})$/);
const fimItem = z.enum(FIM_ITEMS);
const list = <S extends z.ZodRawShape>(shape: S) => z.array(z.strictObject({ ...shape, phrases })).default([]);

export const groupShapes = {
  /** Words that say how a sentence is meant: see ContextKind. */
  context: list({
    kind: z.enum([
      'goal',
      'plan',
      'hypothetical',
      'prior',
      'now',
      'otherPatient',
      'quote',
      'definition',
      'offer',
      'advice',
      'elsewhere',
      'absent',
      'denial',
      'repair',
      'settle',
      'question',
      'approximate',
      'recap',
      'notDone',
      'withPatient',
      'withdrawn',
    ]),
    when: z.string().optional(),
  }),
  /** Recogniser look-alikes: `next` and `previous` are the neighbours (any of the words; "." is the edge of
   * the sentence) that make the reading likely, `notNext` and `notPrevious` those that forbid it. */
  lookAlikes: list({
    meant: z.string(),
    next: z.string().optional(),
    previous: z.string().optional(),
    notNext: z.string().optional(),
    notPrevious: z.string().optional(),
    doubtful: z.boolean().default(false),
  }),
  /** Frequent small words of a language (ISO 639-1), to tell what is not English. Never looked for as phrases. */
  functionWords: list({ language: z.string().regex(/^[a-z]{2}$/) }),
  levels: list({ level, bare: z.boolean().default(false) }),
  levelSupport: list({ side: z.enum(['before', 'after']), blocks: z.boolean().default(false) }),
  quantities: list({
    /** versus: two counts, one each ("six hers, two mine"); pair: two that make a hundred ("sixty forty"). */
    form: z.enum(['fixed', 'percent', 'ratio', 'versus', 'pair']),
    /** Whose the first count of "versus" is. */
    first: z.enum(['patient', 'helper']).default('patient'),
    percent: z.number().optional(),
    ofHelper: z.number().optional(),
    shared: z.boolean().default(false),
    parts: z.boolean().default(false),
  }),
  notShare: list({ side: z.enum(['before', 'after']), reach: z.number().int() }),
  performVerbs: list({}),
  rests: list({}),
  /** Hands a portion of the work to somebody: "was my job", "fell to me", "belonged to him". */
  attributions: list({ agent: z.enum(['patient', 'helper']) }),
  /** What was left of the work: "everything below that", "the remainder". */
  portions: list({}),
  helpVerbs: list({ strength: z.enum(['lift', 'touch', 'setup']) }),
  /** `touched`: a helper's hand there steadies; `tool`: put ready rather than done for the patient. */
  handled: list({ touched: z.boolean().default(false), tool: z.boolean().default(false) }),
  handNouns: list({ ours: z.boolean().default(false) }),
  presence: list({ manner: z.enum(['near', 'far', 'setup']) }),
  /** "all the way": the deed went on through the whole task. */
  wholeWay: list({}),
  limiting: list({ closes: z.boolean().default(false) }),
  sameAs: list({}),
  /** "with the beeper": an aid the device list may not know. */
  aids: list({}),
  hands: list({ level }),
  alone: list({ weak: z.boolean().default(false) }),
  extraTime: list({}),
  helpers: list({ count: z.number().int() }),
  trials: list({ trial: z.string() }),
  tasks: list({ label: z.string(), fimItem: fimItem.nullable(), cpt, part: z.boolean().default(false) }),
  activities: list({
    label: z.string(),
    cpt,
    alternatives: z.array(cpt).default([]),
    timed: z.boolean().default(true),
    /** A name of the billed service ("self-care", "ther act"): it decides the code of what was timed beside it. */
    service: z.boolean().default(false),
  }),
  codes: list({ cpt }),
  /** "I'll call it twelve": a decision about the record, not a plan. */
  billingTalk: list({}),
  notTreatment: list({}),
  cueNouns: list({ type: z.enum(['verbal', 'tactile', 'visual', 'demonstration', 'unspecified']) }),
  cueVerbs: list({
    type: z.enum(['verbal', 'tactile', 'visual', 'demonstration']),
    alone: z.boolean().default(false),
    intensity: z.enum(['min', 'mod', 'max']).optional(),
  }),
  cueCounts: list({ count: z.number().int().nullable() }),
  cueIntensity: list({ intensity: z.enum(['min', 'mod', 'max']), word: z.boolean().default(false) }),
  devices: list({ name: z.string(), held: z.boolean().default(false) }),
  /** Names too short to be a device by themselves ("frame", "rail"): read only where the fact reader marks one. */
  deviceShortNames: list({ name: z.string(), during: z.array(fimItem).default([]) }),
  /** Equipment by its kind of word ("with the opposition strap"), for what the device list does not know. */
  equipment: list({}),
  /** When something is to be done, and what: the verb a note uses for a spoken intention. */
  planTimes: list({}),
  planDeeds: list({ verb: z.string() }),
  /** Parts an event is told in, put together by safetyParts.ts: what gave way, and how it was saved. */
  eventParts: list({
    part: z.enum(['loss', 'caught', 'steadied', 'grabbed', 'recovered', 'landed', 'rushed', 'unready']),
  }),
  safety: list({
    event: z.enum([
      'fall',
      'nearFall',
      'lossOfBalance',
      'unsteady',
      'precautionViolation',
      'impulsivity',
      'inattention',
      'hazard',
      'dizziness',
      'abnormalVital',
      'skin',
      'fallRisk',
      'other',
    ]),
    reported: z.boolean().default(false),
    /** Counts only when patient or caregiver tell it. */
    toldOnly: z.boolean().default(false),
  }),
  measures: list({
    measure: z.string(),
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    form: z.enum(['number', 'pressure', 'grade', 'rated']).default('number'),
    bodyPart: z.string().optional(),
    needsUnit: z.boolean().default(false),
  }),
  movementTypes: list({ measure: z.enum(['AROM', 'AAROM', 'PROM']) }),
  motions: list({ motion: z.string(), bodyPart: z.string().optional(), max: z.number().default(180) }),
  units: list({ unit: z.string() }),
  bodyParts: list({ part: z.string() }),
  sides: list({ side: z.enum(['left', 'right', 'both', 'other']) }),
  painWords: list({ strength: z.enum(['word', 'scale', 'pattern']) }),
  notPain: list({}),
  painWhen: list({ when: z.enum(['rest', 'activity', 'endRange', 'night', 'morning', 'before', 'after']) }),
  reportCues: list({ weight: z.number() }),
  /** Counted once a turn: how much a word of this kind adds to the odds that the turn reports something. */
  reportSigns: list({ sign: z.string(), weight: z.number() }),
  planCues: list({}),
  educationCues: list({ who: z.enum(['patient', 'caregiver', 'either']) }),
  /** An exercise or activity that is done in repetitions; the code sorts the flowsheet and bills nothing. */
  exercises: list({ name: z.string(), cpt }),
  /**
   * How often, how much and how long; numbers in the order said. `bare`: only beside a count of repetitions;
   * `ofAsked`: the second number is what was asked for ("eight of ten reps"), not what was done.
   */
  doses: list({
    form: z.enum(['setsOfReps', 'sets', 'reps', 'load', 'resistance', 'hold']),
    sets: z.number().int().optional(),
    unit: z.enum(['lb', 'kg']).optional(),
    bare: z.boolean().default(false),
    ofAsked: z.boolean().default(false),
  }),
  /** Whether a count was asked for, is not finished, was not reached, was done, or is for home. */
  doseTalk: list({ means: z.enum(['asked', 'remaining', 'notReached', 'done', 'home']) }),
  /** "right" and "left" that name no side: "right-handed", "right away", "ten left". */
  notSides: list({}),
  /** `elided`: the therapist leaves out the "I", so the words must open their sentence. */
  skilledCues: list({ elided: z.boolean().default(false) }),
  reasoningCues: list({}),
  /** "mark this": said alone, it marks the moment. */
  spokenMarks: list({}),
};
export type GroupName = keyof typeof groupShapes;

export const lexiconFileSchema = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  effective: z.strictObject({ from: z.iso.date(), to: z.iso.date().nullable().default(null) }),
  source: z.strictObject({ title: z.string(), section: z.string().optional(), retrieved: z.iso.date() }),
  macros: z.record(z.string(), z.string()).default({}),
  groups: z.strictObject(groupShapes).partial(),
});
export type LexiconFile = z.infer<typeof lexiconFileSchema>;
export type GroupEntry<G extends GroupName> = z.infer<(typeof groupShapes)[G]>[number];
