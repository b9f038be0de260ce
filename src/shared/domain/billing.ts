import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoDate, IsoInstant, Span } from '../time.ts';
import type { Evidence } from './evidence.ts';
import type { Issue } from './issue.ts';

/** "cms": total timed minutes decide (Claims Processing Manual ch. 5 §20.2); "ama": each code alone, by midpoint. */
export type UnitRule = 'cms' | 'ama';

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
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'change';
      readonly entryId: string;
      readonly cpt: string | null;
      readonly minutes: number;
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
}

export interface ChargeProposal {
  readonly rule: UnitRule;
  readonly ruleSource: string;
  readonly result: UnitsResult;
  readonly lines: readonly ChargeLine[];
  readonly issues: readonly Issue[];
}

export interface PayerProfile {
  readonly id: string;
  readonly name: string;
  readonly unitRule: UnitRule;
  readonly modifiers: readonly string[];
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  readonly source: { readonly title: string; readonly section: string; readonly retrieved: IsoDate };
}
