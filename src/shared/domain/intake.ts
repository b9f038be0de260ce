/**
 * A typed intake: what a therapist enters to have a report written that no single session holds (progress report, plan of
 * care, discharge note, home programme). Every sentence of the document shows fields of it and nothing else. Lists may be
 * empty and fields null: what is not entered stays blank and is asked for.
 */
import type { IsoDate } from '../time.ts';
import type { AssistLevel } from './facts.ts';
import type { NoteDraft, Signature } from './note.ts';

export const DOCUMENT_TYPES = ['progress', 'plan', 'discharge', 'home'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export const REPORT_REASONS = [
  'recertification',
  'goalInterval',
  'changeOfStatus',
  'transition',
  'evaluation',
  'discharge',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
export const CARE_SETTINGS = ['outpatient', 'skilledNursing', 'homeHealth', 'inpatientRehab', 'paediatric'] as const;
export type CareSetting = (typeof CARE_SETTINGS)[number];

export const GOAL_STATUSES = ['MET', 'PROGRESSING', 'MODIFIED', 'NOT MET', 'NEW'] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** In the therapist's words, with the value that goals are judged by; null where words are all there is. */
export interface Measurement {
  readonly text: string;
  /** Of a split level ("Min-Mod A") the heavier one. */
  readonly level: AssistLevel | null;
  readonly value: number | null;
  readonly unit: string | null;
}

/** What has to be reached. `better` says which way a value gets better; a level always gets better upward. */
export interface GoalTarget {
  readonly level: AssistLevel | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly better: 'higher' | 'lower';
}

export interface IntakeGoal {
  /** "LTG 1": stays with the goal through the episode. */
  readonly id: string;
  readonly term: 'long' | 'short';
  readonly text: string;
  /** What is worked on, in a few words: "upper body dressing". */
  readonly area: string;
  readonly target: GoalTarget | null;
  readonly initial: Measurement | null;
  readonly current: Measurement | null;
  /** As the therapist judges it; null: worked out from the measurements. */
  readonly status: GoalStatus | null;
  readonly comment: string | null;
  /** The goal as it reads from now on, where it was changed. */
  readonly revised: string | null;
}

export interface IntakeReport {
  readonly who: 'patient' | 'caregiver';
  readonly where: 'clinic' | 'home' | null;
  readonly text: string;
}

/** A value on its day: "Mod A", "95°". */
export interface DatedValue {
  readonly text: string;
  readonly date: IsoDate;
}

/** One level or measure over the period: where it began, what lay between, where it stands. */
export interface ScoreSeries {
  readonly name: string;
  readonly first: DatedValue;
  readonly between: readonly DatedValue[];
  readonly latest: DatedValue;
}

export interface HomeActivity {
  readonly name: string;
  readonly dose: string | null;
  readonly steps: readonly string[];
  readonly stopIf: string | null;
}

export interface Intake {
  readonly format: 'ot-scribe-intake';
  readonly version: 1;
  readonly document: DocumentType;
  readonly reason: ReportReason | null;
  readonly setting: CareSetting | null;
  readonly payer: string | null;
  readonly patient: {
    readonly name: string | null;
    readonly age: number | null;
    readonly sex: 'female' | 'male' | null;
    readonly birthDate: IsoDate | null;
    readonly recordNumber: string | null;
    readonly diagnosis: string | null;
    readonly treatmentDiagnosis: string | null;
    readonly onset: IsoDate | null;
    readonly precautions: string | null;
    readonly priorLevel: string | null;
  };
  readonly therapist: {
    readonly name: string | null;
    readonly credentials: string | null;
    readonly licence: string | null;
  };
  readonly dates: {
    readonly evaluation: IsoDate | null;
    readonly certificationStart: IsoDate | null;
    readonly certificationEnd: IsoDate | null;
    readonly report: IsoDate | null;
    readonly nextStart: IsoDate | null;
    readonly nextEnd: IsoDate | null;
  };
  readonly attendance: {
    readonly attended: number;
    readonly scheduled: number;
    readonly missed: string | null;
  } | null;
  readonly delivery: {
    readonly frequency: string | null;
    readonly asPlanned: boolean | null;
    readonly interventions: readonly string[];
  };
  readonly goals: readonly IntakeGoal[];
  /** The count of short-term goals where they are not listed one by one. */
  readonly shortTermCount: {
    readonly addressed: number;
    readonly total: number;
    readonly met: number;
    readonly progressing: number;
  } | null;
  readonly baselines: readonly { readonly name: string; readonly finding: string }[];
  /** Absent in intakes made before it was kept. */
  readonly scores?: readonly ScoreSeries[];
  readonly gains: readonly string[];
  readonly reports: readonly IntakeReport[];
  readonly education: readonly string[];
  readonly reasoning: readonly string[];
  readonly changes: readonly string[];
  readonly limitations: readonly string[];
  readonly necessity: readonly string[];
  readonly potential: string | null;
  readonly plan: {
    readonly frequency: string | null;
    readonly steps: readonly string[];
    readonly goals: readonly string[];
  };
  readonly discharge: {
    readonly criteria: readonly string[];
    readonly expected: string | null;
    readonly reason: string | null;
    readonly equipment: readonly string[];
    readonly followUp: readonly string[];
  };
  readonly homeProgramme: readonly HomeActivity[];
  /** The report before this one, for the comparison. */
  readonly previous: {
    readonly date: IsoDate | null;
    readonly goals: readonly { readonly id: string; readonly current: Measurement }[];
    readonly steps: readonly string[];
    /** Why something got worse or reads differently now. */
    readonly explanation: string | null;
  } | null;
}

/** A document and what it was written from: complete in itself. */
export interface DocumentRecord {
  readonly format: 'ot-scribe-document';
  readonly version: 1;
  readonly intake: Intake;
  readonly note: NoteDraft;
  readonly signature: Signature | null;
}
