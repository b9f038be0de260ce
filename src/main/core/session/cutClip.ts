/**
 * The sound behind a sentence, as a mono WAV: the mean of the microphones that were found healthy, which is what the
 * room sounded like, lifted to a comfortable level. Read from the sealed sound and never stored.
 */
import { wavBytes } from '../../../audio/wav/writeWav.ts';
import type { PcmSource } from '../../../shared/domain/audio.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Span } from '../../../shared/time.ts';

const TARGET_PEAK = 0.7;
/** Lifting silence would only make its noise loud. */
const MAX_GAIN = 16;

export async function cutClip(
  source: PcmSource,
  { startMs, endMs }: Span,
  healthyChannels: readonly number[],
): Promise<Result<Uint8Array>> {
  const at = (ms: number) => Math.round((ms * source.sampleRateHz) / 1000);
  const channels = await source.read(at(startMs), at(endMs) - at(startMs));
  const used = channels.filter((_, index) => healthyChannels.length === 0 || healthyChannels.includes(index));
  const mono = mean(used.length > 0 ? used : channels);
  if (mono.length === 0) return fail('not_found', 'There is no sound at this place.');
  return ok(wavBytes([lifted(mono)]));
}

function mean(channels: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + (channel[i] ?? 0) / channels.length;
  }
  return out;
}

function lifted(samples: Float32Array): Float32Array {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const gain = peak === 0 ? 1 : Math.min(TARGET_PEAK / peak, MAX_GAIN);
  return samples.map((sample) => sample * gain);
}
