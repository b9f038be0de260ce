/** What a page may ask over all patients and sessions: today, the search, trends, and the therapist's own figures. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { Clock } from './domain/clocks.ts';
import type { Fact } from './domain/facts.ts';
import type { GoalProgress, Trend } from './domain/scores.ts';
import type { ThresholdStatus } from './domain/threshold.ts';
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

export interface TodayView {
  readonly date: IsoDate;
  /** The most pressing first. */
  readonly due: readonly DueEntry[];
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
}

/** A series of values that a goal may be held against. */
export interface SeriesChoice {
  readonly key: string;
  readonly label: string;
  readonly kind: 'level' | 'value';
  readonly unit: string | null;
}

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
  /** The items of self-care and mobility, and what was counted or measured of this patient. */
  'desk.series': call<readonly SeriesChoice[]>()({
    in: z.strictObject({ patientId: id.nullable() }),
    needs: 'unlocked',
  }),
  /** How scores, cues and measures moved over a patient's sessions. */
  'episode.progress': call<ProgressView>()({ in: z.strictObject({ patientId: id }), needs: 'unlocked' }),
} as const;
