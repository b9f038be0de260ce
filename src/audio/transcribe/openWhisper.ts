/** Whisper in this process, checked and ready: for the engine's own process and for benches. Running it blocks the thread. */

import { ok, type Result } from '../../shared/result.ts';
import { checkModels } from '../onnx/checkModels.ts';
import type { Recogniser } from './recogniser.ts';
import { BUNDLED_WHISPER, openWhisperGraphs } from './whisperGraphs.ts';
import { createWhisperRecogniser, type WhisperOptions } from './whisperRecogniser.ts';

export interface OpenWhisper extends Recogniser {
  release(): Promise<void>;
}

/**
 * @param modelsFolder holds manifest.json; `options.modelId` is what its ids begin with, the bundled model unless given
 * @throws AppFailure (model_altered) when a checked graph does not keep its contract.
 */
export async function openWhisper(
  modelsFolder: string,
  options: WhisperOptions & { readonly threads: number; readonly modelId?: string },
): Promise<Result<OpenWhisper>> {
  const { modelId = BUNDLED_WHISPER } = options;
  const checked = await checkModels(modelsFolder, [`${modelId}.`]);
  if (!checked.ok) return checked;
  const graphs = await openWhisperGraphs(checked.value, options.threads, modelId);
  // Weights fitted to one model say nothing about another.
  const confidence = options.confidence?.model === modelId ? options.confidence : undefined;
  return ok({ ...createWhisperRecogniser(graphs, { ...options, confidence }), release: graphs.release });
}
