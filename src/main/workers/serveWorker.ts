/** The worker's side of the protocol: parse a call, run its handler with a signal, answer with a value or a named failure. */
import type { z } from 'zod';
import { AppFailure } from '../../shared/result.ts';
import { type FromWorker, toWorkerSchema, type WorkerContract } from '../core/host/workerProtocol.ts';
import type { ParentPort } from './parentPort.ts';

export interface HandlerContext {
  readonly signal: AbortSignal;
  progress(body: unknown): void;
}

export type WorkerHandlers<C extends WorkerContract> = {
  readonly [N in keyof C]: (body: z.infer<C[N]['in']>, context: HandlerContext) => Promise<z.infer<C[N]['out']>>;
};

/** @param close lets go of what the worker holds, before it leaves */
export function serveWorker<C extends WorkerContract>(
  port: ParentPort,
  contract: C,
  handlers: WorkerHandlers<C>,
  close: () => Promise<void>,
): void {
  const running = new Map<number, AbortController>();
  const post = (message: FromWorker): void => port.post(message);

  async function answer(id: number, name: string, body: unknown): Promise<void> {
    const call = contract[name];
    const handler = handlers[name as keyof C];
    if (!call || !handler) throw new Error(`unknown call ${name}`);
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await handler(call.in.parse(body) as z.infer<C[keyof C]['in']>, {
        signal: controller.signal,
        progress: (item) => post({ kind: 'progress', id, body: item }),
      });
      post({ kind: 'reply', id, body: value });
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error;
      post({ kind: 'failure', id, error: error.error });
    } finally {
      running.delete(id);
    }
  }

  async function leave(): Promise<void> {
    for (const controller of running.values()) controller.abort();
    await close().catch(() => undefined);
    process.exit(0);
  }

  port.onMessage((raw) => {
    const message = toWorkerSchema.parse(raw);
    if (message.kind === 'close') void leave();
    else if (message.kind === 'cancel') running.get(message.id)?.abort();
    else void answer(message.id, message.name, message.body);
  });
  port.onOrphaned(() => process.exit(0));
  post({ kind: 'ready' });
}
