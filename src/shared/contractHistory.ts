/** How a note came to read as it does: the draft as first written, each change since, and who had it open. */
import { z } from 'zod';
import { call } from './contractCall.ts';

export interface NoteChange {
  readonly at: string;
  /** Name as it stands under a note. */
  readonly by: string;
  readonly what:
    | 'sentence-changed'
    | 'sentence-removed'
    | 'sentence-added'
    | 'question-answered'
    | 'level-changed'
    | 'minutes-added'
    | 'minutes-changed'
    | 'minutes-confirmed'
    | 'minutes-removed'
    | 'tie-resolved'
    | 'decision-made';
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

export interface NoteHistory {
  /** As first written; kept for good. */
  readonly first: readonly { readonly heading: string; readonly sentences: readonly string[] }[];
  /** Sentences of the first draft that still read as they did, and all of them. */
  readonly untouched: { readonly sentences: number; readonly of: number };
  readonly changes: readonly NoteChange[];
  /** Newest first. */
  readonly events: readonly NoteEvent[];
}

const sessionId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

export const historyCalls = {
  'note.history': call<NoteHistory>()({ in: z.strictObject({ sessionId }), needs: 'unlocked' }),
} as const;
