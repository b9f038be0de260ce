/** The fact reader in a process of its own, behind the port that the pipeline and the review know. */
import { fileURLToPath } from 'node:url';
import type { FactReader } from '../reading/factReader.ts';
import { createChildProcessHost } from './childProcessHost.ts';
import type { ProcessHost } from './processHost.ts';
import { type ReaderConfiguration, readerContract } from './readerContract.ts';
import { createSupervisedWorker, type SupervisedWorkerOptions } from './supervisedWorker.ts';

export interface ReaderClient extends FactReader {
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export interface ReaderClientOptions
  extends Pick<SupervisedWorkerOptions<typeof readerContract>, 'restartPolicy' | 'onCrash'> {
  readonly configuration: ReaderConfiguration;
  readonly host?: ProcessHost;
  readonly entryFile?: string;
}

/** Starts nothing yet: the process is forked by the first call and started again after a crash. */
export function createReaderClient(options: ReaderClientOptions): ReaderClient {
  const worker = createSupervisedWorker({
    host: options.host ?? createChildProcessHost(),
    contract: readerContract,
    entryFile: options.entryFile ?? fileURLToPath(new URL('../../workers/reader.process.ts', import.meta.url)),
    args: [JSON.stringify(options.configuration)],
    title: 'The reading of the transcript',
    restartPolicy: options.restartPolicy,
    onCrash: options.onCrash,
  });
  return {
    read: ({ utterances }, signal) =>
      worker.call(
        'read',
        { utterances: utterances.map(({ id, speaker, text }) => ({ id, speaker, text })) },
        { signal },
      ),
    get pid() {
      return worker.pid;
    },
    close: worker.close,
  };
}
