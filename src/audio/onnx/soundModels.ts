/** Opens what the front end computes with: speech detector, voice embedding and the segmenter's weights. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BLOCK_LABELS, type SegmenterWeights } from '../diarise/segmenter.ts';
import { SEGMENTER_FEATURES } from '../diarise/segmenterFeatures.ts';
import type { SoundModels } from '../frontEnd/analyseSound.ts';
import { openSileroVad } from './sileroVad.ts';
import { openVoiceEmbedding } from './voiceEmbedding.ts';

export interface SoundModelFiles {
  readonly vad: string;
  readonly voice: string;
  /** resources/audio/segmenter.json */
  readonly segmenter: string;
}

const FEATURE_COUNT = SEGMENTER_FEATURES.length;
const numbers = (count: number) => z.array(z.number()).length(count);

const segmenterSchema = z.object({
  features: z.array(z.string()).refine((names) => names.join() === SEGMENTER_FEATURES.join(), 'other features'),
  classes: z.array(z.string()).refine((names) => names.join() === BLOCK_LABELS.join(), 'other classes'),
  mean: numbers(FEATURE_COUNT),
  std: z.array(z.number().positive()).length(FEATURE_COUNT),
  weights: z.array(numbers(BLOCK_LABELS.length)).length(FEATURE_COUNT),
  bias: numbers(BLOCK_LABELS.length),
});

/** @throws when a file is missing or does not fit the code: the models are checked against the manifest first */
export async function openSoundModels(files: SoundModelFiles): Promise<SoundModels> {
  return {
    vad: await openSileroVad(files.vad),
    voice: await openVoiceEmbedding(files.voice),
    segmenter: await readSegmenterWeights(files.segmenter),
  };
}

export async function readSegmenterWeights(file: string): Promise<SegmenterWeights> {
  return segmenterSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
