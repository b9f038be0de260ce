/** One sound after the other, as one. Both have the same channels; what lies between them by the clock takes no time. */
import type { PcmSource } from '../../../shared/domain/audio.ts';

export function joinedSound(first: PcmSource, second: PcmSource): PcmSource {
  return {
    sampleRateHz: first.sampleRateHz,
    channelCount: first.channelCount,
    frameCount: first.frameCount + second.frameCount,
    async read(startFrame, count) {
      const ofFirst = Math.max(0, Math.min(count, first.frameCount - startFrame));
      const head = ofFirst > 0 ? await first.read(startFrame, ofFirst) : [];
      if (ofFirst === count) return head;
      const tail = await second.read(Math.max(0, startFrame - first.frameCount), count - ofFirst);
      return ofFirst === 0 ? tail : tail.map((samples, channel) => joined(head[channel]!, samples));
    },
  };
}

function joined(head: Float32Array, tail: Float32Array): Float32Array {
  const whole = new Float32Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
