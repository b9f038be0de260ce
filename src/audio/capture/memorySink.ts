/** Keeps a short, bounded piece of sound in memory only: voice samples that are not to be stored. */
import { fail, ok } from '../../shared/result.ts';
import type { SoundSink } from './soundSink.ts';

export interface MemorySink extends SoundSink {
  /** Interleaved S16LE. */
  sound(): Buffer;
}

export function createMemorySink(bytesPerSampleFrame: number, maxSamples: number): MemorySink {
  const pieces: Uint8Array[] = [];
  let storedSamples = 0;
  const nothing = () => ok(null);
  return {
    get storedSamples() {
      return storedSamples;
    },
    appendAudio(samples) {
      if (storedSamples >= maxSamples) return fail('storage_full', 'The sample is as long as it may be.');
      pieces.push(samples);
      storedSamples += samples.length / bytesPerSampleFrame;
      return ok(null);
    },
    openGap: nothing,
    closeGap: nothing,
    mark: nothing,
    sync: async () => ok(null),
    close: async () => ok({ samples: storedSamples }),
    sound: () => Buffer.concat(pieces),
  };
}
