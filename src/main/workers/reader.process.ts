/** The fact reader's own process: running its graph blocks the thread for seconds on a long transcript. */
import '../../audio/onnx/telemetry.ts';
import os from 'node:os';
import { AppFailure } from '../../shared/result.ts';
import { readerConfigurationSchema, readerContract } from '../core/host/readerContract.ts';
import { openFactReader } from '../core/reading/openFactReader.ts';
import { parentPort } from './parentPort.ts';
import { serveWorker } from './serveWorker.ts';

const configuration = readerConfigurationSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** Opened by the first call: a missing model is then that call's failure, with its remedy, and no crash. */
let opening: ReturnType<typeof openFactReader> | undefined;

serveWorker(
  parentPort(),
  readerContract,
  {
    read: async (words, { signal }) => {
      opening ??= openFactReader(configuration.modelsFolder, configuration.threads);
      const reader = await opening;
      if (!reader.ok) {
        opening = undefined;
        throw new AppFailure(reader.error);
      }
      return reader.value.read(words, signal);
    },
  },
  async () => {
    const reader = await opening;
    if (reader?.ok) await reader.value.release();
  },
);
