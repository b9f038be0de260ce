/**
 * Block-wise WAV reader: hands out any stretch of a recording at 16 kHz without ever holding the whole of it.
 * (The wavefile package wants the complete file in memory, so it writes our files but does not read recordings.)
 */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type PcmSource, SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { Resampler } from '../dsp/resampler.ts';
import { type ByteReader, memoryReader } from './byteReader.ts';
import { decodeSamples } from './decodeSamples.ts';
import { BYTES_PER_SAMPLE, readWavHeader, type SampleFormat, type WavHeader } from './wavHeader.ts';

export interface WavSource extends PcmSource {
  /** As stored in the file, before the change to 16 kHz. */
  readonly fileRateHz: number;
  readonly fileFormat: SampleFormat;
  close(): Promise<void>;
}

export async function openWav(path: string): Promise<Result<WavSource>> {
  const name = basename(path);
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) {
      await file.close();
      return fail('invalid_input', `${name} is a folder: choose a WAV file inside it.`);
    }
    const header = await readWavHeader(file, stat.size, name);
    if (header.ok) return ok(wavSource(file, header.value));
    await file.close();
    return header;
  } catch (error) {
    await file?.close().catch(() => undefined);
    return fail('invalid_input', messageFor((error as NodeJS.ErrnoException).code, name));
  }
}

/** A WAV that is in memory, as a page sends it: patient sound must not touch the disk in the clear. */
export async function openWavBytes(bytes: Uint8Array, name: string): Promise<Result<WavSource>> {
  const reader = memoryReader(bytes);
  const header = await readWavHeader(reader, bytes.length, name);
  return header.ok ? ok(wavSource(reader, header.value)) : header;
}

function messageFor(code: string | undefined, name: string): string {
  if (code === 'ENOENT') return `There is no file ${name}: check the name and the folder.`;
  if (code === 'EISDIR') return `${name} is a folder: choose a WAV file inside it.`;
  if (code === 'EACCES' || code === 'EPERM') return `${name} may not be read: check its permissions.`;
  return `${name} could not be opened: check that the disk is connected and try again.`;
}

function wavSource(file: ByteReader, header: WavHeader): WavSource {
  const { channelCount, rateHz, format } = header;
  const resampler = rateHz === SAMPLE_RATE_HZ ? null : new Resampler(rateHz, SAMPLE_RATE_HZ);
  const frameCount = resampler ? resampler.outputLength(header.frameCount) : header.frameCount;
  return {
    sampleRateHz: SAMPLE_RATE_HZ,
    channelCount,
    frameCount,
    fileRateHz: rateHz,
    fileFormat: format,
    async read(startFrame, count) {
      const first = Math.max(0, startFrame);
      const wanted = Math.max(0, Math.min(startFrame + count, frameCount) - first);
      if (wanted === 0) return Array.from({ length: channelCount }, () => new Float32Array(0));
      if (!resampler) return readStored(file, header, first, wanted);
      const range = resampler.inputRange(first, wanted);
      const from = Math.max(0, range.start);
      const stored = await readStored(file, header, from, Math.min(range.end, header.frameCount) - from);
      return stored.map((channel) => resampler.resample(channel, from, first, wanted));
    },
    close: () => file.close(),
  };
}

/** Frames [start, start + count) at the file's own rate; the range must lie inside the file. */
async function readStored(file: ByteReader, header: WavHeader, start: number, count: number): Promise<Float32Array[]> {
  const bytesPerFrame = BYTES_PER_SAMPLE[header.format] * header.channelCount;
  const bytes = Buffer.alloc(count * bytesPerFrame);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, header.dataOffset + start * bytesPerFrame);
  // A file that shrank while it was open reads as silence from there on.
  bytes.fill(0, bytesRead);
  return decodeSamples(bytes, header.format, header.channelCount);
}
