/**
 * How often a word of such a probability is right. Whisper is surer of itself than it should be, the more so in noise;
 * the likelihood of the whole chunk tells how noisy it is. The weights are fitted, dated data of one model, checked at load.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const confidenceSchema = z.strictObject({
  format: z.literal(1),
  reviewed: z.iso.date(),
  source: z.string().min(1),
  /** What the ids of the model begin with; another model needs weights of its own. */
  model: z.string().min(1),
  intercept: z.number(),
  /** Of the natural logit of the model's probability. Positive: a likelier word is never less sure. */
  logitWeight: z.number().positive(),
  /** Of the chunk's mean log-probability per token. */
  meanLogPWeight: z.number().nonnegative(),
});

export type Confidence = z.infer<typeof confidenceSchema>;

/** Where a logit would run off to infinity. */
const LEAST_P = 0.001;

/** @throws when the file does not fit its schema: it is part of the release. */
export async function loadConfidence(file: string): Promise<Confidence> {
  return confidenceSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** @param p the model's probability of the word; @param meanLogP natural log, of the chunk it stands in */
export function calibrated(p: number, meanLogP: number, confidence: Confidence): number {
  const inside = Math.min(1 - LEAST_P, Math.max(LEAST_P, p));
  const logit = Math.log(inside / (1 - inside));
  const z = confidence.intercept + confidence.logitWeight * logit + confidence.meanLogPWeight * meanLogP;
  return 1 / (1 + Math.exp(-z));
}
