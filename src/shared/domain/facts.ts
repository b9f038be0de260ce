/**
 * What the extraction stage may say. The kinds and fields follow the annotation guideline of the clinical data set:
 * a fact states what could be signed from this recording, about this patient, today.
 */
import type { NonEmpty } from '../nonEmpty.ts';
import type { Role } from './audio.ts';
import type { SpokenEvidence } from './evidence.ts';
import type { Typed } from './utterance.ts';

/** How directly it was said. "implied": follows from what the hands did; "inferred": from another sentence. */
export type Certainty = 'stated' | 'implied' | 'inferred';
export type Polarity = 'affirmed' | 'denied' | 'planned' | 'past' | 'conditional';

export type AssistLevel = 'I' | 'ModI' | 'Supervision' | 'SBA' | 'CGA' | 'MinA' | 'ModA' | 'MaxA' | 'TotalA';
export const ASSIST_LEVELS = [
  'I',
  'ModI',
  'Supervision',
  'SBA',
  'CGA',
  'MinA',
  'ModA',
  'MaxA',
  'TotalA',
] as const satisfies readonly AssistLevel[];

export const FIM_ITEMS = [
  'eating',
  'grooming',
  'bathing',
  'dressingUpper',
  'dressingLower',
  'toileting',
  'bladder',
  'bowel',
  'transferBedChairWheelchair',
  'transferToilet',
  'transferTubShower',
  'locomotion',
  'stairs',
  'comprehension',
  'expression',
  'socialInteraction',
  'problemSolving',
  'memory',
] as const;
export type FimItem = (typeof FIM_ITEMS)[number];

export type Side = 'left' | 'right' | 'both';

interface FactBase {
  /** "f0", "f1", … in order of first evidence; exercises after all others. */
  readonly id: string;
  readonly certainty: Certainty;
  readonly polarity: Polarity;
  /** Whose statement it is. */
  readonly source: Role;
  readonly evidence: NonEmpty<SpokenEvidence>;
  /** The extractor and rule that made it, for example "assistLevel/named". */
  readonly rule: string;
  /** Recogniser doubt on a word that decides the value: review must ask before signing. */
  readonly unsure?: boolean;
  /** A word it rests on was typed over what was heard. */
  readonly typed?: Typed;
}

export interface ObservationFact extends FactBase {
  readonly kind: 'observation';
  readonly task: string;
  readonly fimItem: FimItem | null;
  /** null: help was described but no level can be said without guessing. */
  readonly assistLevel: AssistLevel | null;
  readonly range?: readonly [AssistLevel, AssistLevel];
  readonly helpers?: number;
  readonly side?: Side;
  /** What the hands did, in the therapist's words: "guided his hips at the grab bars". */
  readonly manner?: string;
}

export interface PriorFact extends FactBase {
  readonly kind: 'prior';
  readonly task: string;
  readonly fimItem: FimItem | null;
  readonly assistLevel: AssistLevel;
  readonly when: string;
  readonly helpers?: number;
}

export type CueType = 'verbal' | 'tactile' | 'visual' | 'demonstration' | 'unspecified';

export interface CueFact extends FactBase {
  readonly kind: 'cue';
  readonly type: CueType;
  readonly count: number | null;
  readonly range?: readonly [number, number];
  readonly intensity: 'min' | 'mod' | 'max' | null;
  readonly purpose?: string;
  readonly task: string | null;
}

export interface MinutesFact extends FactBase {
  readonly kind: 'minutes';
  /** CPT code, by the task table of the rules; null when the activity maps to none. */
  readonly cpt: string | null;
  readonly cptAlternatives: readonly string[];
  readonly minutes: number;
  readonly range?: readonly [number, number];
  /** "about twelve": must be confirmed before it is billed. */
  readonly approximate: boolean;
  readonly derived: boolean;
  readonly timed: boolean;
  readonly task: string;
}

export interface DeviceFact extends FactBase {
  readonly kind: 'device';
  readonly name: string;
  readonly task: string | null;
}

export type SafetyKind =
  | 'fall'
  | 'nearFall'
  | 'lossOfBalance'
  | 'unsteady'
  | 'precautionViolation'
  | 'impulsivity'
  | 'inattention'
  | 'hazard'
  | 'dizziness'
  | 'abnormalVital'
  | 'skin'
  | 'fallRisk'
  | 'other';

export interface SafetyFact extends FactBase {
  readonly kind: 'safety';
  readonly event: SafetyKind;
  readonly gist: string;
  readonly observed: 'observed' | 'reported';
  readonly task: string | null;
}

export interface MeasureFact extends FactBase {
  readonly kind: 'measure';
  readonly measure: string;
  readonly motion: string | null;
  readonly bodyPart: string | null;
  readonly side: Side | null;
  readonly value: number | string;
  readonly unit: string | null;
}

export interface SubjectiveFact extends FactBase {
  readonly kind: 'subjective';
  readonly who: 'patient' | 'caregiver';
  readonly gist: string;
}

export interface PainFact extends FactBase {
  readonly kind: 'pain';
  readonly score: number;
  readonly when: string;
  readonly bodyPart: string | null;
  readonly side: Side | null;
}

/** What comes next: "next visit we continue the transfers, and we'll try the reacher". Polarity is "planned". */
export interface PlanFact extends FactBase {
  readonly kind: 'plan';
  readonly gist: string;
  readonly when: string | null;
  /** What is to be done, as a note says it, in the order told; missing where the words resist it and are better quoted. */
  readonly deeds?: readonly PlanDeed[];
}

export interface PlanDeed {
  /** In the imperative of a note ("order", "trial"); null for a thing alone ("next visit: rocker knife"). */
  readonly verb: string | null;
  /** Words of the talk, without those that only say when or who. */
  readonly object: string;
  /** "if the pressure holds". */
  readonly condition: string | null;
}

/** Teaching of patient or caregiver, and how it was taken up. */
export interface EducationFact extends FactBase {
  readonly kind: 'education';
  readonly who: 'patient' | 'caregiver';
  readonly gist: string;
}

/** What the therapist did that needed a therapist: graded, facilitated, cued, adapted. */
export interface SkilledActionFact extends FactBase {
  readonly kind: 'skilledAction';
  readonly gist: string;
  readonly task: string | null;
}

/** The therapist's own reading of why: barriers, progress, reasoning. */
export interface ReasoningFact extends FactBase {
  readonly kind: 'reasoning';
  readonly gist: string;
}

/** An exercise or activity done in repetitions, as told: what was not said is null, and nothing is added up. */
export interface ExerciseFact extends FactBase {
  readonly kind: 'exercise';
  /** The usual name: "biceps curl". */
  readonly task: string;
  /** The code most often billed for it; it sorts the flowsheet and bills nothing. */
  readonly cpt: string;
  readonly side: Side | null;
  readonly sets: number | null;
  readonly reps: number | null;
  /** The load: a weight with its unit, or null. */
  readonly value: number | null;
  readonly unit: 'lb' | 'kg' | null;
  /** Resistance that is told by a word: "yellow band". */
  readonly resistance: string | null;
  readonly holdSeconds: number | null;
}

export type Fact =
  | ObservationFact
  | PriorFact
  | CueFact
  | MinutesFact
  | DeviceFact
  | SafetyFact
  | MeasureFact
  | SubjectiveFact
  | PainFact
  | PlanFact
  | EducationFact
  | SkilledActionFact
  | ReasoningFact
  | ExerciseFact;
export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;
