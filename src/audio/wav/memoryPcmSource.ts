/** Sound that is in memory already, behind the same port as a file: for short clips and for tests. */
import { type PcmSource, SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';

/** @param channels one array per channel, 16 kHz, all of the same length */
export function memoryPcmSource(channels: readonly Float32Array[]): PcmSource {
  const frameCount = channels[0]?.length ?? 0;
  return {
    sampleRateHz: SAMPLE_RATE_HZ,
    channelCount: channels.length,
    frameCount,
    read(startFrame, count) {
      const start = Math.max(0, startFrame);
      return Promise.resolve(channels.map((channel) => channel.slice(start, Math.max(start, startFrame + count))));
    },
  };
}
