import { openWav } from '../../../audio/wav/openWav.ts';
import { ok, type Result } from '../../../shared/result.ts';

export interface WavDescription {
  readonly durationMs: number;
  readonly channelCount: number;
}

/** Whether a file is a recording that can be read, and how long it really is. */
export async function describeWav(path: string): Promise<Result<WavDescription>> {
  const wav = await openWav(path);
  if (!wav.ok) return wav;
  const { frameCount, sampleRateHz, channelCount } = wav.value;
  await wav.value.close();
  return ok({ durationMs: Math.round((frameCount * 1000) / sampleRateHz), channelCount });
}
