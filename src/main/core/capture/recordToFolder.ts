/**
 * The `record` command: a stretch of sound from a microphone into a folder, through the same journal as a session,
 * so that a kill costs a fraction of a second. What an earlier kill left in the folder is finished first. The key
 * lies beside the journal because the user asked for a plain file here; both are gone when the WAV is there.
 */
import { randomBytes } from 'node:crypto';
import { open, rmdir } from 'node:fs/promises';
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import type { CaptureAdapter } from '../../../audio/capture/chooseSource.ts';
import { makeFolders } from '../../../audio/journal/makeFolders.ts';
import { SESSION_KEY_BYTES } from '../../../audio/journal/segmentHeader.ts';
import { storageError } from '../../../audio/journal/storageError.ts';
import { SAMPLE_RATE_HZ } from '../../../shared/domain/audio.ts';
import { type AppError, fail, ok, type Result } from '../../../shared/result.ts';
import type { ProcessHost } from '../host/processHost.ts';
import { startCapture } from './captureClient.ts';
import type { RecordRequest } from './recordArguments.ts';
import { finishJournal, journalFolder, journalKeyFile, type RecordedFile, recoverFolder } from './recoverFolder.ts';

export interface RecordDeps {
  readonly host: ProcessHost;
  /** One plain sentence at a time, for stderr. */
  readonly say: (message: string) => void;
  /** After each stored tenth of a second. */
  readonly onProgress?: (recordedSeconds: number, notice: CaptureNotice & { readonly kind: 'meters' }) => void;
  /** Ctrl-C: stops and keeps what there is. */
  readonly signal?: AbortSignal;
  readonly adapter?: CaptureAdapter;
}

export interface RecordOutcome extends RecordedFile {
  /** The recording that a kill had left in the folder. */
  readonly recovered: RecordedFile | null;
  /** Why it is shorter than asked for. */
  readonly endedEarly: AppError | null;
}

export async function recordToFolder(request: RecordRequest, deps: RecordDeps): Promise<Result<RecordOutcome>> {
  const { folder } = request;
  const prepared = makeFolder(folder);
  if (!prepared.ok) return prepared;
  const recovered = await recoverFolder(folder);
  if (!recovered.ok) return recovered;
  if (recovered.value)
    deps.say(
      `An interrupted recording was finished: ${recovered.value.seconds.toFixed(1)} s in ${recovered.value.file}`,
    );
  const key = await makeKey(folder);
  if (!key.ok) return key;
  const endedEarly = await record(request, key.value, deps);
  if (!endedEarly.ok) {
    await recoverFolder(folder);
    await removeEmpty(prepared.value);
    return endedEarly;
  }
  const finished = await finishJournal(folder, key.value);
  key.value.fill(0);
  if (!finished.ok) return finished;
  if (!finished.value)
    return endedEarly.value ? { ok: false, error: endedEarly.value } : fail('device_lost', 'No sound arrived.');
  return ok({ ...finished.value, recovered: recovered.value, endedEarly: endedEarly.value });
}

/** @returns why it ended before its time, or null */
async function record(request: RecordRequest, key: Uint8Array, deps: RecordDeps): Promise<Result<AppError | null>> {
  const wanted = Math.round(request.seconds * SAMPLE_RATE_HZ);
  let finish: (error: AppError | null) => void = () => undefined;
  const finished = new Promise<AppError | null>((resolve) => {
    finish = resolve;
  });
  const hear = (notice: CaptureNotice): void => {
    if (notice.kind === 'meters') {
      deps.onProgress?.(notice.storedSamples / SAMPLE_RATE_HZ, notice);
      if (notice.storedSamples >= wanted) finish(null);
    } else if (notice.kind === 'stopped') finish(notice.error ?? ENDED);
    else if (notice.kind === 'gaveUp') finish(notice.error);
    else describe(notice, deps.say);
  };
  const started = await startCapture({
    host: deps.host,
    folder: journalFolder(request.folder),
    sessionKey: key,
    trackId: 'recording',
    deviceId: request.device,
    channels: request.channels,
    ...(deps.adapter ? { adapter: deps.adapter } : {}),
    plannedSeconds: request.seconds,
    onEvent: hear,
  });
  if (!started.ok) return started;
  const cancel = () => finish({ code: 'cancelled', message: 'The recording was stopped before its time.' });
  deps.signal?.addEventListener('abort', cancel, { once: true });
  if (deps.signal?.aborted) cancel();
  const error = await finished;
  const stopped = await started.value.stop();
  return ok(error ?? (stopped.ok ? null : stopped.error));
}

const ENDED: AppError = { code: 'device_lost', message: 'The sound ended before its time.' };

function describe(notice: CaptureNotice, say: (message: string) => void): void {
  if (notice.kind === 'interrupted') say(notice.error.message);
  else if (notice.kind === 'restored') say(`Sound is back after ${(notice.gapMs / 1000).toFixed(1)} s.`);
  else if (notice.kind === 'overrun') say('The computer was too busy: a little sound was lost.');
  else if (notice.kind === 'lowSpace') say(`Only ${Math.round(notice.freeBytes / 1_000_000)} MB are left on the disk.`);
  else if (notice.kind === 'alarm' && notice.alarm.isOn)
    say(
      notice.alarm.kind === 'silence'
        ? 'Nothing is heard on any microphone.'
        : `Microphone ${notice.alarm.channel + 1} is ${notice.alarm.kind === 'dead' ? 'silent' : 'too loud'}.`,
    );
}

function makeFolder(folder: string): Result<readonly string[]> {
  try {
    return ok(makeFolders(folder));
  } catch (thrown) {
    return { ok: false, error: storageError(thrown, folder) };
  }
}

/** A command that failed before any sound leaves no trace. */
async function removeEmpty(made: readonly string[]): Promise<void> {
  for (const place of made.toReversed()) await rmdir(place).catch(() => undefined);
}

async function makeKey(folder: string): Promise<Result<Buffer>> {
  const key = randomBytes(SESSION_KEY_BYTES);
  try {
    const handle = await open(journalKeyFile(folder), 'wx', 0o600);
    try {
      await handle.writeFile(key);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return ok(key);
  } catch (thrown) {
    return { ok: false, error: storageError(thrown, folder) };
  }
}
