/** What model.json says about a converted Whisper: sizes, token numbers, suppression lists, alignment heads. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const tokenId = z.int().nonnegative();

const descriptionSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  dims: z.object({
    heads: z.int().positive(),
    head_dim: z.int().positive(),
    dec_layers: z.int().positive(),
    vocab: z.int().positive(),
    n_text_ctx: z.int().positive(),
  }),
  audio: z.object({
    sample_rate: z.literal(16000),
    hop: z.int().positive(),
    seconds_per_ctx: z.number().positive(),
    max_frames: z.int().positive(),
  }),
  tokens: z.object({
    ids: z.object({
      eot: tokenId,
      sot: tokenId,
      sot_prev: tokenId,
      no_speech: tokenId,
      no_timestamps: tokenId,
      timestamp_begin: tokenId,
    }),
    non_speech: z.array(tokenId),
    suppress: z.array(tokenId),
    suppress_first: z.array(tokenId),
    prompt: z.array(tokenId).min(2),
    /** Absent in weights that know English alone. */
    languages: z.record(z.string(), tokenId).optional(),
  }),
  alignment_heads: z.array(z.tuple([z.int(), z.int()])).min(1),
});

export type WhisperDescription = z.infer<typeof descriptionSchema>;

/** @throws when the file does not fit: it was hash-checked, so that is a bug of the release. */
export async function readWhisperDescription(file: string): Promise<WhisperDescription> {
  return descriptionSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
