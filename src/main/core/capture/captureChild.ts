/** One capture process and the line to it: commands answered as results, notices, and its end reported once. */
import { fileURLToPath } from 'node:url';
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { type CaptureCommand, type CaptureReply, captureMessage } from './captureProtocol.ts';

export type CommandBody = CaptureCommand extends infer C
  ? C extends { readonly id: number }
    ? Omit<C, 'id'>
    : never
  : never;

export interface CaptureChild {
  readonly pid: number | undefined;
  command(body: CommandBody): Promise<Result<CaptureReply>>;
  /** Sound that a page hears; before the process is ready it is lost, as it would be before a start. */
  feed(pcm: Uint8Array, lostMs: number): void;
  readonly isGone: boolean;
  kill(): void;
}

export interface CaptureChildListener {
  notice(notice: CaptureNotice): void;
  /** It is gone; commands that were waiting have failed already. */
  exit(errorTail: string): void;
}

export const CAPTURE_PROCESS_FILE = fileURLToPath(new URL('../../workers/capture.process.ts', import.meta.url));

/** The slowest answer is a start: two seconds for a lock, four for the first sound, and a busy machine. */
const ANSWER_WITHIN_MS = 15_000;

export function startCaptureChild(host: ProcessHost, entryFile: string, listener: CaptureChildListener): CaptureChild {
  const child = host.fork(entryFile, []);
  const waiting = new Map<number, (result: Result<CaptureReply>) => void>();
  let nextId = 1;
  let isGone = false;
  let isReady = false;
  const early: CaptureCommand[] = [];

  child.onMessage((raw) => {
    const parsed = captureMessage.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'ready') {
      isReady = true;
      for (const command of early.splice(0)) child.post(command);
    } else if (message.kind === 'notice') listener.notice(message.notice);
    else {
      waiting.get(message.id)?.(message.kind === 'done' ? ok(message.value) : { ok: false, error: message.error });
      waiting.delete(message.id);
    }
  });
  child.onExit(({ errorTail }) => {
    isGone = true;
    for (const resolve of waiting.values()) resolve(gone());
    waiting.clear();
    listener.exit(errorTail);
  });

  return {
    pid: child.pid,
    get isGone() {
      return isGone;
    },
    command: (body) =>
      new Promise((settle) => {
        if (isGone) {
          settle(gone());
          return;
        }
        // A process that does not answer is no use any more; what it stored stands. Its end answers the command.
        const patience = setTimeout(() => child.kill(), ANSWER_WITHIN_MS);
        const resolve = (result: Result<CaptureReply>): void => {
          clearTimeout(patience);
          settle(result);
        };
        const command = { ...body, id: nextId++ } as CaptureCommand;
        waiting.set(command.id, resolve);
        if (isReady) child.post(command);
        else early.push(command);
      }),
    feed(pcm, lostMs) {
      if (isReady && !isGone) child.post({ kind: 'sound', pcm, lostMs });
    },
    kill: () => child.kill(),
  };
}

function gone(): Result<CaptureReply> {
  return fail('device_lost', 'The recorder stopped unexpectedly. Everything it had stored is kept.', {
    retryable: true,
  });
}
