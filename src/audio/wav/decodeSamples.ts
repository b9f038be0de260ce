/** Interleaved little-endian samples of a WAV file to one Float32Array per channel, full scale = 1. */
import { BYTES_PER_SAMPLE, type SampleFormat } from './wavHeader.ts';

export function decodeSamples(bytes: Buffer, format: SampleFormat, channelCount: number): Float32Array[] {
  const width = BYTES_PER_SAMPLE[format];
  const frameCount = Math.floor(bytes.length / (width * channelCount));
  const channels = Array.from({ length: channelCount }, () => new Float32Array(frameCount));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sampleAt = READERS[format];
  for (let c = 0; c < channelCount; c++) {
    const channel = channels[c]!;
    for (let i = 0, at = c * width; i < frameCount; i++, at += width * channelCount) channel[i] = sampleAt(view, at);
  }
  return channels;
}

const READERS: Readonly<Record<SampleFormat, (view: DataView, at: number) => number>> = {
  int16: (view, at) => view.getInt16(at, true) / 2 ** 15,
  int24: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23,
  int32: (view, at) => view.getInt32(at, true) / 2 ** 31,
  float32: (view, at) => {
    const value = view.getFloat32(at, true);
    // A single NaN would spread through every filter behind it.
    return Number.isFinite(value) ? value : 0;
  },
};
