/** What the engine process answers: one chunk of sound to timed words. Its one argument is its configuration as JSON. */
import { z } from 'zod';
import { samplesSchema, type WorkerContract } from './workerProtocol.ts';

const wordSchema = z.object({
  text: z.string(),
  startS: z.number().nonnegative(),
  endS: z.number().nonnegative(),
  p: z.number().min(0).max(1),
});

export const engineContract = {
  recognise: {
    in: z.object({
      samples: samplesSchema,
      lane: z.enum(['live', 'final']).optional(),
      promptText: z.string().optional(),
      care: z.enum(['fully', 'widely']).optional(),
      ownTerms: z.array(z.string()).readonly().optional(),
    }),
    out: z.object({
      words: z.array(wordSchema).readonly(),
      outcome: z.enum(['words', 'nothing', 'loop']),
      noSpeechP: z.number(),
      meanLogP: z.number(),
      language: z.object({ code: z.string(), p: z.number() }).nullable().optional(),
    }),
  },
} satisfies WorkerContract;

export const engineConfigurationSchema = z.object({
  modelsFolder: z.string().min(1),
  /** What the recogniser's ids begin with in that folder's manifest; the bundled one unless given. */
  modelId: z.string().min(1).optional(),
  threads: z.int().min(1).max(16),
  windows: z.enum(['short', 'full']).optional(),
  /** Words of the trade for a second reading of doubtful chunks (resources/asr/vocabulary.json). */
  vocabularyFile: z.string().min(1).optional(),
  /** How sure words are, for the model these weights belong to (resources/asr/confidence.json). */
  confidenceFile: z.string().min(1).optional(),
});

export type EngineConfiguration = z.infer<typeof engineConfigurationSchema>;
