/** The dry sounds that scenes are made of: a folder with material.json and the WAV files it names (mono). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quantile } from '../../../src/audio/dsp/decibels.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';

export interface SpeechClip {
  /** Relative to the folder. */
  readonly file: string;
  readonly voice: string;
  /** What it is good for; a "talk" clip says what people say in a session, a "read" one is from a book. */
  readonly kind: 'talk' | 'read' | 'enrol';
  /** Null when the words are not known. */
  readonly text: string | null;
  readonly seconds: number;
}

export interface NoiseClip {
  readonly file: string;
  readonly kind: 'machine' | 'music' | 'impact' | 'crowd' | 'voice';
}

export interface Material {
  readonly folder: string;
  readonly speech: readonly SpeechClip[];
  readonly noises: readonly NoiseClip[];
}

const FRAME = 320;
const ACTIVE_RANGE_DB = 25;
const CLIP_DBFS = -26;

export function readMaterial(folder: string): Material {
  return { folder, ...JSON.parse(readFileSync(path.join(folder, 'material.json'), 'utf8')) };
}

/** All sounds of a material, each read once; speech comes at one active level. */
export class SoundShelf {
  readonly #material: Material;
  readonly #sounds = new Map<string, Promise<Float32Array>>();

  constructor(material: Material) {
    this.#material = material;
  }

  speech(file: string): Promise<Float32Array> {
    return this.#get(file, (samples) => scaled(samples, 10 ** (CLIP_DBFS / 20) / Math.sqrt(activePower(samples))));
  }

  noise(file: string): Promise<Float32Array> {
    return this.#get(file, (samples) => scaled(samples, 0.1 / Math.sqrt(meanPower(samples))));
  }

  #get(file: string, prepare: (samples: Float32Array) => Float32Array): Promise<Float32Array> {
    const known = this.#sounds.get(file);
    if (known) return known;
    const sound = readMono(path.resolve(this.#material.folder, file)).then(prepare);
    this.#sounds.set(file, sound);
    return sound;
  }
}

/** Mean power of the 20 ms frames within 25 dB of the loud ones. */
export function activePower(samples: Float32Array): number {
  const powers: number[] = [];
  for (let at = 0; at + FRAME <= samples.length; at += FRAME) powers.push(meanPower(samples.subarray(at, at + FRAME)));
  if (powers.length === 0) return 0;
  const floor = quantile(powers, 0.95) * 10 ** (-ACTIVE_RANGE_DB / 10);
  const active = powers.filter((power) => power >= floor && power > 0);
  return active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length);
}

export function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return sum / Math.max(1, samples.length);
}

async function readMono(file: string): Promise<Float32Array> {
  const wav = await openWav(file);
  if (!wav.ok) throw new Error(wav.error.message);
  const [samples] = await wav.value.read(0, wav.value.frameCount);
  await wav.value.close();
  return Float32Array.from(samples!);
}

function scaled(samples: Float32Array, gain: number): Float32Array {
  return samples.map((value) => value * (Number.isFinite(gain) ? gain : 0));
}
