import { describe, expect, it } from 'vitest';
import geometry from '../../../resources/arrays/chest-square-4.json' with { type: 'json' };
import { analyseSound, type SoundInput } from '../../../src/audio/frontEnd/analyseSound.ts';
import { arrayOf, pointAt, steeringTo } from '../../../src/audio/frontEnd/geometry.ts';
import { activeLevelDb } from '../../../src/audio/frontEnd/segmentSound.ts';
import { steeringToAzimuth } from '../../../src/audio/frontEnd/soundField.ts';
import { memoryPcmSource } from '../../../src/audio/wav/memoryPcmSource.ts';
import type { PcmSource } from '../../../src/shared/domain/audio.ts';
import { fakeModels, quietly } from '../fakeModels.ts';
import { atArray, babbling, scene } from '../signals.ts';

const RATE = 16000;
const array = arrayOf(geometry, [0, 1, 2, 3]);
const mouth = steeringTo(geometry.mouth, array);
const therapist = (seconds: number, seed: number) => atArray(babbling(seconds * RATE, seed, 0.06, 0.1), mouth);
/** A darker voice, 12 dB softer at the array, 25 degrees to the right. */
const patient = (seconds: number, seed: number) =>
  atArray(babbling(seconds * RATE, seed, 0.05, 0.9), steeringToAzimuth(25, array));

const ENROLMENT = scene(6 * RATE, 4, [{ start: RATE, channels: therapist(4, 1) }]);
/** Therapist at 1-4 s, patient at 5-7.5 s, therapist at 9-11 s. */
const SESSION = scene(13 * RATE, 4, [
  { start: RATE, channels: therapist(3, 2) },
  { start: 5 * RATE, channels: patient(2.5, 3) },
  { start: 9 * RATE, channels: therapist(2, 4) },
]);

function input(more: Partial<SoundInput> = {}): SoundInput {
  return { source: memoryPcmSource(SESSION), enrolment: memoryPcmSource(ENROLMENT), geometry, channel: null, ...more };
}

function roleAt(segments: readonly { startMs: number; endMs: number; role: string }[], ms: number): string | undefined {
  return segments.find(({ startMs, endMs }) => startMs <= ms && ms < endMs)?.role;
}

describe('front end with an array', () => {
  it('tells the wearer from the person in front, says when and from where', async () => {
    const { result, sounds } = await analyseSound(input(), fakeModels(), quietly);
    expect(result.mode).toBe('array');
    expect(result.durationMs).toBe(13000);
    expect(result.notices).toEqual([]);
    expect([2000, 6000, 10000].map((ms) => roleAt(result.segments, ms))).toEqual(['therapist', 'patient', 'therapist']);
    expect([500, 8200, 12500].map((ms) => roleAt(result.segments, ms))).toEqual([undefined, undefined, undefined]);
    const heard = result.segments.find(({ role }) => role === 'patient')!;
    expect(Math.abs(heard.azimuthDeg! - 25)).toBeLessThanOrEqual(5);
    expect(heard.beam).toBe('patient');
    expect(sounds.map(({ segment }) => segment)).toEqual(result.segments);
  });

  it('cuts each sound to its segment, at one level, without clicks at the edges', async () => {
    const { sounds } = await analyseSound(input(), fakeModels(), quietly);
    for (const { segment, samples } of sounds) {
      expect(samples).toHaveLength((segment.endMs - segment.startMs) * 16);
      expect(activeLevelDb(samples)).toBeGreaterThan(-23);
      expect(activeLevelDb(samples)).toBeLessThan(-19);
      expect(samples[0]).toBeCloseTo(0, 6);
      expect(Math.max(...samples.map(Math.abs))).toBeLessThan(1);
    }
  });

  it('gives the same answer twice', async () => {
    const first = await analyseSound(input(), fakeModels(), quietly);
    expect(await analyseSound(input(), fakeModels(), quietly)).toEqual(first);
  });

  it('goes on without a dead and without an overloaded microphone, says so, and computes no NaN', async () => {
    const dead = SESSION.map((channel, c) => (c === 2 ? new Float32Array(channel.length) : channel));
    const overloaded = SESSION.map((channel, c) =>
      c === 1 ? channel.map((v) => Math.max(-1, Math.min(1, 5000 * v))) : channel,
    );
    for (const [channels, notice] of [
      [dead, /Microphone 3 gave no sound/],
      [overloaded, /Microphone 2 was overloaded/],
    ] as const) {
      const { result, sounds } = await analyseSound(
        input({ source: memoryPcmSource(channels) }),
        fakeModels(),
        quietly,
      );
      expect(result.mode).toBe('array');
      expect(result.notices.join()).toMatch(notice);
      expect(roleAt(result.segments, 6000)).toBe('patient');
      expect(sounds.every(({ samples }) => samples.every(Number.isFinite))).toBe(true);
    }
  });

  it('hears nothing in silence and drops nothing', async () => {
    const silence = [0, 1, 2, 3].map(() => new Float32Array(3 * RATE));
    const { result, sounds } = await analyseSound(input({ source: memoryPcmSource(silence) }), fakeModels(), quietly);
    expect(sounds).toEqual([]);
    expect(result.dropped).toEqual([]);
  });

  it('has nothing to say about a recording without a single sample', async () => {
    const nothing = memoryPcmSource([0, 1, 2, 3].map(() => new Float32Array(0)));
    const { result } = await analyseSound(input({ source: nothing }), fakeModels(), quietly);
    expect(result.segments).toEqual([]);
    expect(result.durationMs).toBe(0);
  });

  it('does not make anybody of voices that come from all around when the wearer is silent', async () => {
    const bystander = (azimuthDeg: number, seed: number) =>
      atArray(babbling(3 * RATE, seed, 0.05, 0.5), steeringTo(pointAt(azimuthDeg, 20, 4), array));
    const crowd = scene(8 * RATE, 4, [
      { start: RATE, channels: bystander(-80, 21) },
      { start: 2 * RATE, channels: bystander(85, 22) },
      { start: 4 * RATE, channels: bystander(170, 23) },
    ]);
    const { result } = await analyseSound(input({ source: memoryPcmSource(crowd) }), fakeModels(), quietly);
    expect(result.segments.filter(({ role }) => role === 'therapist')).toEqual([]);
  });

  it('works without enrolment from where the mouth should be', async () => {
    const { result } = await analyseSound(input({ enrolment: null }), fakeModels(), quietly);
    expect([2000, 6000, 10000].map((ms) => roleAt(result.segments, ms))).toEqual(['therapist', 'patient', 'therapist']);
    expect(result.notices.join()).toMatch(/no voice sample/);
  });

  it('says when nobody speaks in the voice sample', async () => {
    const empty = memoryPcmSource([0, 1, 2, 3].map(() => new Float32Array(RATE)));
    const { result } = await analyseSound(input({ enrolment: empty }), fakeModels(), quietly);
    expect(result.notices.join()).toMatch(/No speech was found in the voice sample/);
  });
});

describe('front end without space to go by', () => {
  it('tells speakers apart by level when the geometry is unknown or does not fit, and says so', async () => {
    const unknown = await analyseSound(input({ geometry: null }), fakeModels(), quietly);
    expect(unknown.result.mode).toBe('pair');
    expect(unknown.result.notices.join()).toMatch(/positions of the microphones/);
    expect(roleAt(unknown.result.segments, 2000)).toBe('therapist');
    expect(roleAt(unknown.result.segments, 6000)).toBe('patient');
    const foreign = { microphones: geometry.microphones.slice(0, 3) };
    const misfit = await analyseSound(input({ geometry: foreign }), fakeModels(), quietly);
    expect(misfit.result.notices.join()).toMatch(/as many microphones/);
  });

  it('works with one microphone and says that this is less certain', async () => {
    const one = { source: memoryPcmSource([SESSION[0]!]), enrolment: memoryPcmSource([ENROLMENT[0]!]), geometry: null };
    const { result } = await analyseSound(input(one), fakeModels(), quietly);
    expect(result.mode).toBe('single');
    expect(result.notices.join()).toMatch(/one microphone/);
    expect(roleAt(result.segments, 2000)).toBe('therapist');
    expect(roleAt(result.segments, 10000)).toBe('therapist');
  });

  it('hears the first of two microphones alone, so that two are never worse than one, and says so', async () => {
    const two = {
      source: memoryPcmSource(SESSION.slice(0, 2)),
      enrolment: memoryPcmSource(ENROLMENT.slice(0, 2)),
      geometry: { microphones: geometry.microphones.slice(0, 2) },
    };
    const pair = await analyseSound(input(two), fakeModels(), quietly);
    const first = await analyseSound(input({ ...two, channel: 0 }), fakeModels(), quietly);
    expect(pair.result.mode).toBe('single');
    expect(pair.sounds).toEqual(first.sounds);
    expect(pair.result.notices.join()).toMatch(/Two microphones cannot tell directions apart/);
  });

  it('tells the wearer from the softer voice without a voice sample, and says that it went by loudness', async () => {
    const one = { source: memoryPcmSource([SESSION[0]!]), enrolment: null, geometry: null };
    const { result } = await analyseSound(input(one), fakeModels(), quietly);
    expect([2000, 6000, 10000].map((ms) => roleAt(result.segments, ms))).toEqual(['therapist', 'patient', 'therapist']);
    expect(result.notices.join()).toMatch(/no voice sample/);
  });

  it('gives all of one voice to the therapist, in whole sentences however soft they end, and says so', async () => {
    const fading = babbling(4 * RATE, 31, 0.06, 0.1).map((value, i) => value * (i > 3 * RATE ? 0.3 : 1));
    const alone = scene(8 * RATE, 1, [{ start: RATE, channels: [fading] }]);
    const one = { source: memoryPcmSource(alone), enrolment: null, geometry: null };
    const { result } = await analyseSound(input(one), fakeModels(), quietly);
    expect(result.segments.map(({ role }) => role)).toEqual(['therapist']);
    expect(result.notices.join()).toMatch(/Only one voice/);
  });

  it('uses one chosen microphone alone and loses no speech of it', async () => {
    const { result } = await analyseSound(input({ channel: 1, enrolment: null }), fakeModels(0.0005), quietly);
    expect(result.mode).toBe('single');
    const covered = (fromMs: number, toMs: number) =>
      Array.from({ length: (toMs - fromMs) / 50 }, (_, i) => roleAt(result.segments, fromMs + 50 * i)).every(Boolean);
    expect(covered(1000, 4000)).toBe(true);
    expect(covered(5000, 7500)).toBe(true);
    expect(covered(9000, 11000)).toBe(true);
    expect(result.dropped).toEqual([]);
    expect(result.segments.every(({ beam }) => beam === 'microphone')).toBe(true);
  });

  it('refuses a microphone that does not exist', async () => {
    for (const channel of [4, -1, 0.5]) {
      await expect(analyseSound(input({ channel }), fakeModels(), quietly)).rejects.toMatchObject({
        error: { code: 'invalid_input' },
      });
    }
  });
});

describe('a long analysis', () => {
  it('reports progress that only grows, up to the end', async () => {
    const shares: number[] = [];
    await analyseSound(input(), fakeModels(), { ...quietly, progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('stops when asked', async () => {
    const stopped = { signal: { aborted: true }, progress: () => undefined };
    await expect(analyseSound(input(), fakeModels(), stopped)).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });

  it('never asks for more than a few seconds of the recording at once', async () => {
    const source = memoryPcmSource(SESSION);
    let most = 0;
    const watched: PcmSource = {
      ...source,
      read: (start, count) => {
        most = Math.max(most, count);
        return source.read(start, count);
      },
    };
    await analyseSound(input({ source: watched }), fakeModels(), quietly);
    expect(most).toBeLessThanOrEqual(5 * RATE);
  });
});
