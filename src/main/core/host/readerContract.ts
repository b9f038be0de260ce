/** What the reader's process answers: a transcript to the runs of words that carry facts. Its one argument is its configuration as JSON. */
import { z } from 'zod';
import { READ_KINDS } from '../../../nlp/read/reading.ts';
import type { WorkerContract } from './workerProtocol.ts';

const share = z.number().min(0).max(1);

const spanSchema = z.object({
  utteranceId: z.string(),
  from: z.int().nonnegative(),
  to: z.int().positive(),
  kind: z.enum(READ_KINDS),
  p: share,
  labels: z.record(z.string(), z.record(z.string(), share)),
});

export const readingSchema = z.object({
  spans: z.array(spanSchema).readonly(),
  utterances: z
    .array(
      z.object({ utteranceId: z.string(), inside: z.partialRecord(z.enum(READ_KINDS), z.array(share).readonly()) }),
    )
    .readonly(),
});

export const readerContract = {
  read: {
    in: z.object({
      utterances: z
        .array(
          z.object({
            id: z.string(),
            speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']),
            text: z.string(),
          }),
        )
        .readonly(),
    }),
    out: readingSchema,
  },
} satisfies WorkerContract;

export const readerConfigurationSchema = z.object({ modelsFolder: z.string().min(1), threads: z.int().min(1).max(16) });

export type ReaderConfiguration = z.infer<typeof readerConfigurationSchema>;
