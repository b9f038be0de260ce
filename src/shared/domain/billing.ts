import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoDate, IsoInstant, Span } from '../time.ts';
import type { Evidence } from './evidence.ts';
import type { Issue } from './issue.ts';
import type { Why } from './why.ts';

/** "cms": total timed minutes decide (Claims Processing Manual ch. 5 §20.2); "ama": each code alone, by midpoint. */
export type UnitRule = 'cms' | 'ama';

/** Who furnished a minute; time of both together counts as the therapist's. */
export type Provider = 'therapist' | 'assistant';

export interface LedgerEntry {
  /** "m0", "m1", … */
  readonly id: string;
  readonly source: 'spoken' | 'timer' | 'typed';
  readonly cpt: string | null;
  readonly task: string;
  readonly minutes: number;
  readonly timed: boolean;
  readonly approximate: boolean;
  /** A range or an "about" that the therapist has not confirmed yet. */
  readonly needsConfirmation: boolean;
  readonly span?: Span;
  /** Absent: the therapist. */
  readonly provider?: Provider;
  /** Another source told another figure for the same minutes: the therapist is asked which one holds. */
  readonly contradictedBy?: { readonly source: 'timer'; readonly minutes: number };
  readonly evidence: NonEmpty<Evidence>;
}

export interface MinutesLedger {
  readonly entries: readonly LedgerEntry[];
  readonly timedMinutes: number;
  readonly treatmentMinutes: number;
  /** Conflicts between sources: a minute claimed twice, a timer that tells another figure than the words. */
  readonly issues?: readonly Issue[];
}

/** What a person typed about the minutes; later changes win over earlier ones. */
export type LedgerChange =
  | {
      readonly kind: 'add';
      readonly cpt: string;
      readonly task: string;
      readonly minutes: number;
      readonly provider?: Provider;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'change';
      readonly entryId: string;
      readonly cpt: string | null;
      readonly minutes: number;
      readonly provider?: Provider;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | { readonly kind: 'confirm'; readonly entryId: string; readonly by: string; readonly at: IsoInstant }
  | { readonly kind: 'remove'; readonly entryId: string; readonly by: string; readonly at: IsoInstant };

/** A stretch of the session that was timed on one activity. */
export interface TimerEntry extends Span {
  readonly cpt: string | null;
  readonly task: string;
}

/** The therapist's answer to a tie: the codes that get a unit each. */
export interface TieChoice {
  readonly codes: readonly string[];
  readonly by: string;
  readonly at: IsoInstant;
}

export interface UnitLine {
  readonly code: string;
  readonly minutes: number;
  readonly units: number;
  /** Present and false for a code that is billed once a day whatever its minutes. */
  readonly timed?: boolean;
}

/** Codes between which the rule does not choose: the therapist is asked which one gets the unit. */
export interface UnitTie {
  readonly codes: readonly string[];
  readonly units: number;
  readonly reason: string;
}

export interface UnitsResult {
  readonly timedMinutes: number;
  /** Timed units of the day: those on the lines and those still tied. Units of untimed codes are not among them. */
  readonly units: number;
  readonly lines: readonly UnitLine[];
  readonly ties: readonly UnitTie[];
}

export interface ChargeLine extends UnitLine {
  readonly modifiers: readonly string[];
  readonly timed: boolean;
  readonly basis: NonEmpty<Evidence>;
  /** Why this unit count, in one sentence with its arithmetic. */
  readonly why: string;
  /** The unit count and each modifier with rule, inputs and source. */
  readonly whys?: readonly Why[];
}

/** Where today stands in the unit table: information for the therapist, never a prompt to bill more. */
export interface UnitMargin {
  readonly units: number;
  /** The least minutes that allow these units, and the most that do not yet allow one more. */
  readonly leastMinutes: number;
  readonly mostMinutes: number;
  readonly minutesToNext: number;
  /** Entries that are only approximately known. */
  readonly approximate: readonly string[];
  readonly why: Why;
}

/** Two services that are billed together only when they were distinct: the therapist says whether they were. */
export interface DistinctQuestion {
  /** "97140+97124": column 1 and column 2 of the edit. */
  readonly id: string;
  readonly column1: string;
  readonly column2: string;
  readonly modifiers: readonly string[];
  /** The minutes behind each, as evidence that they do not overlap. */
  readonly basis: { readonly column1: readonly Evidence[]; readonly column2: readonly Evidence[] };
  readonly why: Why;
}

/** The therapist's tick that two services were distinct and did not overlap. */
export interface DistinctAnswer {
  readonly questionId: string;
  readonly modifier: string;
  readonly by: string;
  readonly at: IsoInstant;
}

export interface ChargeProposal {
  readonly rule: UnitRule;
  readonly ruleSource: string;
  readonly result: UnitsResult;
  readonly lines: readonly ChargeLine[];
  readonly issues: readonly Issue[];
  /** null: the rule counts each code by itself. */
  readonly margin?: UnitMargin | null;
  readonly distinct?: readonly DistinctQuestion[];
  /** Other sessions of the same patient and day that were counted with this one. */
  readonly sameDay?: readonly SameDaySession[];
}

/** Lines of another session of the same patient and day, as they stand on its note. */
export interface SameDaySession {
  readonly sessionId: string;
  readonly lines: readonly UnitLine[];
}

export interface PayerProfile {
  readonly id: string;
  readonly name: string;
  readonly unitRule: UnitRule;
  readonly modifiers: readonly string[];
  /** The modifier of lines furnished in part by an assistant; null where the payer wants none. */
  readonly assistantModifier?: string | null;
  /** Whether the annual threshold and its modifier apply. */
  readonly threshold?: boolean;
  /** Whether the artefact of functional reporting is shown, and what it rests on. */
  readonly functionalReporting?: FunctionalReporting;
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  readonly source: { readonly title: string; readonly section: string; readonly retrieved: IsoDate };
}

/** Functional reporting ended on claims with service dates from 2019; a contract may still ask for it. */
export interface FunctionalReporting {
  readonly gCodes: 'shown' | 'hidden';
  readonly band: 'shown' | 'hidden';
  /** The contract clause that asks for it; without one nothing is shown. */
  readonly clause: string | null;
}
