/**
 * A worker process that may die: calls go to it one at a time, an unfinished call is repeated after a restart, and a call
 * that was in hand at three crashes is given up alone. Callers see results or an AppFailure, never a crash.
 */
import { type AppError, type AppErrorCode, AppFailure, failure } from '../../../shared/result.ts';
import type { HostedProcess, ProcessExit, ProcessHost } from './processHost.ts';
import { createRestartPolicy, type RestartPolicy } from './restartPolicy.ts';
import {
  type CallInput,
  type CallOutput,
  type FromWorker,
  fromWorkerSchema,
  type ToWorker,
  type WorkerContract,
} from './workerProtocol.ts';

/** A call that was in hand at so many crashes is the likely cause. */
const CRASHES_PER_CALL = 3;
/** A worker that says nothing for so long while it has a call is taken for stuck. */
const STUCK_MS = 300_000;
/** How long a worker may take to leave when asked. */
const CLOSE_MS = 3000;

export interface SupervisedWorkerOptions<C extends WorkerContract> {
  readonly host: ProcessHost;
  readonly contract: C;
  readonly entryFile: string;
  readonly args: readonly string[];
  /** What the therapist reads when it cannot go on, for example "The speech recogniser". */
  readonly title: string;
  readonly restartPolicy?: RestartPolicy;
  readonly stuckMs?: number;
  readonly onCrash?: (exit: ProcessExit) => void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (body: unknown) => void;
}

export interface SupervisedWorker<C extends WorkerContract> {
  /** @throws AppFailure: cancelled, internal, or whatever the worker reports. */
  call<N extends keyof C & string>(name: N, body: CallInput<C, N>, options?: CallOptions): Promise<CallOutput<C, N>>;
  /** The running process, if any: for tests and for the log. */
  readonly pid: number | undefined;
  /** Ends the process where nothing waits for it, which gives its memory back; the next call starts it anew. */
  rest(): void;
  close(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly name: string;
  readonly body: unknown;
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  crashes: number;
  settled: boolean;
}

export function createSupervisedWorker<C extends WorkerContract>(
  options: SupervisedWorkerOptions<C>,
): SupervisedWorker<C> {
  const policy = options.restartPolicy ?? createRestartPolicy();
  const queue: Job[] = [];
  let current: Job | undefined;
  let worker: HostedProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  let nextId = 0;
  /** Set once it is to end: called when it has. */
  let closing: (() => void) | undefined;
  let left: Promise<void> | undefined;

  const send = (message: ToWorker): void => worker?.post(message);

  function pump(): void {
    if (current || restart || closing || queue.length === 0) return;
    worker ??= start();
    current = queue.shift()!;
    feedWatchdog();
    send({ kind: 'request', id: current.id, name: current.name, body: current.body });
  }

  function start(): HostedProcess {
    const started = options.host.fork(options.entryFile, options.args);
    started.onMessage((message) => {
      if (worker !== started) return;
      const known = fromWorkerSchema.safeParse(message);
      // A worker that speaks nonsense is as broken as one that crashed: its end repeats or gives up the call.
      if (known.success) receive(known.data);
      else started.kill();
    });
    started.onExit((exit) => {
      if (worker === started) exited(exit);
    });
    return started;
  }

  function receive(message: FromWorker): void {
    if (message.kind === 'ready' || message.id !== current?.id) return;
    const job = current;
    if (message.kind === 'progress') {
      feedWatchdog();
      const progress = options.contract[job.name]!.progress?.safeParse(message.body);
      if (!job.settled && progress?.success) job.options.onProgress?.(progress.data);
      return;
    }
    current = undefined;
    clearTimeout(watchdog);
    if (message.kind === 'failure') settle(job, () => job.reject(new AppFailure(toAppError(message.error))));
    else settleWithReply(job, message.body);
    pump();
  }

  function settleWithReply(job: Job, body: unknown): void {
    const reply = options.contract[job.name]!.out.safeParse(body);
    if (reply.success) settle(job, () => job.resolve(reply.data));
    else settle(job, () => job.reject(failure('internal', `${options.title} gave an answer that cannot be read.`)));
  }

  function exited(exit: ProcessExit): void {
    worker = undefined;
    clearTimeout(watchdog);
    if (closing) {
      closing();
      return;
    }
    options.onCrash?.(exit);
    const job = current;
    current = undefined;
    if (job && !job.settled) {
      job.crashes++;
      if (job.crashes < CRASHES_PER_CALL) queue.unshift(job);
      else settle(job, () => job.reject(failure('internal', `${options.title} failed on one stretch of sound.`)));
    }
    const waitMs = policy.afterCrash(performance.now());
    if (waitMs === null) {
      const error = failure('internal', `${options.title} keeps stopping. Close other programs and try again.`, {
        retryable: true,
      });
      for (const waiting of queue.splice(0)) settle(waiting, () => waiting.reject(error));
      return;
    }
    restart = setTimeout(() => {
      restart = undefined;
      pump();
    }, waitMs);
  }

  function feedWatchdog(): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => worker?.kill(), options.stuckMs ?? STUCK_MS);
    watchdog.unref();
  }

  function cancel(job: Job): void {
    if (job.settled) return;
    const waiting = queue.indexOf(job);
    if (waiting >= 0) queue.splice(waiting, 1);
    // A call in hand keeps its place until the worker lets go of it; its answer is then ignored.
    else send({ kind: 'cancel', id: job.id });
    settle(job, () => job.reject(cancelled()));
  }

  return {
    call: (name, body, callOptions = {}) =>
      new Promise((resolve, reject) => {
        if (closing) throw failure('cancelled', `${options.title} was closed.`);
        if (callOptions.signal?.aborted) throw cancelled();
        const onAbort = (): void => cancel(job);
        const job: Job = {
          id: nextId++,
          name,
          body,
          options: callOptions,
          resolve: (value) => {
            callOptions.signal?.removeEventListener('abort', onAbort);
            resolve(value as CallOutput<C, typeof name>);
          },
          reject: (error) => {
            callOptions.signal?.removeEventListener('abort', onAbort);
            reject(error);
          },
          crashes: 0,
          settled: false,
        };
        callOptions.signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(job);
        pump();
      }),
    get pid() {
      return worker?.pid;
    },
    rest() {
      if (worker === undefined || current || queue.length > 0 || closing) return;
      const idle = worker;
      worker = undefined;
      idle.post({ kind: 'close' });
      setTimeout(() => idle.kill(), CLOSE_MS).unref();
    },
    close: () => {
      left ??= leave();
      return left;
    },
  };

  async function leave(): Promise<void> {
    clearTimeout(restart);
    for (const job of [...queue.splice(0), ...(current ? [current] : [])]) {
      settle(job, () => job.reject(failure('cancelled', `${options.title} was closed.`)));
    }
    await new Promise<void>((resolve) => {
      const impatience = setTimeout(() => worker?.kill(), CLOSE_MS);
      closing = () => {
        clearTimeout(impatience);
        resolve();
      };
      if (worker) send({ kind: 'close' });
      else closing();
    });
  }
}

function settle(job: Job, how: () => void): void {
  if (job.settled) return;
  job.settled = true;
  how();
}

function cancelled(): AppFailure {
  return failure('cancelled', 'The work was stopped.');
}

function toAppError(error: { code: string; message: string; at?: string; retryable?: boolean }): AppError {
  return { ...error, code: error.code as AppErrorCode };
}
