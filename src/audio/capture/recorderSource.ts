/**
 * A capture source round any recorder program that writes raw sound to its stdout. What makes such programs
 * unsafe to use directly is dealt with here once: errors before the first listener, exit codes after a wanted
 * stop, sound cut in the middle of a sample, recorders that do not end, rates that are not the asked-for ones.
 */
import type { ChildProcess } from 'node:child_process';
import { type AppError, ok, type Result } from '../../shared/result.ts';
import { BYTES_PER_SAMPLE, type CaptureFormat, type CaptureSource, type CaptureSourceEvent } from './captureSource.ts';
import { findProgram } from './findProgram.ts';
import { hasWrongRate, overrunIn, recorderEnded, recorderMissing } from './recorderError.ts';

export interface RecorderProgram {
  /** Looked up on PATH before each start. */
  readonly program: string;
  /** Spawns it; its stdout is the sound. May throw what spawn throws. */
  spawn(format: CaptureFormat): ChildProcess;
}

const STOP_WAIT_MS = 400;
const STDERR_KEPT_CHARS = 4000;

export function createRecorderSource(recorder: RecorderProgram, format: CaptureFormat): CaptureSource {
  const frameBytes = format.channelCount * BYTES_PER_SAMPLE;
  let listener: (event: CaptureSourceEvent) => void = () => undefined;
  let running: { readonly child: ChildProcess; end(): Promise<void> } | null = null;

  async function launch(): Promise<Result<null>> {
    if (!findProgram(recorder.program)) return { ok: false, error: recorderMissing(recorder.program) };
    try {
      running = attach(recorder.spawn(format));
      return ok(null);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      return { ok: false, error: recorderEnded(format.deviceId, reason, false) };
    }
  }

  /** Must run in the same tick as the spawn: the first error event may come in the next one. */
  function attach(child: ChildProcess) {
    let wanted = true;
    let heard = false;
    let stderr = '';
    let rest = Buffer.alloc(0);
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });

    function finish(error: AppError): void {
      if (!wanted) return;
      wanted = false;
      running = null;
      child.kill('SIGKILL');
      listener({ kind: 'ended', error });
    }

    child.on('error', (error) => {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      finish(isMissing ? recorderMissing(recorder.program) : recorderEnded(format.deviceId, error.message, heard));
    });
    child.on('close', () => finish(recorderEnded(format.deviceId, stderr, heard)));
    // node-record-lpcm16 raises a string here at every exit other than 0, also after a wanted stop; `close` tells more.
    child.stdout?.on('error', () => undefined);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!wanted) return;
      heard = true;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % frameBytes);
      rest = Buffer.from(bytes.subarray(whole));
      if (whole > 0) listener({ kind: 'sound', pcm: bytes.subarray(0, whole) });
    });
    child.stderr?.on('error', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      stderr = (stderr + text).slice(-STDERR_KEPT_CHARS);
      const overrun = overrunIn(text);
      if (overrun && wanted) listener({ kind: 'overrun', lostMs: overrun.lostMs });
      if (hasWrongRate(text)) finish(recorderEnded(format.deviceId, text, false));
    });

    return {
      child,
      async end() {
        wanted = false;
        child.kill('SIGTERM');
        const force = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS);
        await exited;
        clearTimeout(force);
      },
    };
  }

  async function halt(): Promise<void> {
    const current = running;
    running = null;
    await current?.end();
  }

  return {
    async start(onEvent) {
      listener = onEvent;
      return launch();
    },
    pause: halt,
    resume: launch,
    async stop() {
      await halt();
      listener = () => undefined;
    },
  };
}
