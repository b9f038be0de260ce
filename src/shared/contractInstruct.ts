/** Changing a note by a typed command: what it would do is shown first, and nothing is done before it is accepted. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ReviewState } from './contractViews.ts';

export interface InstructedChange {
  readonly kind: 'replace' | 'remove' | 'move';
  readonly statementId: string;
  /** Of the section it stands in. */
  readonly heading: string;
  readonly before: string;
  /** null: it is taken out. */
  readonly after: string | null;
  /** Where it is moved to. */
  readonly toSectionId: string | null;
  readonly toHeading: string | null;
}

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const instruction = {
  sessionId: id,
  text: z.string().trim().min(1, 'Type what is to be changed.').max(300),
  /** The sentence that is chosen, for "this". */
  statementId: id.nullable(),
};

export const instructCalls = {
  /** What the command would do; a command that is not understood is refused with what is. */
  'review.instruct': call<readonly InstructedChange[]>()({ in: z.strictObject(instruction), needs: 'unlocked' }),
  /** Does it; each change is one step of undo. */
  'review.follow': call<ReviewState>()({
    in: z.strictObject({ ...instruction, revision: z.number().int() }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
} as const;
