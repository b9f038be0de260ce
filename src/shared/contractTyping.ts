/** What is being typed on the review screen and is not part of the note yet. */
import { z } from 'zod';
import { call } from './contractCall.ts';

/** Where a text is typed ("sentence:…", "new:…", "answer:…", "line:…", "addendum"), and the text as far as it got. */
export interface UnfinishedText {
  readonly place: string;
  readonly text: string;
}

const sessionId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const place = z
  .string()
  .max(200)
  .regex(/^(?:(?:sentence|new|answer|line):[^\s]+|addendum)$/);

export const typingCalls = {
  'typing.get': call<readonly UnfinishedText[]>()({ in: z.strictObject({ sessionId }), needs: 'unlocked' }),
  /** Takes the place of what was kept there; an empty text forgets it. */
  'typing.keep': call<null>()({
    in: z.strictObject({ sessionId, place, text: z.string().max(2000) }),
    needs: 'unlocked',
  }),
} as const;
