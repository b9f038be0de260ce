/**
 * Reads a stretch of a recording as spectra. Frame t is centred on sample t * HOP, so the sound before the first
 * and after the last sample counts as silence and every stretch of a recording gives the same frames.
 */
import type { PcmSource } from '../../shared/domain/audio.ts';
import { FRAME_SIZE, HOP, type Spectrogram, type Stft } from '../dsp/stft.ts';

export interface SampleSpan {
  readonly start: number;
  readonly length: number;
}

/** Samples that frames [firstFrame, firstFrame + frameCount) are made of. */
export function samplesOfFrames(firstFrame: number, frameCount: number): SampleSpan {
  return { start: firstFrame * HOP - FRAME_SIZE / 2, length: (frameCount - 1) * HOP + FRAME_SIZE };
}

/** The chosen channels over a span; zero outside the recording. */
export async function readSpan(
  source: PcmSource,
  channels: readonly number[],
  span: SampleSpan,
): Promise<Float32Array[]> {
  const from = Math.max(0, span.start);
  const to = Math.min(source.frameCount, span.start + span.length);
  const read = to > from ? await source.read(from, to - from) : null;
  return channels.map((channel) => {
    const samples = read?.[channel];
    if (samples?.length === span.length) return samples;
    const padded = new Float32Array(span.length);
    if (samples) padded.set(samples, from - span.start);
    return padded;
  });
}

export async function readFrames(
  source: PcmSource,
  channels: readonly number[],
  stft: Stft,
  firstFrame: number,
  frameCount: number,
): Promise<Spectrogram> {
  const samples = await readSpan(source, channels, samplesOfFrames(firstFrame, frameCount));
  return stft.analyse(samples, frameCount);
}
