/**
 * Rules as data: what the files under resources/billing, resources/clinical and resources/templates hold once they have
 * been checked at load. Code reads thresholds, codes, labels and phrases from here and holds none of its own.
 */

import type { IsoDate } from '../time.ts';
import type { FunctionalReporting, PayerProfile, UnitRule } from './billing.ts';
import type { ClockRules } from './clocks.ts';
import type { SeveralPatientsRules } from './company.ts';
import type { DiagnosisRules } from './diagnoses.ts';
import type { DocumentTemplate } from './documentTemplate.ts';
import type { AssistLevel, CueType, FimItem, SafetyKind } from './facts.ts';
import type { Glossary } from './glossary.ts';
import type { RuleSource } from './ruleSource.ts';
import type { ScoreRules } from './scoreRules.ts';
import type { AllowedAmountRules, ThresholdRules } from './threshold.ts';

export type { RuleSource } from './ruleSource.ts';

/** How a code is counted: in 15-minute units, once a day, or by a measure of its own (hours, months, episodes). */
export type CodeCounting = 'timed15' | 'untimed' | 'other';

export interface CatalogueCode {
  readonly code: string;
  /** Our own short label; never the copyright holder's descriptor. */
  readonly label: string;
  readonly counting: CodeCounting;
  /** How the intervention is named in a note, in words comparable to the code. */
  readonly noteWords: string;
  /** Confirmed in a stored copy of the source; otherwise a person must check it before it is relied on. */
  readonly verified: boolean;
  readonly maxUnitsPerDay?: number;
  /** Where the units above maxUnitsPerDay go. */
  readonly restTo?: string;
  readonly addOnTo?: string;
  readonly note?: string;
}

export interface CodeCatalogue {
  readonly id: string;
  readonly version: string;
  readonly notice: string;
  readonly source: RuleSource;
  readonly codes: readonly CatalogueCode[];
}

export interface UnitRuleDefinition {
  readonly id: UnitRule;
  readonly name: string;
  /** "day": the day's timed total decides how many units there are; "code": each code by itself. */
  readonly scope: 'day' | 'code';
  readonly blockMinutes: number;
  readonly firstUnitMinutes: number;
  readonly source: RuleSource;
}

/** A payer with its exceptions: codes it wants under another number, codes it never pays by themselves. */
export interface PayerRules extends PayerProfile {
  readonly version: string;
  /** Confirmed in a stored copy of its source; otherwise a person must check it before it is relied on. */
  readonly verified: boolean;
  readonly assistantModifier: string | null;
  readonly threshold: boolean;
  readonly functionalReporting: FunctionalReporting;
  /** Whether procedure-to-procedure edits apply. */
  readonly pairEdits: boolean;
  /** Modifiers in the order this payer wants them on a line; four at most are used. */
  readonly modifierOrder: readonly string[];
  readonly replacedCodes: Readonly<Record<string, string>>;
  readonly notPaidSeparately: readonly string[];
  /** Least minutes of a first unit where the contract asks for more than the unit rule does. */
  readonly firstUnitMinutes?: number;
  /** Sections of the session note in this payer's order and under its headings; absent: as in the template. */
  readonly sections?: readonly { readonly id: string; readonly heading: string }[];
}

/** When a service counts as furnished by an assistant (de minimis), and who may not furnish what. */
export interface AssistantRule {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  /** More than this share of a unit by the assistant carries the modifier. */
  readonly deMinimisShare: number;
  /** "percent": the exact share; "rounded": CMS's shortcut, round(total / 10) + 1 minutes. */
  readonly method: 'percent' | 'rounded';
  /** Left-over minutes of the therapist from which the unit is the therapist's. */
  readonly midpointMinutes: number;
  /** Both left over from this many minutes on: one unit each. */
  readonly bothFromMinutes: number;
  readonly payShare: number;
  /** Codes an assistant never furnishes. */
  readonly therapistOnly: readonly string[];
  /** Credentials that make the signer an assistant. */
  readonly credentials: readonly string[];
  /** Credentials of therapists; those under "alone" count only with nothing else beside them between commas. */
  readonly therapists: {
    readonly credentials: readonly string[];
    readonly alone: readonly string[];
    readonly source: RuleSource;
  };
  /** Credentials of students, who contribute and never sign alone. */
  readonly students: { readonly credentials: readonly string[]; readonly source: RuleSource };
}

/** Procedure-to-procedure edits: the modifier goes on column 2. */
export interface CodePair {
  readonly column1: string;
  readonly column2: string;
  /** 0 never together, 1 with a modifier when truly separate, 9 not in force. */
  readonly indicator: 0 | 1 | 9;
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
}

export interface PairTable {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  /** What may stand on column 2 of an indicator-1 pair; the first is proposed. */
  readonly modifiers: readonly string[];
  readonly pairs: readonly CodePair[];
}

/** How an assist level reads before its task ("required Mod A for") and after it ("required Mod A"). */
export interface LevelWording {
  readonly short: string;
  readonly before: string;
  readonly after: string;
  /** What the therapist's hands do at this level, as a skilled need; null where nobody touches. */
  readonly hands: string | null;
  /** What the level means for the task that follows ("needs a steadying hand for"); null where no person is needed. */
  readonly means: string | null;
  /** Every form the number lock must recognise as a level. */
  readonly forms: readonly string[];
}

export interface SafetyWording {
  /** Follows "patient": "was unsteady". */
  readonly predicate: string;
  /** Follows "no": "loss of balance". */
  readonly noun: string;
  /** What the event says about safety in the task, as a clause; empty where the event alone says nothing. */
  readonly means: string;
}

export interface MeasureWording {
  readonly label: string;
  readonly unit?: string;
  /** Which of two sides is the worse one; absent: neither can be said. */
  readonly worse?: 'lower' | 'higher';
  /** A vital sign: told apart from what a test measured. */
  readonly vital?: true;
}

/** An activity's usual name and what else it is called. */
export interface ActivityWording {
  readonly name: string;
  readonly also: readonly string[];
}

/** The clinic's note language: shared by every template. */
export interface NoteWording {
  readonly id: string;
  readonly version: string;
  readonly levels: Readonly<Record<AssistLevel, LevelWording>>;
  /** What a level that took more than one helper means for the task that follows. */
  readonly severalHelpers: string;
  readonly cueTypes: Readonly<Record<CueType, string>>;
  readonly cueIntensities: Readonly<Record<'min' | 'mod' | 'max', string>>;
  readonly safety: Readonly<Record<SafetyKind, SafetyWording>>;
  readonly sides: Readonly<
    Record<'left' | 'right' | 'both', { readonly word: string; readonly forms: readonly string[] }>
  >;
  /** The usual name of each scored activity. */
  readonly activities: Readonly<Record<FimItem, ActivityWording>>;
  /** How the task list's own names read in a sentence, where they read badly as they are. */
  readonly taskNames: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, MeasureWording>>;
  readonly painTimes: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  /** Past tenses without "-ed" that tell a deed ("held her elbow") from a description ("a hand on her back"). */
  readonly irregularPastTenses: readonly string[];
  /** Words that only open a spoken sentence ("okay", "I think") and are left out of a note. */
  readonly openers: readonly string[];
  /** Words before a planned deed ("I'd like to", "we'll") that a plan leaves out; longer ones first. */
  readonly intentions: readonly string[];
}

/** Phrases a reviewer would mark as empty, and promises nobody can keep. */
export interface PhraseRule {
  readonly id: string;
  readonly pattern: string;
  readonly message: string;
}

export type TemplateElement = 'interventions' | 'minutes' | 'subjective' | 'assessment' | 'plan' | 'levels';

export interface TemplateQuestion {
  readonly element: TemplateElement;
  readonly sectionId: string;
  readonly prompt: string;
  readonly required: boolean;
}

export interface NoteTemplate {
  readonly id: string;
  readonly version: string;
  /** daily: SOAP; treatment: the elements a payer demands for each treatment day and no more. */
  readonly type: 'daily' | 'treatment';
  readonly source: RuleSource;
  readonly sections: readonly { readonly id: string; readonly heading: string }[];
  readonly questions: readonly TemplateQuestion[];
  /** Named sentence patterns with {slots}; several under one name are used in turn. */
  readonly patterns: Readonly<Record<string, readonly string[]>>;
}

export interface RuleSet {
  readonly catalogue: CodeCatalogue;
  readonly unitRules: readonly UnitRuleDefinition[];
  readonly payers: readonly PayerRules[];
  readonly wording: NoteWording;
  readonly phrases: readonly PhraseRule[];
  readonly templates: readonly NoteTemplate[];
  readonly documentTemplates: readonly DocumentTemplate[];
  readonly scores: ScoreRules;
  readonly glossary: Glossary;
  readonly assistants: AssistantRule;
  readonly several: SeveralPatientsRules;
  readonly pairs: PairTable;
  readonly clocks: ClockRules;
  readonly diagnoses: DiagnosisRules;
  readonly thresholds: ThresholdRules;
  readonly allowedAmounts: AllowedAmountRules;
  /** SHA-256 over the canonical JSON of every file the set was made from. */
  readonly sha256: string;
}
