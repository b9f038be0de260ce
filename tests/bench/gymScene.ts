/** One rendered scene of a folder: its sound, enrolment, array and truth. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openWav, type WavSource } from '../../src/audio/wav/openWav.ts';
import type { ArrayGeometry } from '../../src/shared/domain/audio.ts';
import type { SceneTruth } from './sceneScore.ts';

export interface GymScene {
  readonly name: string;
  readonly folder: string;
  readonly type: string;
  readonly snrDb: number | null;
  readonly truth: SceneTruth;
  readonly geometry: ArrayGeometry;
}

export function readScenes(folder: string): GymScene[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(path.join(folder, name, 'mix.wav')))
    .map((name) => readScene(folder, name));
}

export function readScene(folder: string, name: string): GymScene {
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
}

/** @returns null where the scene has no such file */
export async function openSound(scene: GymScene, file: string): Promise<WavSource | null> {
  const name = path.join(scene.folder, file);
  if (!existsSync(name)) return null;
  const wav = await openWav(name);
  if (!wav.ok) throw new Error(wav.error.message);
  return wav.value;
}
