/** A therapist's own text snippets: a short name for words that are typed again and again. */
import { z } from 'zod';
import { call } from './contractCall.ts';

export interface Snippet {
  /** What is typed after the point: "home" for ".home". */
  readonly name: string;
  /** May hold blanks ("___") to be filled in; never a number, level, side or kind of cue. */
  readonly text: string;
}

const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9-]{0,23}$/, 'Take a short name of letters, digits and dashes that begins with a letter.');
const text = z.string().trim().min(1, 'Enter the text.').max(400);

export const snippetCalls = {
  'snippets.list': call<readonly Snippet[]>()({ in: z.strictObject({}), needs: 'unlocked' }),
  /** Adds a snippet, or writes the one of that name anew. */
  'snippets.keep': call<readonly Snippet[]>()({
    in: z.strictObject({ name, text }),
    needs: 'unlocked',
    audit: 'snippet-kept',
  }),
  'snippets.drop': call<readonly Snippet[]>()({
    in: z.strictObject({ name }),
    needs: 'unlocked',
    audit: 'snippet-dropped',
  }),
} as const;
