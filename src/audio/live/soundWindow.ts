/** The last stretch of a running recording in memory, on the recording's own sample clock. */
import { type PcmSource, SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';

export interface SoundWindow {
  /** First sample still held. */
  readonly firstSample: number;
  /** One past the newest sample. */
  readonly endSample: number;
  /** @param channels ±1, all of the same length; they follow on what came before */
  append(channels: readonly Float32Array[]): void;
  /** Samples [from, to) of every channel, copied; both must be held. */
  slice(from: number, to: number): Float32Array[];
  /** The same as a recording of its own that begins at `from`. */
  source(from: number, to: number): PcmSource;
}

/** @param keptSamples how much of the past is held at least */
export function createSoundWindow(channelCount: number, keptSamples: number, startSample: number): SoundWindow {
  const capacity = 2 * keptSamples;
  const buffers = Array.from({ length: channelCount }, () => new Float32Array(capacity));
  let firstSample = startSample;
  let length = 0;

  function makeRoom(count: number): void {
    if (length + count <= capacity) return;
    const drop = length - Math.min(length, Math.max(0, keptSamples - count));
    for (const buffer of buffers) buffer.copyWithin(0, drop, length);
    firstSample += drop;
    length -= drop;
  }

  function slice(from: number, to: number): Float32Array[] {
    if (from < firstSample || to > firstSample + length || from > to) throw new RangeError('not in the window');
    return buffers.map((buffer) => buffer.slice(from - firstSample, to - firstSample));
  }

  return {
    get firstSample() {
      return firstSample;
    },
    get endSample() {
      return firstSample + length;
    },
    append(channels) {
      const count = channels[0]?.length ?? 0;
      for (let done = 0; done < count; ) {
        const part = Math.min(count - done, keptSamples);
        makeRoom(part);
        buffers.forEach((buffer, c) => {
          buffer.set(channels[c]!.subarray(done, done + part), length);
        });
        length += part;
        done += part;
      }
    },
    slice,
    source(from, to) {
      const channels = slice(from, to);
      return {
        sampleRateHz: SAMPLE_RATE_HZ,
        channelCount,
        frameCount: to - from,
        read: async (start, count) => channels.map((channel) => channel.subarray(start, start + count)),
      };
    },
  };
}
