/**
 * Writes a journal's sound as a 16-bit WAV, block by block and sample-exact: a recording is hours long, and the
 * wavefile package wants all of it in memory, so it makes the header only and the samples are streamed behind it.
 * The file appears under its name only when it is whole.
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import wavefile from 'wavefile';
import type { JournalSource } from '../../../audio/journal/openJournalSource.ts';
import { storageError } from '../../../audio/journal/storageError.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';

const BLOCK_FRAMES = 16_000;
const BYTES_PER_SAMPLE = 2;
/** Sizes in a WAV header are 32-bit; the header itself stays below 100 bytes. */
const MAX_DATA_BYTES = 0xffff_ffff - 100;

export async function exportWav(source: JournalSource, file: string): Promise<Result<null>> {
  const dataBytes = source.frameCount * source.channelCount * BYTES_PER_SAMPLE;
  if (dataBytes > MAX_DATA_BYTES)
    return fail('invalid_input', 'The recording is too long for one WAV file (4 GB). It stays in its journal.');
  const part = `${file}.part`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(part, 'w', 0o600);
    await handle.write(wavHeader(source.channelCount, source.sampleRateHz, dataBytes));
    for (let start = 0; start < source.frameCount; start += BLOCK_FRAMES)
      await writeAll(handle, source.readPcm16(start, BLOCK_FRAMES));
    await handle.sync();
    await handle.close();
    handle = undefined;
    await rename(part, file);
    return ok(null);
  } catch (thrown) {
    await handle?.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    return { ok: false, error: thrown instanceof AppFailure ? thrown.error : storageError(thrown, file) };
  }
}

/** The header that the package makes for one silent frame, with the sizes of the whole recording put in. */
function wavHeader(channelCount: number, sampleRateHz: number, dataBytes: number): Uint8Array {
  const wav = new wavefile.WaveFile();
  wav.fromScratch(channelCount, sampleRateHz, '16', new Int16Array(channelCount));
  const whole = wav.toBuffer();
  const header = Buffer.from(whole.subarray(0, whole.length - channelCount * BYTES_PER_SAMPLE));
  header.writeUInt32LE(header.length - 8 + dataBytes, 4);
  header.writeUInt32LE(dataBytes, header.length - 4);
  return header;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done);
    done += bytesWritten;
  }
}
