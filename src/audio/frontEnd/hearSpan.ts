/**
 * A stretch of a stored recording heard anew from its raw channels: the front end over the stretch and what stands around
 * it, then of each sound only what lies in the stretch. Where it finds nobody there, the microphones alone are heard,
 * because a person asked for exactly this place.
 */
import { type PcmSource, SAMPLE_RATE_HZ, type SegmentSound } from '../../shared/domain/audio.ts';
import type { Span } from '../../shared/time.ts';
import { type AnalysedSound, analyseSound, type SoundInput, type SoundModels } from './analyseSound.ts';
import { usableChannels } from './channelHealth.ts';
import type { RunControl } from './runControl.ts';
import { levelled, microphoneSound } from './segmentSound.ts';

/** So much before and after tells noise, voices and places. */
const BEFORE_MS = 40_000;
const AFTER_MS = 15_000;
/** Words are not cut where they begin early or end late. */
const PAD_MS = 150;
/** Less of a sound within the stretch than this belongs to its neighbour. */
const LEAST_MS = 250;

export async function hearSpan(
  input: Omit<SoundInput, 'headStart' | 'isWhole'>,
  span: Span,
  models: SoundModels,
  run: RunControl,
): Promise<SegmentSound[]> {
  const around = excerpt(input.source, { startMs: span.startMs - BEFORE_MS, endMs: span.endMs + AFTER_MS });
  const heard = await analyseSound({ ...input, source: around.source }, models, run);
  const place = { startMs: span.startMs - around.startMs, endMs: span.endMs - around.startMs };
  const found = heard.sounds.flatMap((sound) => within(sound, place));
  const sounds = found.length > 0 ? found : [await unbeamed(around.source, place, heard)];
  return sounds.map(({ segment, samples }) => ({
    samples,
    segment: {
      ...segment,
      startMs: segment.startMs + around.startMs,
      endMs: segment.endMs + around.startMs,
    },
  }));
}

/** Part of a recording as a recording of its own. */
function excerpt(
  source: PcmSource,
  { startMs, endMs }: Span,
): { readonly source: PcmSource; readonly startMs: number } {
  const from = Math.max(0, frameAt(startMs));
  const frameCount = Math.max(0, Math.min(source.frameCount, frameAt(endMs)) - from);
  return {
    startMs: Math.round((from * 1000) / SAMPLE_RATE_HZ),
    source: {
      ...{ sampleRateHz: source.sampleRateHz, channelCount: source.channelCount, frameCount },
      read: (start, count) => {
        const first = Math.max(0, start);
        return source.read(from + first, Math.max(0, Math.min(start + count, frameCount) - first));
      },
    },
  };
}

function within({ segment, samples }: SegmentSound, { startMs, endMs }: Span): SegmentSound[] {
  const overlapMs = Math.min(segment.endMs, endMs) - Math.max(segment.startMs, startMs);
  if (overlapMs < Math.min(LEAST_MS, segment.endMs - segment.startMs)) return [];
  const from = Math.max(segment.startMs, startMs - PAD_MS);
  const to = Math.min(segment.endMs, endMs + PAD_MS);
  const cut = samples.slice(frameAt(from - segment.startMs), frameAt(to - segment.startMs));
  return [{ segment: { ...segment, startMs: from, endMs: to }, samples: cut }];
}

async function unbeamed(source: PcmSource, { startMs, endMs }: Span, heard: AnalysedSound): Promise<SegmentSound> {
  const [channel = 0] = usableChannels(heard.result.health);
  const from = Math.max(0, startMs - PAD_MS);
  const to = Math.min(heard.result.durationMs, endMs + PAD_MS);
  const samples = await microphoneSound(source, channel, { start: frameAt(from), length: frameAt(to - from) });
  const segment = { id: 's0', role: 'other', roleP: 0, beam: 'microphone', startMs: from, endMs: to } as const;
  return { segment, samples: levelled(samples) };
}

function frameAt(ms: number): number {
  return Math.round((ms * SAMPLE_RATE_HZ) / 1000);
}
