/** What can be measured on segments before anything is written down: diarization error and the beams' gain. */
import { powerDb } from '../../src/audio/dsp/decibels.ts';
import type { SegmentSound, SpeechSegment } from '../../src/shared/domain/audio.ts';
import { type GymScene, openSound } from './gymScene.ts';
import type { SceneTruth } from './sceneScore.ts';

const STEP_S = 0.01;
/** Left out of the score around each true boundary. */
const COLLAR_S = 0.25;
const PAIR = ['therapist', 'patient'] as const;
/** A segment is the patient's when so much of it is. */
const OWN_SHARE = 0.7;

export interface DiarizationCounts {
  readonly derErrorS: number;
  readonly derSpeechS: number;
}

/** Diarization error of the pair: missed, false and confused speech over the pair's speech (NIST, 0.25 s collar). */
export function diarizationCounts(truth: SceneTruth, segments: readonly SpeechSegment[]): DiarizationCounts {
  const pair = truth.utterances.filter(({ speaker }) => speaker === 'therapist' || speaker === 'patient');
  let errors = 0;
  let speech = 0;
  for (let t = STEP_S / 2; t < truth.durationS; t += STEP_S) {
    if (pair.some(({ t0, t1 }) => Math.abs(t - t0) < COLLAR_S || Math.abs(t - t1) < COLLAR_S)) continue;
    const said = PAIR.map((role) => pair.some(({ speaker, t0, t1 }) => speaker === role && t >= t0 && t < t1));
    const found = PAIR.map((role) =>
      segments.some((segment) => segment.role === role && t * 1000 >= segment.startMs && t * 1000 < segment.endMs),
    );
    const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;
    const right = count(said.map((flag, i) => flag && found[i]!));
    errors += Math.max(count(said), count(found)) - right;
    speech += count(said);
  }
  return { derErrorS: errors * STEP_S, derSpeechS: speech * STEP_S };
}

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux et al. 2019) of the patient's segments over that of microphone 0, dB;
 * the target is the patient's direct and early sound at microphone 0. Empty where the scene does not have it.
 */
export async function beamGainsDb(scene: GymScene, sounds: readonly SegmentSound[]): Promise<number[]> {
  const early = await openSound(scene, 'patient-early.wav');
  if (!early) return [];
  const mix = (await openSound(scene, 'mix.wav'))!;
  const gains: number[] = [];
  for (const { segment, samples } of sounds) {
    if (segment.role !== 'patient' || ownShare(scene.truth, segment) < OWN_SHARE) continue;
    const start = segment.startMs * 16;
    const [target] = await early.read(start, samples.length);
    const [microphone] = await mix.read(start, samples.length);
    gains.push(signalToDistortionDb(samples, target!) - signalToDistortionDb(microphone!, target!));
  }
  await early.close();
  await mix.close();
  return gains;
}

export function signalToDistortionDb(heard: Float32Array, target: Float32Array): number {
  let cross = 0;
  let power = 1e-20;
  target.forEach((value, i) => {
    cross += value * heard[i]!;
    power += value * value;
  });
  const scale = cross / power;
  let distortion = 1e-20;
  target.forEach((value, i) => {
    distortion += (heard[i]! - scale * value) ** 2;
  });
  return powerDb((scale * scale * power) / distortion);
}

function ownShare(truth: SceneTruth, { startMs, endMs }: SpeechSegment): number {
  const own = truth.utterances
    .filter(({ speaker }) => speaker === 'patient')
    .reduce((sum, { t0, t1 }) => sum + Math.max(0, Math.min(t1, endMs / 1000) - Math.max(t0, startMs / 1000)), 0);
  return own / ((endMs - startMs) / 1000);
}
