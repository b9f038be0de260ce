/**
 * A scene definition into what the array hears: the mix, the enrolment, the dry pair (close-talk), the patient's early
 * sound at microphone 0 (the target of a beam) and the truth.
 */
import { SAMPLE_RATE_HZ } from '../../../src/shared/domain/audio.ts';
import { Convolver } from './convolve.ts';
import { activePower, meanPower, type SoundShelf } from './material.ts';
import { inRoom, RESPONSE_LEAD, roomResponse } from './roomResponse.ts';
import type { SceneDefinition, ScenePose, SceneSource, SpokenEvent } from './sceneDefinition.ts';
import { pinkNoise, SeededNumbers } from './seededNumbers.ts';

const THERAPIST_DBFS = -22;
const FREE_NOISE_DBFS = -34;
const SELF_NOISE_DBFS = -70;
const MAX_GAIN_ERROR_DB = 1;
/** The level of the room in the enrolment below the therapist's speech. */
const ENROLMENT_TONE_DB = -30;
const EARLY_S = 0.05;
const FADE_S = 0.5;

export interface RenderedScene {
  readonly mix: Float32Array[];
  readonly enrolment: Float32Array[] | null;
  readonly closeTalk: Float32Array[];
  readonly patientEarly: Float32Array;
  readonly reference: Readonly<Record<string, unknown>>;
}

export async function renderScene(scene: SceneDefinition, shelf: SoundShelf): Promise<RenderedScene> {
  const length = Math.round(scene.durationS * SAMPLE_RATE_HZ);
  const numbers = new SeededNumbers(scene.seed + 17);
  const gains = scene.microphones.map(() => amplitude(numbers.between(-MAX_GAIN_ERROR_DB, MAX_GAIN_ERROR_DB)));
  const blank = () => scene.microphones.map(() => new Float32Array(length));
  const images = new Map<string, Float32Array[]>();
  const early = new Float32Array(length);
  for (const source of scene.sources) {
    const image = blank();
    await addImage(scene, source, shelf, image, source.role === 'patient' && source.kind === 'pair' ? early : null);
    images.set(source.id, image);
  }
  const people = scene.sources.filter(({ kind }) => kind === 'pair' || kind === 'companion');
  const noises = scene.sources.filter(({ kind }) => kind === 'bystander' || kind === 'noise');
  const therapist = people.find(({ role }) => role === 'therapist');
  const patient = people.find(({ role }) => role === 'patient' && true);
  const speechGain = therapist ? amplitude(THERAPIST_DBFS - spokenDb(images.get(therapist.id)![0]!, therapist)) : 1;

  const speech = blank();
  for (const { id } of people) add(speech, images.get(id)!, speechGain);
  const noise = blank();
  for (const { id, relDb } of noises) {
    const image = images.get(id)!;
    const power = meanPower(image[0]!);
    if (power > 0) add(noise, image, amplitude(relDb) / Math.sqrt(power));
  }
  const noiseDb =
    patient && scene.snrDb !== null
      ? spokenDb(images.get(patient.id)![0]!, patient) + decibels(speechGain ** 2) - scene.snrDb
      : FREE_NOISE_DBFS;
  const noiseGain = amplitude(noiseDb - decibels(meanPower(noise[0]!)));
  const mix = blank();
  add(mix, speech, 1);
  if (noises.length > 0) add(mix, noise, noiseGain);
  const peak = mix.reduce((top, channel) => channel.reduce((most, v) => Math.max(most, Math.abs(v)), top), 0);
  const down = peak > 0.9 ? 0.9 / peak : 1;
  finish(mix, gains, down, scene.seed);
  const enrolment = await renderEnrolment(scene, shelf, gains, speechGain * down);
  const closeTalk = await Promise.all(
    [therapist, patient].map(async (source) =>
      source ? dryTrack(source.events, shelf, length) : new Float32Array(length),
    ),
  );
  return { mix, enrolment, closeTalk, patientEarly: early, reference: referenceOf(scene) };
}

async function addImage(
  scene: SceneDefinition,
  source: SceneSource,
  shelf: SoundShelf,
  out: Float32Array[],
  early: Float32Array | null,
): Promise<void> {
  const length = out[0]!.length;
  for (const [k, pose] of scene.poses.entries()) {
    const toS = scene.poses[k + 1]?.fromS ?? Number.POSITIVE_INFINITY;
    const events = source.events.filter(({ startS }) => startS >= pose.fromS && startS < toS);
    if (!source.loop && events.length === 0) continue;
    const track = source.loop
      ? await loopTrack(source.loop, shelf, length, scene.seed, pose.fromS, toS)
      : await dryTrack(events, shelf, length);
    const response = responseOf(scene, pose, source, k);
    new Convolver(response).addTo(track, out, RESPONSE_LEAD);
    if (!early) continue;
    const first = response[0]!;
    const direct = first.reduce((best, v, i) => (Math.abs(v) > Math.abs(first[best]!) ? i : best), 0);
    const start = first.map((v, i) => (i < direct + EARLY_S * SAMPLE_RATE_HZ ? v : 0));
    new Convolver([start]).addTo(track, [early], RESPONSE_LEAD);
  }
}

function responseOf(scene: SceneDefinition, pose: ScenePose, source: SceneSource, index: number): Float32Array[] {
  const at =
    source.role === 'therapist' && source.kind === 'pair' ? inRoom(pose.mouth, pose.wearer) : pose.places[source.id]!;
  return roomResponse(scene.room, pose.wearer, scene.microphones, at, scene.seed * 7 + index);
}

async function renderEnrolment(
  scene: SceneDefinition,
  shelf: SoundShelf,
  gains: readonly number[],
  gain: number,
): Promise<Float32Array[] | null> {
  if (!scene.enrolment) return null;
  const length = Math.round(scene.enrolment.seconds * SAMPLE_RATE_HZ);
  const pose = scene.poses[0]!;
  const therapist = scene.sources.find(({ role, kind }) => role === 'therapist' && kind === 'pair')!;
  const voice = scene.microphones.map(() => new Float32Array(length));
  const track = await dryTrack(scene.enrolment.events, shelf, length);
  new Convolver(responseOf(scene, pose, therapist, 0)).addTo(track, voice, RESPONSE_LEAD);
  const tone = scene.microphones.map(() => new Float32Array(length));
  const corner = { x: scene.room.sizeM.x * 0.8, y: scene.room.sizeM.y * 0.85, z: 1.2 };
  const response = roomResponse(scene.room, pose.wearer, scene.microphones, corner, scene.seed + 5);
  new Convolver(response).addTo(pinkNoise(length, scene.seed + 7), tone, RESPONSE_LEAD);
  const out = scene.microphones.map(() => new Float32Array(length));
  add(out, voice, gain);
  const toneDb = decibels(activePower(voice[0]!) * gain * gain) + ENROLMENT_TONE_DB;
  add(out, tone, amplitude(toneDb - decibels(meanPower(tone[0]!))));
  finish(out, gains, 1, scene.seed + 1000);
  return out;
}

async function dryTrack(events: readonly SpokenEvent[], shelf: SoundShelf, length: number): Promise<Float32Array> {
  const track = new Float32Array(length);
  for (const { file, startS, gainDb } of events) {
    const samples = await shelf.speech(file);
    const gain = amplitude(gainDb);
    const start = Math.round(startS * SAMPLE_RATE_HZ);
    for (let i = 0; i < samples.length && start + i < length; i++) track[start + i]! += gain * samples[i]!;
  }
  return track;
}

async function loopTrack(
  loop: string,
  shelf: SoundShelf,
  length: number,
  seed: number,
  fromS: number,
  toS: number,
): Promise<Float32Array> {
  const sound = loop === 'pink' ? pinkNoise(length, seed + 3) : await shelf.noise(loop);
  const fade = FADE_S * SAMPLE_RATE_HZ;
  const from = fromS * SAMPLE_RATE_HZ;
  const to = Math.min(length, toS * SAMPLE_RATE_HZ);
  const seam = Math.min(fade / 2, sound.length >> 2);
  const period = sound.length - seam;
  return Float32Array.from({ length }, (_, i) => {
    const up = fromS === 0 ? 1 : Math.min(1, Math.max(0, (i - from + fade) / fade));
    const share = up * Math.min(1, Math.max(0, (to - i) / fade));
    const at = i % period;
    const over = loop !== 'pink' && i >= period && at < seam;
    const value = over
      ? sound[at]! * Math.sqrt(at / seam) + sound[period + at]! * Math.sqrt(1 - at / seam)
      : sound[at]!;
    return share * value;
  });
}

/** Active level of a person's events at one microphone. */
function spokenDb(image: Float32Array, source: SceneSource): number {
  const parts = source.events.map(({ startS, seconds }) =>
    image.subarray(Math.round(startS * SAMPLE_RATE_HZ), Math.round((startS + seconds) * SAMPLE_RATE_HZ)),
  );
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return decibels(activePower(joined));
}

function finish(channels: Float32Array[], gains: readonly number[], down: number, seed: number): void {
  const numbers = new SeededNumbers(seed * 31);
  const hiss = amplitude(SELF_NOISE_DBFS);
  channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! * gains[c]! * down + numbers.normal() * hiss;
  });
}

function referenceOf(scene: SceneDefinition): Record<string, unknown> {
  const said = (source: SceneSource) =>
    source.events.map(({ startS, seconds, text }) => ({
      t0: startS,
      t1: Math.min(startS + seconds, scene.durationS),
      ...(text === null ? {} : { text }),
      ...(source.kind === 'bystander' ? { who: source.id } : { speaker: source.role }),
    }));
  const of = (kinds: readonly SceneSource['kind'][]) =>
    scene.sources
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(said)
      .sort((a, b) => a.t0 - b.t0);
  return {
    scene: scene.id,
    ...(scene.dialogue === undefined ? {} : { case: scene.dialogue }),
    durationS: scene.durationS,
    microphones: scene.microphones,
    utterances: of(['pair', 'companion']),
    bystanders: of(['bystander']),
    noise: { type: scene.type, snrDb: scene.snrDb },
    room: scene.room,
    array: scene.arrayName,
  };
}

function add(sum: readonly Float32Array[], part: readonly Float32Array[], gain: number): void {
  sum.forEach((channel, c) => {
    const from = part[c]!;
    for (let i = 0; i < channel.length; i++) channel[i]! += gain * from[i]!;
  });
}

function amplitude(db: number): number {
  return 10 ** (db / 20);
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(power, 1e-20));
}
