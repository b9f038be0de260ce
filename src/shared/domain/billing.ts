import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoDate, Span } from '../time.ts';
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
}

export interface UnitLine {
  readonly code: string;
  readonly minutes: number;
  readonly units: number;
}

/** Codes between which the rule does not choose: the therapist is asked which one gets the unit. */
export interface UnitTie {
  readonly codes: readonly string[];
  readonly units: number;
  readonly reason: string;
}

export interface UnitsResult {
  readonly timedMinutes: number;
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
