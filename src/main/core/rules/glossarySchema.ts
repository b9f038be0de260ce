/** The form of the glossary file: each term once, each with a source that the file names. */
import { z } from 'zod';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import { fileHead, source, text } from './schemaParts.ts';

export const glossaryFile = z
  .strictObject({
    ...fileHead,
    sources: z.record(text, source),
    levels: z.record(z.enum(ASSIST_LEVELS), z.strictObject({ name: text, means: text })),
    terms: z
      .array(
        z.strictObject({
          kind: z.enum(['modifier', 'term']),
          term: text,
          name: text,
          means: z.string(),
          also: z.array(text),
          source: text,
        }),
      )
      .min(1),
  })
  .superRefine(({ terms, sources }, context) => {
    const seen = new Set<string>();
    for (const [i, { term, source: key }] of terms.entries()) {
      const path = ['terms', i];
      if (seen.has(term)) context.addIssue({ code: 'custom', path, message: `"${term}" stands twice.` });
      if (!Object.hasOwn(sources, key))
        context.addIssue({
          code: 'custom',
          path,
          message: `"${term}" names the source "${key}", which is not listed.`,
        });
      seen.add(term);
    }
  });
