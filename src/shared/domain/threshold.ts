/** What counts toward the annual threshold of one patient, and where the year stands. All money in whole cents. */
import type { IsoDate, IsoInstant } from '../time.ts';
import type { RuleSource } from './ruleSource.ts';
import type { Why } from './why.ts';

/** Two buckets a year: occupational therapy alone, physical and speech therapy together. */
export type Discipline = 'OT' | 'PT+SLP';

interface EntryBase {
  readonly id: string;
  readonly discipline: Discipline;
  readonly amountCents: number;
  /** Day of service; for a year-to-date figure the day up to which it counts. */
  readonly date: IsoDate;
  readonly source: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/**
 * visit: a signed session of this clinic. yearToDate: all providers up to its date, from the contractor's portal; it
 * takes the place of everything before. elsewhere: another clinic's services. reversal: takes an earlier amount back.
 */
export type AccrualEntry =
  | (EntryBase & {
      readonly kind: 'visit';
      readonly sessionId: string;
      readonly status: 'pending' | 'paid' | 'denied';
      /** Minutes were put right after the signature: `amountCents` is of the corrected lines, as far as it is known. */
      readonly corrected?: { readonly signedCents: number; readonly isPriced: boolean };
    })
  | (EntryBase & { readonly kind: 'yearToDate' })
  | (EntryBase & { readonly kind: 'elsewhere' })
  | (EntryBase & { readonly kind: 'reversal' });

/** Relative values of one code, as the clinic imported them. */
export interface FeeRow {
  readonly code: string;
  readonly workRvu: number;
  readonly practiceExpenseRvu: number;
  readonly malpracticeRvu: number;
}

export interface FeeSchedule {
  readonly year: number;
  readonly source: string;
  readonly conversionFactor: number;
  readonly geographic: { readonly work: number; readonly practiceExpense: number; readonly malpractice: number };
  readonly rows: readonly FeeRow[];
}

export interface ThresholdRules {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly reviewSource: RuleSource;
  readonly modifier: string;
  /** From this share of the threshold on a notice is given. */
  readonly noticeShare: number;
  /** A crossing expected within so many visits is announced. */
  readonly soonVisits: number;
  readonly fewestReasonWords: number;
  readonly years: readonly {
    readonly year: number;
    readonly otCents: number;
    readonly ptSlpCents: number;
    readonly reviewCents: number;
    readonly source: string;
    readonly verified: boolean;
  }[];
}

export interface AllowedAmountRules {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  /** Of the practice expense, for every unit of the day but the first. */
  readonly reducedShare: number;
  readonly conversionFactors: readonly { readonly year: number; readonly factor: number; readonly source: string }[];
}

/** Where the year stands before and with today's lines. */
export type ThresholdStatus = 'below' | 'near' | 'soon' | 'crossing' | 'over';

export interface CrossingForecast {
  /** Counted from the next visit. */
  readonly visit: number;
  readonly date: IsoDate;
  readonly totalCents: number;
  readonly why: Why;
}

export interface ThresholdState {
  readonly year: number;
  readonly discipline: Discipline;
  readonly status: ThresholdStatus;
  readonly thresholdCents: number;
  readonly reviewCents: number;
  readonly beforeCents: number;
  /** null: a code of today has no fee. */
  readonly todayCents: number | null;
  readonly remainingCents: number;
  readonly isReviewPossible: boolean;
  readonly forecast: CrossingForecast | null;
  /** Whether today's lines need the modifier. */
  readonly needsModifier: boolean;
  readonly decision: ModifierDecision | null;
  /** Plain sentences: what is missing or only estimated. */
  readonly remarks: readonly string[];
  readonly why: Why;
}

/** The therapist's answer to the proposal: with a reason of this patient's own, also when it is declined. */
export interface ModifierDecision {
  readonly accepted: boolean;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
}
