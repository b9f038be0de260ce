/**
 * The one door to transformers.js, of which only tokenizers are used, from local files only. Loaded on first use: the import
 * alone costs about 0.1 s and 30 MB.
 */
import './telemetry.ts';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import { assertTelemetryIsOff } from './telemetry.ts';

/** @param stored the content of a tokenizer.json */
export async function openTokenizer(stored: object): Promise<PreTrainedTokenizer> {
  assertTelemetryIsOff();
  const { env, PreTrainedTokenizer } = await import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.useFSCache = false;
  return new PreTrainedTokenizer(stored, {});
}
