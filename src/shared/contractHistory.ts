/** How a note came to read as it does: the draft as first written, each change since, and who had it open. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ReviewState } from './contractViews.ts';
import type { TrendPoint } from './domain/scores.ts';

export interface NoteChange {
  readonly at: string;
  /** Name as it stands under a note. */
  readonly by: string;
  readonly what:
    | 'sentence-changed'
    | 'sentence-removed'
    | 'sentence-moved'
    | 'sentence-added'
    | 'question-answered'
    | 'level-changed'
    | 'minutes-added'
    | 'minutes-changed'
    | 'minutes-confirmed'
    | 'minutes-removed'
    | 'tie-resolved'
    | 'decision-made'
    | 'speaker-changed'
    | 'words-changed'
    | 'heard-again'
    | 'set-aside-kept'
    | 'set-aside-dropped';
  readonly before: string | null;
  readonly after: string | null;
  /** Taken back since, by undo or by a new draft. */
  readonly isUndone: boolean;
}

export interface NoteEvent {
  readonly sequence: number;
  readonly at: string;
  readonly by: string;
  readonly event: string;
}

/** Sentences of one section, drafted and now; null where one of them has no such sentence. */
export interface BesideSection {
  readonly heading: string;
  readonly rows: readonly { readonly drafted: string | null; readonly now: string | null }[];
}

export interface NoteHistory {
  /** As first written; kept for good. */
  readonly first: readonly { readonly heading: string; readonly sentences: readonly string[] }[];
  /** The first draft beside the note as it reads. */
  readonly beside: readonly BesideSection[];
  /** Sentences of the first draft that still read as they did, and all of them. */
  readonly untouched: { readonly sentences: number; readonly of: number };
  readonly changes: readonly NoteChange[];
  /** Newest first. */
  readonly events: readonly NoteEvent[];
}

/** A value of facts, in both visits. */
export interface SinceVisit {
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly before: TrendPoint;
  readonly now: TrendPoint;
}

/** A note beside the signed note of the visit before. */
export interface LastVisit {
  readonly sessionId: string;
  /** YYYY-MM-DD. */
  readonly dateOfService: string;
  /** What facts of both visits give: levels, cues, measures. */
  readonly since: readonly SinceVisit[];
  /** Sentences that stand in both word for word; minutes, goals and standard sentences are not compared. */
  readonly same: readonly { readonly text: string; readonly isTyped: boolean }[];
  readonly onlyHere: readonly string[];
  /** Of these a sentence can be brought forward, with a blank for each number, level, side and kind of cue. */
  readonly onlyThere: readonly { readonly statementId: string; readonly text: string; readonly forward: string }[];
}

const sessionId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

export const historyCalls = {
  /** null: no visit before this one has a signed note. */
  'note.lastVisit': call<LastVisit | null>()({ in: z.strictObject({ sessionId }), needs: 'unlocked' }),
  /** A sentence of the last visit's note into this one, to be accepted for today before the signature. */
  'review.pull': call<ReviewState>()({
    in: z.strictObject({ sessionId, revision: z.number().int(), statementId: z.string().min(1).max(64) }),
    needs: 'unlocked',
    audit: 'sentence-brought-forward',
  }),
  'note.history': call<NoteHistory>()({ in: z.strictObject({ sessionId }), needs: 'unlocked' }),
} as const;
