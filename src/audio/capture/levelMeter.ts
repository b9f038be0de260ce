/** Peak and effective level per channel of a stretch of interleaved S16LE: cheap enough to run where sound is stored. */
export interface ChannelLevel {
  readonly peakDbFs: number;
  readonly rmsDbFs: number;
  /** Share of samples at full scale, 0 to 1. */
  readonly clippedShare: number;
}

const FULL_SCALE = 32768;
const CLIPPED_FROM = 32700;
/** Below the quietest sample that 16 bits can hold: digital silence. */
export const SILENCE_DB_FS = -100;

export function measureLevels(pcm: Uint8Array, channelCount: number): readonly ChannelLevel[] {
  const samples = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const frames = Math.floor(pcm.byteLength / (2 * channelCount));
  return Array.from({ length: channelCount }, (_, channel) => {
    let peak = 0;
    let squares = 0;
    let clipped = 0;
    for (let offset = channel * 2; offset < frames * channelCount * 2; offset += channelCount * 2) {
      const value = samples.getInt16(offset, true);
      const magnitude = value < 0 ? -value : value;
      if (magnitude > peak) peak = magnitude;
      if (magnitude >= CLIPPED_FROM) clipped += 1;
      squares += value * value;
    }
    return {
      peakDbFs: toDbFs(peak),
      rmsDbFs: toDbFs(frames === 0 ? 0 : Math.sqrt(squares / frames)),
      clippedShare: frames === 0 ? 0 : clipped / frames,
    };
  });
}

function toDbFs(magnitude: number): number {
  return magnitude === 0 ? SILENCE_DB_FS : Math.max(SILENCE_DB_FS, 20 * Math.log10(magnitude / FULL_SCALE));
}
