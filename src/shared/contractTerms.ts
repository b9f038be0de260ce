/** Terms of the therapist's own for the recogniser: equipment, techniques and places by the names used there. */
import { z } from 'zod';
import { call } from './contractCall.ts';

const body = z.strictObject({ term: z.string().trim().min(1, 'Enter a term.').max(80) });

export const termCalls = {
  'terms.list': call<readonly string[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** Adds a term, or writes it in another way. */
  'terms.keep': call<readonly string[]>()({ in: body, needs: 'unlocked', audit: 'term-kept' }),
  'terms.drop': call<readonly string[]>()({ in: body, needs: 'unlocked', audit: 'term-dropped' }),
} as const;
