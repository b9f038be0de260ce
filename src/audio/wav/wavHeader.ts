/**
 * Reads the header of a RIFF/WAVE file: any order of chunks, WAVE_FORMAT_EXTENSIBLE, sizes that promise more
 * than the file holds. Source of the layout: Microsoft, "Multiple channel audio data and WAVE files" (2007).
 */
import { type AppError, fail, ok, type Result } from '../../shared/result.ts';
import type { ByteReader } from './byteReader.ts';

export type SampleFormat = 'int16' | 'int24' | 'int32' | 'float32';

export interface WavHeader {
  readonly format: SampleFormat;
  readonly channelCount: number;
  readonly rateHz: number;
  readonly dataOffset: number;
  /** Frames that are really there. */
  readonly frameCount: number;
}

export const BYTES_PER_SAMPLE: Readonly<Record<SampleFormat, number>> = { int16: 2, int24: 3, int32: 4, float32: 4 };

const MAX_CHANNELS = 16;
const MIN_RATE_HZ = 8000;
const MAX_RATE_HZ = 96000;
const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
const CODEC_NAMES: Readonly<Record<number, string>> = {
  2: 'ADPCM',
  6: 'A-law',
  7: 'mu-law',
  17: 'IMA ADPCM',
  49: 'GSM',
  80: 'MPEG',
  85: 'MP3',
};
const REMEDY = 'save it as WAV with 16, 24 or 32 bits per sample and try again';
const KNOWN_CHUNKS = new Set(['LIST', 'fact', 'cue ', 'bext', 'JUNK', 'id3 ', 'iXML', 'PEAK', 'smpl']);

interface FormatChunk {
  readonly code: number;
  readonly channelCount: number;
  readonly rateHz: number;
  readonly blockAlign: number;
  readonly bits: number;
}

/** @param name how the file is called in messages */
export async function readWavHeader(file: ByteReader, fileSize: number, name: string): Promise<Result<WavHeader>> {
  if (fileSize === 0) return unreadable(`The file ${name} is empty: choose another recording.`);
  const riff = await bytesAt(file, 0, 12);
  const form = riff.toString('latin1', 0, 4);
  if (riff.length < 12 || (form !== 'RIFF' && form !== 'RF64') || riff.toString('latin1', 8, 12) !== 'WAVE') {
    return unreadable(`${name} is not a WAV recording: ${REMEDY}.`);
  }
  let format: FormatChunk | null = null;
  for (let at = 12; at + 8 <= fileSize; ) {
    const head = await bytesAt(file, at, 8);
    const id = head.toString('latin1', 0, 4);
    const promised = head.readUInt32LE(4);
    const body = at + 8;
    if (id === 'fmt ') format = parseFormat(await bytesAt(file, body, Math.min(promised, 40)));
    if (id === 'data') {
      if (!format) return unreadable(`${name} has sound before its description and cannot be read: ${REMEDY}.`);
      const sampleFormat = sampleFormatOf(format, name);
      if (!sampleFormat.ok) return sampleFormat;
      const available = await soundBytes(file, body, promised, fileSize);
      const frameCount = Math.floor(available / (BYTES_PER_SAMPLE[sampleFormat.value] * format.channelCount));
      if (frameCount === 0) return unreadable(`${name} holds no sound: choose another recording.`);
      const { channelCount, rateHz } = format;
      return ok({ format: sampleFormat.value, channelCount, rateHz, dataOffset: body, frameCount });
    }
    at = body + promised + (promised & 1);
  }
  if (format) {
    const sampleFormat = sampleFormatOf(format, name);
    if (!sampleFormat.ok) return sampleFormat;
  }
  return unreadable(`${name} holds no sound: choose another recording.`);
}

/** Bytes of sound that can be read; recorders that were cut off leave 0 or all ones in the size field. */
async function soundBytes(file: ByteReader, body: number, promised: number, fileSize: number): Promise<number> {
  const rest = fileSize - body;
  if (promised !== 0) return Math.min(promised, rest);
  const next = (await bytesAt(file, body, 4)).toString('latin1');
  return KNOWN_CHUNKS.has(next) ? 0 : rest;
}

function parseFormat(chunk: Buffer): FormatChunk | null {
  if (chunk.length < 16) return null;
  const code = chunk.readUInt16LE(0);
  return {
    code: code === FORMAT_EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : code,
    channelCount: chunk.readUInt16LE(2),
    rateHz: chunk.readUInt32LE(4),
    blockAlign: chunk.readUInt16LE(12),
    bits: chunk.readUInt16LE(14),
  };
}

function sampleFormatOf(format: FormatChunk, name: string): Result<SampleFormat> {
  const { code, channelCount, rateHz, blockAlign, bits } = format;
  if (code !== FORMAT_PCM && code !== FORMAT_FLOAT) {
    return unreadable(
      `${name} is compressed (${CODEC_NAMES[code] ?? `codec ${code}`}), which cannot be read: ${REMEDY}.`,
    );
  }
  if (channelCount < 1 || channelCount > MAX_CHANNELS) {
    return unreadable(
      `${name} has ${channelCount} channels, but 1 to ${MAX_CHANNELS} can be read: save it with fewer channels and try again.`,
    );
  }
  if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
    return unreadable(
      `${name} has a sample rate of ${rateHz} Hz, but ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz can be read: save it at 16000 or 48000 Hz and try again.`,
    );
  }
  // The container decides how samples are stored; 24 bits in a 4-byte container are left-justified (Microsoft 2007).
  const containerBits = blockAlign > 0 && blockAlign % channelCount === 0 ? (8 * blockAlign) / channelCount : bits;
  const container = containerBits === 32 && bits > 16 ? 32 : bits;
  if (code === FORMAT_FLOAT && bits === 32) return ok('float32');
  if (code === FORMAT_PCM && container === containerBits) {
    if (container === 16) return ok('int16');
    if (container === 24) return ok('int24');
    if (container === 32) return ok('int32');
  }
  const kind = code === FORMAT_FLOAT ? 'floating-point bits' : 'bits';
  return unreadable(`${name} has ${bits} ${kind} per sample, which cannot be read: ${REMEDY}.`);
}

async function bytesAt(file: ByteReader, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function unreadable(message: string): { readonly ok: false; readonly error: AppError } {
  return fail('unreadable_audio', message);
}
