import { describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../src/audio/frontEnd/packedSound.ts';
import type { Recogniser } from '../../src/audio/transcribe/recogniser.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import type { HeardAhead, SoundInput } from '../../src/main/core/pipeline/graph.ts';
import { rememberingRecogniser } from '../../src/main/core/pipeline/rememberingRecogniser.ts';
import { workAhead } from '../../src/main/core/pipeline/workAhead.ts';
import type { SegmentSound } from '../../src/shared/domain/audio.ts';
import { AppFailure } from '../../src/shared/result.ts';
import { scriptedRecogniser, sound, tone } from '../audio/transcribe/scriptedRecogniser.ts';

const stockPhrases = { neverSaid: new Set<string>(), sometimesSaid: new Set<string>() };
const input: SoundInput = { session: { kind: 'wav', path: 'x' }, enrolment: null, geometry: null, channel: null };

/** Someone speaks for two seconds every five seconds. */
const sounds: readonly SegmentSound[] = Array.from({ length: 100 }, (_, i) => {
  const role = i % 2 === 0 ? 'therapist' : 'patient';
  const one = sound(`s${i}`, role, i * 5000, tone(200 + (i % 20) * 10, 2));
  return { ...one, samples: unpacked(packed(one.samples)) };
});

function recordingOf(stepsMs: readonly number[], stopping: AbortController) {
  const asked: number[] = [];
  const steps = [...stepsMs];
  return {
    asked,
    wait: async () => {
      if (steps.length === 0) stopping.abort();
    },
    hearAhead: async (_input: SoundInput, fromMs: number): Promise<HeardAhead> => {
      asked.push(fromMs);
      const heardToMs = steps.shift()!;
      const heard = sounds.filter(({ segment }) => segment.startMs >= fromMs && segment.endMs <= heardToMs);
      return { heardToMs, sounds: heard.map((one) => ({ ...one, samples: packed(one.samples) })) };
    },
  };
}

describe('work ahead of the stop', () => {
  it('leaves only the last minutes to the recogniser, and the transcript as it is without it', async () => {
    const plain = scriptedRecogniser();
    const expected = await transcribeSounds(sounds, { recogniser: plain, stockPhrases });
    const engine = scriptedRecogniser();
    const recogniser = rememberingRecogniser(engine);
    const stopping = new AbortController();
    const recording = recordingOf([60_000, 130_000, 200_000, 290_000, 480_000], stopping);
    await workAhead(input, { ...recording, recogniser, stockPhrases }, stopping.signal);
    expect(recording.asked).toEqual([0, 0, 0, 120_000, 240_000]);
    const ahead = engine.calls.length;
    expect(await transcribeSounds(sounds, { recogniser, stockPhrases })).toEqual(expected);
    expect(ahead).toBeGreaterThan(plain.calls.length * 0.6);
    expect(engine.calls.length).toBe(plain.calls.length);
  });

  it('hears again what changed after all', async () => {
    const engine = scriptedRecogniser();
    const recogniser = rememberingRecogniser(engine);
    const stopping = new AbortController();
    const recording = recordingOf([480_000], stopping);
    await workAhead(input, { ...recording, recogniser, stockPhrases }, stopping.signal);
    const louder = sounds.map((one, i) => (i === 3 ? { ...one, samples: tone(700, 2) } : one));
    const { utterances } = await transcribeSounds(louder, { recogniser, stockPhrases });
    expect(utterances[3]!.text).toContain('w700');
  });

  it('ends quietly when the front end or the recogniser cannot go on', async () => {
    const failing: Recogniser = {
      recognise: async () => {
        throw new AppFailure({ code: 'internal', message: 'gone', retryable: true });
      },
    };
    const stopping = new AbortController();
    const recording = recordingOf([480_000, 500_000], stopping);
    await expect(
      workAhead(input, { ...recording, recogniser: failing, stockPhrases }, stopping.signal),
    ).resolves.toBeUndefined();
    expect(recording.asked).toEqual([0]);
  });
});

describe('a recogniser that remembers', () => {
  it('asks once for the same sound and again after it has forgotten, and keeps lanes apart', async () => {
    const engine = scriptedRecogniser();
    const recogniser = rememberingRecogniser(engine);
    const samples = tone(300, 1);
    const first = await recogniser.recognise({ samples, lane: 'final' });
    expect(await recogniser.recognise({ samples: samples.slice(), lane: 'final' })).toEqual(first);
    expect(engine.calls).toHaveLength(1);
    await recogniser.recognise({ samples, lane: 'live' });
    expect(engine.calls).toHaveLength(2);
    recogniser.forget();
    await recogniser.recognise({ samples, lane: 'final' });
    expect(engine.calls).toHaveLength(3);
  });
});
