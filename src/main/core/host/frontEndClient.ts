/** The front end in a process of its own: hours of matrix work and two small models, away from pages and database. */
import { fileURLToPath } from 'node:url';
import type { Span } from '../../../shared/time.ts';
import type { Heard, HeardAhead, SoundInput } from '../pipeline/graph.ts';
import { createChildProcessHost } from './childProcessHost.ts';
import { type FrontEndConfiguration, frontEndContract } from './frontEndContract.ts';
import type { ProcessHost } from './processHost.ts';
import { createSupervisedWorker, type SupervisedWorkerOptions } from './supervisedWorker.ts';

export interface FrontEndClient {
  /** @throws AppFailure: unreadable sound, a missing model, cancelled. */
  hear(input: SoundInput, context: { readonly signal: AbortSignal; progress(share: number): void }): Promise<Heard>;
  /** A recording that goes on, as far as it has come; nothing of the answer is final. @throws as `hear` */
  hearAhead(input: SoundInput, fromMs: number, signal: AbortSignal): Promise<HeardAhead>;
  /** A stretch of a stored recording, heard anew. @throws as `hear` */
  hearSpan(input: SoundInput, span: Span, signal: AbortSignal): Promise<Heard['sounds']>;
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export interface FrontEndClientOptions
  extends Pick<SupervisedWorkerOptions<typeof frontEndContract>, 'restartPolicy' | 'onCrash'> {
  readonly configuration: FrontEndConfiguration;
  readonly host?: ProcessHost;
  readonly entryFile?: string;
}

export function createFrontEndClient(options: FrontEndClientOptions): FrontEndClient {
  const worker = createSupervisedWorker({
    host: options.host ?? createChildProcessHost(),
    contract: frontEndContract,
    entryFile: options.entryFile ?? fileURLToPath(new URL('../../workers/frontEnd.process.ts', import.meta.url)),
    args: [JSON.stringify(options.configuration)],
    title: 'The analysis of the microphones',
    restartPolicy: options.restartPolicy,
    onCrash: options.onCrash,
  });
  return {
    hear: async (input, { signal, progress }) => {
      const heard = await worker.call('hear', input, { signal, onProgress: (share) => progress(share as number) });
      // What it holds of an hour is not needed while the hour is written down.
      worker.rest();
      return heard;
    },
    hearAhead: (input, fromMs, signal) => worker.call('hearAhead', { ...input, fromMs }, { signal }),
    hearSpan: async (input, { startMs, endMs }, signal) =>
      (await worker.call('hearSpan', { ...input, startMs, endMs }, { signal })).sounds,
    get pid() {
      return worker.pid;
    },
    close: worker.close,
  };
}
