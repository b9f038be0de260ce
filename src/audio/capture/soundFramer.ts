/** Cuts a stream of sound in arbitrary pieces into frames of 100 ms: what is sealed, synced and metered as one. */
export interface SoundFramer {
  push(pcm: Uint8Array): readonly Uint8Array[];
  /** What has not filled a frame yet, when the stream stops. */
  flush(): Uint8Array | null;
}

export const FRAME_MS = 100;

export function createSoundFramer(frameBytes: number): SoundFramer {
  let buffer = new Uint8Array(frameBytes);
  let filled = 0;
  return {
    push(pcm) {
      const frames: Uint8Array[] = [];
      for (let offset = 0; offset < pcm.length; ) {
        const count = Math.min(frameBytes - filled, pcm.length - offset);
        buffer.set(pcm.subarray(offset, offset + count), filled);
        filled += count;
        offset += count;
        if (filled === frameBytes) {
          frames.push(buffer);
          buffer = new Uint8Array(frameBytes);
          filled = 0;
        }
      }
      return frames;
    },
    flush() {
      const rest = filled > 0 ? buffer.slice(0, filled) : null;
      filled = 0;
      return rest;
    },
  };
}
