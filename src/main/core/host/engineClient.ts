/** The recogniser in a process of its own, behind the same port as one in this process. */
import { fileURLToPath } from 'node:url';
import type { Recogniser } from '../../../audio/transcribe/recogniser.ts';
import { createChildProcessHost } from './childProcessHost.ts';
import { type EngineConfiguration, engineContract } from './engineContract.ts';
import type { ProcessHost } from './processHost.ts';
import { createSupervisedWorker, type SupervisedWorkerOptions } from './supervisedWorker.ts';

export interface EngineClient extends Recogniser {
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export interface EngineClientOptions
  extends Pick<SupervisedWorkerOptions<typeof engineContract>, 'restartPolicy' | 'onCrash'> {
  readonly configuration: EngineConfiguration;
  readonly host?: ProcessHost;
  /** Where the engine's entry stands; a packaged app has it elsewhere. */
  readonly entryFile?: string;
}

/** Starts nothing yet: the process is forked by the first call and started again after a crash. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const worker = createSupervisedWorker({
    host: options.host ?? createChildProcessHost(),
    contract: engineContract,
    entryFile: options.entryFile ?? fileURLToPath(new URL('../../workers/engine.process.ts', import.meta.url)),
    args: [JSON.stringify(options.configuration)],
    title: 'The speech recogniser',
    restartPolicy: options.restartPolicy,
    onCrash: options.onCrash,
  });
  return {
    recognise: (request, signal) => worker.call('recognise', request, { signal }),
    get pid() {
      return worker.pid;
    },
    close: worker.close,
  };
}
