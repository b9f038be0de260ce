/** What follows from a session by rules, beside its minutes and charges: each result with its reason. */
import type { IsoDate } from '../time.ts';
import type { SameDaySession } from './billing.ts';
import type { Clock, PlanEvent } from './clocks.ts';
import type { CompanyState } from './company.ts';
import type { DiagnosisSuggestion } from './diagnoses.ts';
import type { PairTable, PayerRules } from './rules.ts';
import type { ImpairmentBand, SessionScores } from './scores.ts';
import type { AccrualEntry, FeeSchedule, ThresholdState } from './threshold.ts';
import type { Why } from './why.ts';

/** One of the claim errors a reviewer looks for first, with the parts that were looked at. */
export interface ClaimCheck {
  readonly id: 'totalTime' | 'necessity' | 'progressReport' | 'certification' | 'functionalItems';
  readonly label: string;
  readonly status: 'met' | 'open';
  readonly parts: readonly { readonly label: string; readonly isMet: boolean; readonly detail: string }[];
  readonly why: Why;
}

export interface Reckoning {
  readonly scores: SessionScores;
  readonly band: ImpairmentBand | null;
  /** null: the payer has no threshold, or the table has no row for the year (then an issue says so). */
  readonly threshold: ThresholdState | null;
  readonly diagnoses: readonly DiagnosisSuggestion[];
  readonly clocks: readonly Clock[];
  readonly claimChecks: readonly ClaimCheck[];
  /** Others were treated at the same time; absent: this patient alone. */
  readonly company?: CompanyState;
}

/** What the store knows of the patient beside this session. */
export interface EpisodeContext {
  readonly accruals: readonly AccrualEntry[];
  readonly fees: FeeSchedule | null;
  /** Imported procedure-to-procedure edits; null: the shipped sample. */
  readonly pairs: PairTable | null;
  /** Payer profiles of the clinic's own, beside the shipped ones. */
  readonly ownPayers: readonly PayerRules[];
  readonly events: readonly PlanEvent[];
  /** Days of the patient's other sessions with a note. */
  readonly treatmentDates: readonly IsoDate[];
  readonly sameDay: readonly SameDaySession[];
  /** Items and measures that earlier sessions have a value of. */
  readonly hasBaseline: boolean;
}

export const NO_EPISODE: EpisodeContext = {
  accruals: [],
  fees: null,
  pairs: null,
  ownPayers: [],
  events: [],
  treatmentDates: [],
  sameDay: [],
  hasBaseline: false,
};
