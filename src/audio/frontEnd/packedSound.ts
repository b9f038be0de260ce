/**
 * Segments' sounds as 16-bit samples: half the memory between processes and in a checkpoint. Nothing is lost, because
 * `levelled` gives sounds in these steps.
 */
import type { PackedSound, SegmentSound } from '../../shared/domain/audio.ts';

const FULL_SCALE = 32768;

/** The nearest value that a 16-bit sample can have. */
export function stepped(value: number): number {
  return Math.round(value * FULL_SCALE) / FULL_SCALE || 0;
}

export function packed({ segment, samples }: SegmentSound): PackedSound {
  return { segment, pcm: Int16Array.from(samples, (value) => Math.round(value * FULL_SCALE)) };
}

/** One at a time, so that no more than one of them is there twice. */
export function* unpacked(sounds: readonly PackedSound[]): Generator<SegmentSound> {
  for (const { segment, pcm } of sounds)
    yield { segment, samples: Float32Array.from(pcm, (step) => step / FULL_SCALE) };
}
