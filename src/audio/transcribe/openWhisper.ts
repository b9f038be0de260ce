/** Whisper in this process, checked and ready: for the engine's own process and for benches. Running it blocks the thread. */

import { ok, type Result } from '../../shared/result.ts';
import { checkModels } from '../onnx/checkModels.ts';
import type { Recogniser } from './recogniser.ts';
import { openWhisperGraphs } from './whisperGraphs.ts';
import { createWhisperRecogniser, type WhisperOptions } from './whisperRecogniser.ts';

export interface OpenWhisper extends Recogniser {
  release(): Promise<void>;
}

/** @throws AppFailure (model_altered) when a checked graph does not keep its contract. */
export async function openWhisper(
  modelsFolder: string,
  options: WhisperOptions & { readonly threads: number },
): Promise<Result<OpenWhisper>> {
  const checked = await checkModels(modelsFolder, ['whisper-base.']);
  if (!checked.ok) return checked;
  const graphs = await openWhisperGraphs(checked.value, options.threads);
  return ok({ ...createWhisperRecogniser(graphs, options), release: graphs.release });
}
