/** One rendered scene of a folder: its sound, enrolment, array and truth, and the ways to hear it that the bench compares. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyseSound, type SoundModels } from '../../src/audio/frontEnd/analyseSound.ts';
import { levelled } from '../../src/audio/frontEnd/segmentSound.ts';
import { openWav, type WavSource } from '../../src/audio/wav/openWav.ts';
import type { ArrayGeometry, SegmentSound } from '../../src/shared/domain/audio.ts';
import type { SceneTruth } from './sceneScore.ts';

export const CHAINS = ['front-end', 'channel-0', 'same-segments', 'close-talk'] as const;
/**
 * front-end: the product. channel-0: the product with microphone 0 alone. same-segments: microphone 0 in the front
 * end's own segments, which leaves the beams' share. close-talk: the dry voices in their true times, the upper bound.
 */
export type Chain = (typeof CHAINS)[number];

export interface GymScene {
  readonly name: string;
  readonly folder: string;
  readonly type: string;
  readonly snrDb: number | null;
  readonly truth: SceneTruth;
  readonly geometry: ArrayGeometry;
}

const SAMPLES_PER_S = 16_000;
const MARGIN_S = 0.15;

export function readScenes(folder: string): GymScene[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(path.join(folder, name, 'mix.wav')))
    .map((name) => {
      const inside = path.join(folder, name);
      const truth = JSON.parse(readFileSync(path.join(inside, 'reference.json'), 'utf8'));
      const array = path.join(inside, 'array.json');
      return {
        name,
        folder: inside,
        type: truth.utterances.length === 0 ? 'free' : (truth.noise?.type ?? 'session'),
        snrDb: truth.noise?.snrDb ?? null,
        truth,
        geometry: existsSync(array) ? JSON.parse(readFileSync(array, 'utf8')) : { microphones: truth.microphones },
      };
    });
}

/** @returns null where the scene has no such sound */
export async function soundsOf(scene: GymScene, chain: Chain, models: SoundModels): Promise<SegmentSound[] | null> {
  if (chain === 'close-talk') return closeTalk(scene);
  const source = await opened(path.join(scene.folder, 'mix.wav'));
  const enrolFile = path.join(scene.folder, 'enrol.wav');
  const enrolment = existsSync(enrolFile) ? await opened(enrolFile) : null;
  const channel = chain === 'channel-0' ? 0 : null;
  const run = { signal: { aborted: false }, progress: () => undefined };
  const heard = await analyseSound({ source, enrolment, geometry: scene.geometry, channel }, models, run);
  const sounds: SegmentSound[] = [];
  for (const { segment, samples } of heard.sounds) {
    if (chain !== 'same-segments') sounds.push({ segment, samples });
    else {
      const [microphone] = await source.read(segment.startMs * 16, (segment.endMs - segment.startMs) * 16);
      sounds.push({ segment: { ...segment, beam: 'microphone' }, samples: levelled(microphone!) });
    }
  }
  await source.close();
  await enrolment?.close();
  return sounds;
}

async function closeTalk(scene: GymScene): Promise<SegmentSound[] | null> {
  const file = path.join(scene.folder, 'close-talk.wav');
  if (!existsSync(file)) return null;
  const source = await opened(file);
  const sounds: SegmentSound[] = [];
  for (const [i, { t0, t1, speaker }] of scene.truth.utterances.entries()) {
    if (speaker !== 'therapist' && speaker !== 'patient') continue;
    const start = Math.max(0, Math.round((t0 - MARGIN_S) * SAMPLES_PER_S));
    const samples = await source.read(start, Math.round((t1 + MARGIN_S) * SAMPLES_PER_S) - start);
    const startMs = Math.round(start / 16);
    const voice = samples[speaker === 'therapist' ? 0 : 1]!;
    sounds.push({
      segment: {
        id: `said-${i}`,
        startMs,
        endMs: startMs + Math.round(voice.length / 16),
        role: speaker,
        roleP: 1,
        beam: 'microphone',
      },
      samples: levelled(voice),
    });
  }
  await source.close();
  return sounds;
}

async function opened(file: string): Promise<WavSource> {
  const wav = await openWav(file);
  if (!wav.ok) throw new Error(wav.error.message);
  return wav.value;
}
