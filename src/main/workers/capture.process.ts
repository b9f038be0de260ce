/**
 * The capture process: reads the recorder's pipe and appends sealed frames, nothing else. It lives apart so that
 * no model, database or page can keep it from its pipe, and it outlives a dead owner just long enough to close
 * the recording.
 */
import type { CaptureNotice } from '../../audio/capture/captureNotice.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaptureCommand,
  type CaptureMessage,
  type CaptureReply,
  captureCommand,
  pageSoundMessage,
} from '../core/capture/captureProtocol.ts';
import { type OpenedCapture, openCapture } from '../core/capture/openCapture.ts';
import { parentPort } from './parentPort.ts';

/** A disk that hangs must not keep an orphan, and with it the microphone, for ever. */
const CLOSE_WITHIN_MS = 5000;

const port = parentPort();
let capture: OpenedCapture | null = null;
let queue: Promise<void> = Promise.resolve();

const post = (message: CaptureMessage): void => port.post(message);
const emit = (notice: CaptureNotice): void => {
  if (notice.kind === 'stopped') capture?.release();
  post({ kind: 'notice', notice });
};

async function start(command: CaptureCommand & { kind: 'start' }): Promise<Result<CaptureReply>> {
  if (capture) return fail('conflict', 'A recording is running already.');
  const opened = await openCapture(command.request, emit);
  if (!opened.ok) return opened;
  capture = opened.value;
  const started = await capture.session.start();
  return started.ok ? ok(reply()) : started;
}

async function run(command: CaptureCommand): Promise<Result<CaptureReply>> {
  if (command.kind === 'start') return start(command);
  if (!capture) return fail('conflict', 'Nothing is being recorded.');
  const { session, sound } = capture;
  switch (command.kind) {
    case 'pause':
      return answer(await session.pause());
    case 'resume':
      return answer(await session.resume());
    case 'mark':
      return answer(session.mark(command.label));
    case 'stop': {
      const stopped = await session.stop();
      const pcm = sound();
      return stopped.ok ? ok({ ...reply(), ...(pcm ? { pcm } : {}) }) : stopped;
    }
  }
}

function answer(result: Result<null>): Result<CaptureReply> {
  return result.ok ? ok(reply()) : result;
}

function reply(): CaptureReply {
  return { storedSamples: capture?.session.status().storedSamples ?? 0 };
}

async function leave(): Promise<void> {
  setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
  await capture?.session.stop();
  process.exit(0);
}

port.onMessage((raw) => {
  // Not in the queue: a start waits for its first sound.
  const sound = pageSoundMessage.safeParse(raw);
  if (sound.success) {
    capture?.feed(sound.data.pcm, sound.data.lostMs);
    return;
  }
  const command = captureCommand.parse(raw);
  queue = queue.then(async () => {
    const result = await run(command);
    post(
      result.ok
        ? { kind: 'done', id: command.id, value: result.value }
        : { kind: 'failed', id: command.id, error: result.error },
    );
  });
});
port.onOrphaned(() => void leave());
process.on('SIGTERM', () => void leave());
// Ctrl-C in a terminal reaches the whole group: the owner decides what it means.
process.on('SIGINT', () => undefined);
post({ kind: 'ready' });
