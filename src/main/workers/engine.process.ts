/**
 * The recogniser's own process: running a graph blocks its thread, needs half a gigabyte, and may crash without harm here.
 * It yields to the recorder and the pages; a bug in it ends it, and its owner starts it again.
 */
import '../../audio/onnx/telemetry.ts';
import os from 'node:os';
import { loadConfidence } from '../../audio/transcribe/confidence.ts';
import { openWhisper } from '../../audio/transcribe/openWhisper.ts';
import { loadVocabulary } from '../../audio/transcribe/vocabulary.ts';
import { AppFailure } from '../../shared/result.ts';
import { engineConfigurationSchema, engineContract } from '../core/host/engineContract.ts';
import { parentPort } from './parentPort.ts';
import { serveWorker } from './serveWorker.ts';

const configuration = engineConfigurationSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** Opened by the first call: a missing model is then that call's failure, with its remedy, and no crash. */
let opening: ReturnType<typeof openWhisper> | undefined;

async function open(): ReturnType<typeof openWhisper> {
  const { modelsFolder, modelId, vocabularyFile, confidenceFile, threads, windows } = configuration;
  const vocabulary = vocabularyFile === undefined ? undefined : await loadVocabulary(vocabularyFile);
  const confidence = confidenceFile === undefined ? undefined : await loadConfidence(confidenceFile);
  return openWhisper(modelsFolder, { modelId, threads, windows, vocabulary, confidence });
}

serveWorker(
  parentPort(),
  engineContract,
  {
    recognise: async (request, { signal }) => {
      opening ??= open();
      const whisper = await opening;
      if (!whisper.ok) {
        opening = undefined;
        throw new AppFailure(whisper.error);
      }
      return whisper.value.recognise(request, signal);
    },
  },
  async () => {
    const whisper = await opening;
    if (whisper?.ok) await whisper.value.release();
  },
);
