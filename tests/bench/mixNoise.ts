/** Adds noises of a folder to speech at a set level, the same ones every time. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { activeLevelDbFs } from '../../src/audio/transcribe/speechLevel.ts';
import { readFirstChannel } from './readFirstChannel.ts';

export interface NoiseMixer {
  /** @param index which of the sounds this is: it chooses the noise and the place in it. */
  add(speech: Float32Array, index: number): Float32Array;
}

const STRIDE = 7919;
const SHORTEST_NOISE = 32_000;

/** `snrDb`: active level of the speech over the mean power of the noise. */
export async function openNoises(folder: string, snrDb: number): Promise<NoiseMixer> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.wav'));
  const all = await Promise.all(files.sort().map((file) => readFirstChannel(path.join(folder, file))));
  const noises = all.filter((noise) => noise.length >= SHORTEST_NOISE);
  if (noises.length === 0) throw new Error(`${folder} holds no noise of two seconds or more.`);
  return {
    add: (speech, index) => {
      const noise = noises[(index * 5 + 3) % noises.length]!;
      const offset = (index * STRIDE) % noise.length;
      const stretch = speech.map((_, at) => noise[(offset + at) % noise.length]!);
      const power = stretch.reduce((sum, value) => sum + value * value, 0) / stretch.length;
      const gain = power > 0 ? Math.sqrt(10 ** ((activeLevelDbFs(speech) - snrDb) / 10) / power) : 0;
      return speech.map((value, at) => value + gain * stretch[at]!);
    },
  };
}
