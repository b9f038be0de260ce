/** A draft beside a note of the same session that the therapist wrote the old way: differences, each to be settled. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ReviewState } from './contractViews.ts';
import { type ComparedRow, DIFFERENCE_REASONS, type SettledDifference } from './domain/comparison.ts';
import type { IsoDate } from './time.ts';

export interface ComparisonRow extends ComparedRow {
  /** null: still open, or the same on both sides. */
  readonly settled: SettledDifference | null;
}

export interface Comparison {
  readonly pastedAt: string;
  readonly text: string;
  /** Differences first. */
  readonly rows: readonly ComparisonRow[];
  readonly open: number;
}

/** One session of a parallel run. */
export interface ParallelSession {
  readonly sessionId: string;
  readonly patientName: string;
  readonly dateOfService: IsoDate;
  readonly same: number;
  readonly differs: number;
  readonly onlyDraft: number;
  readonly onlyPasted: number;
  readonly open: number;
}

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const key = z.string().min(1).max(200);
const MOST_CHARACTERS = 20_000;

export const compareCalls = {
  /** null: nothing was pasted yet. */
  'compare.get': call<Comparison | null>()({ in: z.strictObject({ sessionId: id }), needs: 'unlocked' }),
  /** Keeps the pasted text beside the session, in place of one before; nothing of it enters the note. */
  'compare.paste': call<Comparison>()({
    in: z.strictObject({
      sessionId: id,
      text: z.string().trim().min(1, 'Paste your note first.').max(MOST_CHARACTERS, 'This is longer than a note.'),
    }),
    needs: 'unlocked',
    audit: 'comparison-pasted',
  }),
  'compare.settle': call<Comparison>()({
    in: z.strictObject({
      sessionId: id,
      key,
      /** null: open again. */
      reason: z.enum(DIFFERENCE_REASONS).exclude(['taken']).nullable(),
      note: z.string().trim().max(300),
    }),
    needs: 'unlocked',
    audit: 'difference-settled',
  }),
  /** Puts the pasted sentence behind a difference into the draft, as typed by the therapist. */
  'compare.take': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), key }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
  'compare.drop': call<null>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'comparison-dropped',
  }),
  /** Every session of real patients that was compared, the newest first. */
  'compare.list': call<readonly ParallelSession[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
} as const;
