/** Writes WAV through the wavefile package: exports, and the clips a therapist plays as evidence. */
import { writeFile } from 'node:fs/promises';
import wavefile from 'wavefile';
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';

export interface WavOptions {
  readonly bitDepth?: 16 | 24 | 32;
  readonly sampleRateHz?: number;
}

/** @param channels samples of ±1 per channel; louder ones are limited to full scale */
export function wavBytes(channels: readonly Float32Array[], options: WavOptions = {}): Uint8Array {
  const bitDepth = options.bitDepth ?? 16;
  const fullScale = 2 ** (bitDepth - 1);
  const samples = channels.map((channel) =>
    Float64Array.from(channel, (value) => Math.min(fullScale - 1, Math.max(-fullScale, Math.round(value * fullScale)))),
  );
  const wav = new wavefile.WaveFile();
  wav.fromScratch(channels.length, options.sampleRateHz ?? SAMPLE_RATE_HZ, String(bitDepth), samples);
  return wav.toBuffer();
}

export async function writeWav(
  path: string,
  channels: readonly Float32Array[],
  options: WavOptions = {},
): Promise<void> {
  await writeFile(path, wavBytes(channels, options));
}
