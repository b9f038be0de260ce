import { openWav } from '../../src/audio/wav/openWav.ts';

/** The first channel of a WAV file, 16 kHz, ±1. */
export async function readFirstChannel(file: string): Promise<Float32Array> {
  const wav = await openWav(file);
  if (!wav.ok) throw new Error(wav.error.message);
  const [samples] = await wav.value.read(0, wav.value.frameCount);
  await wav.value.close();
  return samples!;
}
