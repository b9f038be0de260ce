/** The preview as the recording sees it: started beside it, ended with it, and never a reason for it to stop. */
import { fileURLToPath } from 'node:url';
import type { PreviewState } from '../../../shared/contract.ts';
import type { ArrayGeometry } from '../../../shared/domain/audio.ts';
import { AppFailure } from '../../../shared/result.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { createSupervisedWorker } from '../host/supervisedWorker.ts';
import { type LiveConfiguration, type LiveLine, type LiveNews, liveContract } from './liveContract.ts';

export interface PreviewRequest {
  readonly folder: string;
  readonly sessionKey: Uint8Array;
  readonly enrolmentFolder: string | null;
  readonly geometry: ArrayGeometry | null;
}

export interface PreviewListener {
  line(line: LiveLine): void;
  state(state: PreviewState): void;
}

export interface LivePreview {
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export type StartPreview = (request: PreviewRequest, listener: PreviewListener) => LivePreview;

export interface LivePreviewDeps {
  readonly host: ProcessHost;
  readonly configuration: LiveConfiguration;
  readonly entryFile?: string;
}

/** It tells every five seconds that it lives; a slow machine may need a while for its models. */
const STUCK_MS = 60_000;

export function createPreviewStarter({ host, configuration, entryFile }: LivePreviewDeps): StartPreview {
  return (request, listener) => {
    const worker = createSupervisedWorker({
      host,
      contract: liveContract,
      entryFile: entryFile ?? fileURLToPath(new URL('../../workers/live.process.ts', import.meta.url)),
      args: [JSON.stringify(configuration)],
      title: 'The live preview',
      stuckMs: STUCK_MS,
      onCrash: () => change('starting'),
    });
    let state: PreviewState = 'starting';
    let isClosed = false;

    function change(to: PreviewState): void {
      if (isClosed || to === state) return;
      state = to;
      listener.state(to);
    }

    function hear(news: LiveNews): void {
      if (isClosed) return;
      if (news.kind === 'pace') change(news.pace === 'ready' ? 'on' : 'behind');
      else if (news.kind === 'line') listener.line(news.line);
    }

    // The recording zeroes its key when it stops: this copy is for the process alone.
    const sessionKey = Uint8Array.from(request.sessionKey);
    worker
      .call('follow', { ...request, sessionKey }, { onProgress: (news) => hear(news as LiveNews) })
      .catch((error: unknown) => {
        if (!(error instanceof AppFailure)) throw error;
      })
      .finally(() => {
        sessionKey.fill(0);
        change('off');
        // Half a gigabyte is not kept for nothing.
        void worker.close();
      });
    return {
      get pid() {
        return worker.pid;
      },
      async close() {
        isClosed = true;
        await worker.close();
      },
    };
  };
}
