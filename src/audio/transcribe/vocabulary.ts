/** The words of the trade, for a second reading of doubtful places; dated data, checked at load. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const term = z.string().regex(/^[a-z][a-z' -]*$/, 'lower case, no punctuation');

export const vocabularySchema = z.strictObject({
  format: z.literal(1),
  reviewed: z.iso.date(),
  source: z.string().min(1),
  /** Sentences that the decoder is shown before one of the favoured readings. */
  prompt: z.string().min(1).max(600),
  /** Only these may come from the second reading. */
  terms: z.array(term).min(1),
  /** Words that decide a level: taken over only as doubtful, so that the review asks. */
  decisive: z.array(term),
  /** Sides, negations and numbers: the second reading never touches them. */
  neverChanged: z.array(term),
});

export type Vocabulary = z.infer<typeof vocabularySchema> & {
  /** Terms as they are written, where that is not in lower case ("NuStep"). */
  readonly spellings?: readonly string[];
};

/** @throws when the file does not fit its schema: it is part of the release. */
export async function loadVocabulary(file: string): Promise<Vocabulary> {
  return vocabularySchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
