/**
 * The ways to hear a scene that the bench compares:
 *   front-end         the product
 *   channel-0         the product with microphone 0 alone
 *   same-segments     microphone 0 in the front end's own segments, which leaves the beams' share
 *   best-microphone   there, the microphone on which the segment stands out most from the second before it
 *   delay-and-sum     there, towards the direction the front end found (the mouth for the therapist)
 *   close-talk        the dry voices in their true times: the upper bound
 */

import { identity } from '../../src/audio/dsp/complexMatrix.ts';
import { Stft } from '../../src/audio/dsp/stft.ts';
import { analyseSound, type SoundModels } from '../../src/audio/frontEnd/analyseSound.ts';
import { distortionlessBeam } from '../../src/audio/frontEnd/beams.ts';
import { arrayOf, steeringTo } from '../../src/audio/frontEnd/geometry.ts';
import { beamSound, levelled } from '../../src/audio/frontEnd/segmentSound.ts';
import { steeringToAzimuth } from '../../src/audio/frontEnd/soundField.ts';
import type { WavSource } from '../../src/audio/wav/openWav.ts';
import type { SegmentSound, SpeechSegment } from '../../src/shared/domain/audio.ts';
import { type GymScene, openSound } from './gymScene.ts';

export const CHAINS = [
  'front-end',
  'channel-0',
  'same-segments',
  'best-microphone',
  'delay-and-sum',
  'close-talk',
] as const;
export type Chain = (typeof CHAINS)[number];

export interface HeardChain {
  readonly chain: Chain;
  readonly sounds: SegmentSound[];
  readonly frontEndS: number;
}

const SAMPLES_PER_MS = 16;
const MARGIN_S = 0.15;
const BEFORE_MS = 1000;

/** Chains that a scene has no sound for (close-talk where nobody of the pair speaks) are left out. */
export async function hearChains(
  scene: GymScene,
  chains: readonly Chain[],
  models: SoundModels,
): Promise<HeardChain[]> {
  const heard: HeardChain[] = [];
  const derived = chains.filter((chain) => chain !== 'channel-0' && chain !== 'close-talk');
  if (derived.length > 0) {
    const product = await timed(() => analysed(scene, models, null));
    for (const chain of derived)
      heard.push({ chain, ...product, sounds: await inSegments(scene, chain, product.sounds) });
  }
  if (chains.includes('channel-0')) {
    heard.push({ chain: 'channel-0', ...(await timed(() => analysed(scene, models, 0))) });
  }
  const dry = chains.includes('close-talk') ? await closeTalk(scene) : null;
  return dry ? [...heard, { chain: 'close-talk', sounds: dry, frontEndS: 0 }] : heard;
}

async function timed(work: () => Promise<SegmentSound[]>): Promise<{ sounds: SegmentSound[]; frontEndS: number }> {
  const started = performance.now();
  const sounds = await work();
  return { sounds, frontEndS: (performance.now() - started) / 1000 };
}

async function analysed(scene: GymScene, models: SoundModels, channel: number | null): Promise<SegmentSound[]> {
  const source = (await openSound(scene, 'mix.wav'))!;
  const enrolment = await openSound(scene, 'enrol.wav');
  const run = { signal: { aborted: false }, progress: () => undefined };
  const { sounds } = await analyseSound({ source, enrolment, geometry: scene.geometry, channel }, models, run);
  await source.close();
  await enrolment?.close();
  return sounds;
}

async function inSegments(scene: GymScene, chain: Chain, sounds: SegmentSound[]): Promise<SegmentSound[]> {
  if (chain === 'front-end') return sounds;
  const source = (await openSound(scene, 'mix.wav'))!;
  const out: SegmentSound[] = [];
  for (const { segment } of sounds) {
    const samples =
      chain === 'delay-and-sum'
        ? await delayedAndSummed(scene, source, segment)
        : (await read(source, segment))[chain === 'same-segments' ? 0 : await bestOf(source, segment)]!;
    out.push({ segment: { ...segment, beam: 'microphone' }, samples: levelled(samples) });
  }
  await source.close();
  return out;
}

function read(source: WavSource, { startMs, endMs }: { startMs: number; endMs: number }): Promise<Float32Array[]> {
  return source.read(startMs * SAMPLES_PER_MS, (endMs - startMs) * SAMPLES_PER_MS);
}

async function bestOf(source: WavSource, segment: SpeechSegment): Promise<number> {
  const speech = await read(source, segment);
  const before = await read(source, { startMs: Math.max(0, segment.startMs - BEFORE_MS), endMs: segment.startMs });
  const power = (samples: Float32Array | undefined) => samples?.reduce((sum, v) => sum + v * v, 1e-9) ?? 1e-9;
  const ratios = speech.map((samples, c) => power(samples) / power(before[c]));
  return ratios.indexOf(Math.max(...ratios));
}

function delayedAndSummed(scene: GymScene, source: WavSource, segment: SpeechSegment): Promise<Float32Array> {
  const channels = scene.geometry.microphones.map((_, i) => i);
  const array = arrayOf(scene.geometry, channels);
  const steering =
    segment.role === 'therapist' ? steeringTo(array.mouth, array) : steeringToAzimuth(segment.azimuthDeg ?? 0, array);
  const beam = distortionlessBeam(steering, () => identity(channels.length), 0);
  const start = segment.startMs * SAMPLES_PER_MS;
  return beamSound(source, channels, new Stft(), beam, { start, length: segment.endMs * SAMPLES_PER_MS - start });
}

async function closeTalk(scene: GymScene): Promise<SegmentSound[] | null> {
  const source = await openSound(scene, 'close-talk.wav');
  if (!source) return null;
  const sounds: SegmentSound[] = [];
  for (const [i, { t0, t1, speaker }] of scene.truth.utterances.entries()) {
    if (speaker !== 'therapist' && speaker !== 'patient') continue;
    const startMs = Math.max(0, Math.round((t0 - MARGIN_S) * 1000));
    const samples = await read(source, { startMs, endMs: Math.round((t1 + MARGIN_S) * 1000) });
    const voice = samples[speaker === 'therapist' ? 0 : 1]!;
    const endMs = startMs + Math.round(voice.length / SAMPLES_PER_MS);
    const segment: SpeechSegment = { id: `said-${i}`, startMs, endMs, role: speaker, roleP: 1, beam: 'microphone' };
    sounds.push({ segment, samples: levelled(voice) });
  }
  await source.close();
  return sounds;
}
