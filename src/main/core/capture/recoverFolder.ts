/**
 * Finishes what `record` could not: a journal that a kill or a power cut left in a folder becomes a WAV there. The
 * journal goes only after the WAV is whole on the disk.
 */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lockJournal } from '../../../audio/journal/journalLock.ts';
import { openJournalSource } from '../../../audio/journal/openJournalSource.ts';
import { SESSION_KEY_BYTES } from '../../../audio/journal/segmentHeader.ts';
import { storageError } from '../../../audio/journal/storageError.ts';
import type { Gap } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { exportWav } from './exportWav.ts';

export interface RecordedFile {
  readonly file: string;
  readonly frames: number;
  readonly seconds: number;
  readonly channels: number;
  readonly gaps: readonly Gap[];
}

export function journalFolder(folder: string): string {
  return join(folder, 'journal');
}

export function journalKeyFile(folder: string): string {
  return join(folder, 'journal.key');
}

/** @returns null when nothing was left behind (or only a start without any sound, which is cleared away) */
export async function recoverFolder(folder: string): Promise<Result<RecordedFile | null>> {
  let key: Buffer;
  try {
    const info = await stat(folder);
    if (!info.isDirectory()) return fail('invalid_input', 'The place for the recording is a file, not a folder.');
    key = await readFile(journalKeyFile(folder));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return ok(null);
    return { ok: false, error: storageError(thrown, folder) };
  }
  if (key.length !== SESSION_KEY_BYTES)
    return fail('unreadable_audio', 'The key of the interrupted recording is damaged: its sound cannot be opened.', {
      at: journalKeyFile(folder),
    });
  const lock = await lockJournal(journalFolder(folder));
  if (!lock.ok) return lock;
  try {
    return await finishJournal(folder, key);
  } finally {
    lock.value();
  }
}

/** Turns the journal in a folder into its WAV; the caller holds the journal's lock or is its writer. */
export async function finishJournal(folder: string, key: Uint8Array): Promise<Result<RecordedFile | null>> {
  const opened = await openJournalSource(journalFolder(folder), key);
  if (!opened.ok) {
    if (opened.error.code !== 'not_found') return opened;
    await removeJournal(folder);
    return ok(null);
  }
  const source = opened.value;
  const { frameCount: frames, channelCount: channels, sampleRateHz, gaps } = source;
  const file = await freeName(folder);
  const written = frames === 0 ? ok(null) : await exportWav(source, file);
  await source.close();
  if (!written.ok) return written;
  // Segments that do not open may yet be saved by somebody: only what has been carried over completely is removed.
  if (source.unreadableSegments.length === 0) await removeJournal(folder);
  return ok(frames === 0 ? null : { file, frames, seconds: frames / sampleRateHz, channels, gaps });
}

async function removeJournal(folder: string): Promise<void> {
  await rm(journalFolder(folder), { recursive: true, force: true });
  await rm(journalKeyFile(folder), { force: true });
}

/** session.wav, or session-2.wav and so on: an earlier recording is never written over. */
async function freeName(folder: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = join(folder, number === 1 ? 'session.wav' : `session-${number}.wav`);
    const isTaken = await stat(file).then(
      () => true,
      () => false,
    );
    if (!isTaken) return file;
  }
}
