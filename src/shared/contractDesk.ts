/** What a page may ask over all patients and sessions: today, the search, trends, and the therapist's own figures. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { Clock } from './domain/clocks.ts';
import type { Fact } from './domain/facts.ts';
import type { FlowsheetVisit, GoalProgress, Trend } from './domain/scores.ts';
import type { ThresholdStatus } from './domain/threshold.ts';
import type { WordingRule } from './domain/wordingRule.ts';
import type { IsoDate } from './time.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

/** A deadline that presses, or a year that nears its threshold. */
export interface DueEntry {
  readonly patientId: string;
  /** "progressReport", …, or "threshold". */
  readonly what: Clock['id'] | 'threshold';
  readonly label: string;
  readonly status: Extract<Clock['status'], 'overdue' | 'due' | 'warning'>;
  readonly due: IsoDate | null;
  readonly message: string;
  readonly lastTreated: IsoDate | null;
  readonly threshold?: ThresholdStatus;
}

/** A note with a contribution of an assistant or a student, which a therapist has not co-signed yet. */
export interface CoSignEntry {
  readonly sessionId: string;
  readonly patientId: string;
  readonly dateOfService: IsoDate;
  /** "Sam Rivera, COTA/L". */
  readonly by: string;
  readonly role: 'assistant' | 'student';
  readonly signedAt: string;
  /** Who is to co-sign; null: any therapist. */
  readonly forWhom: string | null;
}

export interface TodayView {
  readonly date: IsoDate;
  /** The most pressing first. */
  readonly due: readonly DueEntry[];
  /** The longest waiting first. */
  readonly coSign: readonly CoSignEntry[];
}

export interface FoundEntry {
  readonly sessionId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly dateOfService: IsoDate;
  /** Of the utterance, the fact or the sentence in its session. */
  readonly ref: string;
  readonly text: string;
  /** The fact with its value; null for words and sentences. */
  readonly fact: Fact | null;
  /** Where it sounds; null where it was never said. */
  readonly span: { readonly startMs: number; readonly endMs: number } | null;
}

/** Newest first, at most a screenful of each kind. */
export interface SearchResult {
  readonly facts: readonly FoundEntry[];
  readonly notes: readonly FoundEntry[];
  readonly said: readonly FoundEntry[];
}

/** How a patient's values moved over the sessions, and what that means for the goals. */
export interface ProgressView {
  readonly trends: readonly Trend[];
  readonly goals: readonly GoalProgress[];
  readonly flowsheet: readonly FlowsheetVisit[];
}

/** A series of values that a goal may be held against. */
export interface SeriesChoice {
  readonly key: string;
  readonly label: string;
  readonly kind: 'level' | 'value';
  readonly unit: string | null;
}

/** The therapist's own figures: on this computer, for nobody else. */
export interface DeskFigures {
  readonly notes: number;
  /** From the end of the session to the signature. */
  readonly medianMinutesToSign: number | null;
  /** Of the words of a draft, how many were changed by hand before the signature. */
  readonly medianPercentChanged: number | null;
  readonly weeks: readonly {
    readonly monday: IsoDate;
    readonly notes: number;
    readonly medianMinutes: number | null;
  }[];
  /** Phrases that were changed the same way in several sessions and are no rule yet. */
  readonly repeated: readonly (WordingRule & { readonly sessions: number })[];
  /** Phrases that are always written otherwise. */
  readonly rules: readonly WordingRule[];
}

/** What one set of minutes comes to under a payer's rules. */
export interface PayerTrial {
  readonly payerId: string;
  readonly payerName: string;
  readonly units: number;
  readonly lines: readonly {
    readonly code: string;
    readonly minutes: number;
    readonly units: number;
    readonly modifiers: readonly string[];
    readonly why: string;
  }[];
  /** Codes that tie for a unit: the therapist would be asked. */
  readonly ties: readonly (readonly string[])[];
}

/** One session of a patient as an outside reviewer reads it: what is missing, and how many points hold. */
export interface ReviewerSession {
  readonly sessionId: string;
  readonly date: IsoDate;
  readonly isSigned: boolean;
  readonly gaps: readonly { readonly point: string; readonly detail: string }[];
  readonly met: number;
}

export interface ReviewerView {
  /** Sessions with gaps first, the most gaps before fewer, then the newest. */
  readonly sessions: readonly ReviewerSession[];
  /** Sessions beyond the newest ones that were looked at. */
  readonly notLookedAt: number;
}

const phrase = z.string().trim().min(1, 'Type the words.').max(120);
const wordingRule = z.strictObject({ before: phrase, after: phrase });

export const deskCalls = {
  'desk.today': call<TodayView>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** Every word must be found; the last letters of a word may be left out. */
  'desk.search': call<SearchResult>()({
    in: z.strictObject({
      query: z.string().trim().min(2, 'Type at least two letters.').max(80),
      patientId: id.nullable(),
    }),
    needs: 'unlocked',
    audit: 'records-searched',
  }),
  'desk.figures': call<DeskFigures>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** From now on drafts say `after` where they would say `before`; only words that need no evidence. */
  'wording.keep': call<DeskFigures>()({ in: wordingRule, needs: 'unlocked', audit: 'wording-rule-kept' }),
  'wording.drop': call<DeskFigures>()({ in: wordingRule, needs: 'unlocked', audit: 'wording-rule-dropped' }),
  /** The same minutes under every payer, as the claim would show them. */
  'payers.trial': call<readonly PayerTrial[]>()({
    in: z.strictObject({
      minutes: z
        .array(z.strictObject({ code: z.string().regex(/^[A-Z0-9]{5}$/), minutes: z.number().int().min(0).max(240) }))
        .max(8),
    }),
    needs: 'unlocked',
  }),
  /** The items of self-care and mobility, and what was counted or measured of this patient. */
  'desk.series': call<readonly SeriesChoice[]>()({
    in: z.strictObject({ patientId: id.nullable() }),
    needs: 'unlocked',
  }),
  /** A patient's newest sessions by the points claim reviewers look for. */
  'episode.reviewer': call<ReviewerView>()({
    in: z.strictObject({ patientId: id }),
    needs: 'unlocked',
    audit: 'reviewer-view',
  }),
  /** How scores, cues and measures moved over a patient's sessions. */
  'episode.progress': call<ProgressView>()({ in: z.strictObject({ patientId: id }), needs: 'unlocked' }),
} as const;
