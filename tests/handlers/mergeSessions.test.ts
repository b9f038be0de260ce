import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryPcmSource } from '../../src/audio/wav/memoryPcmSource.ts';
import type { PipelineInput } from '../../src/main/core/ports.ts';
import { joinedSound } from '../../src/main/core/session/joinedSound.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { processedSession, sealedSounds } from '../support/fakeParts.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const MINUTE_MS = 60_000;

let app: TestCore;
let processed: PipelineInput[];
let patientId: string;
let isSealingBroken = false;
beforeEach(async () => {
  processed = [];
  isSealingBroken = false;
  app = startTestCore({
    // The clock jumps by minutes, which is no untouched app.
    every: () => () => undefined,
    pipeline: {
      async process(input) {
        const sound = await sealedSounds.inspect(input.sound);
        if (!sound.ok) return sound;
        processed.push(input);
        const made = processedSession();
        return ok({ ...made, frontEnd: { ...made.frontEnd, durationMs: sound.value.durationMs } });
      },
    },
    sound: {
      ...sealedSounds,
      seal: async (source, into) =>
        isSealingBroken ? fail('storage', 'The disk is full.') : sealedSounds.seal(source, into),
    },
  });
  await app.must('security.setUp', PERSON);
  const patient = await app.must('patients.save', {
    ...{ id: null, name: 'Ann', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  patientId = patient.id;
});
afterEach(() => app.remove());

/** Two seconds of sound; a mark after one, a timer from half a second on. */
async function recorded(channels = 2): Promise<string> {
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  await app.must('recording.start', { sessionId, deviceId: 'array', channels });
  app.microphone.setElapsedMs(500);
  await app.must('recording.timer', { cpt: '97530', task: 'transfers' });
  app.microphone.setElapsedMs(1000);
  await app.must('recording.mark', {});
  await app.must('recording.stop', {});
  app.microphone.setElapsedMs(0);
  return sessionId;
}

async function twoRecordings(): Promise<readonly [string, string]> {
  const firstId = await recorded();
  app.advance(24 * MINUTE_MS);
  return [firstId, await recorded()];
}

const pairs = () => app.must('sessions.pairs', { patientId });
const drafted = async (sessionId: string) => {
  await app.must('pipeline.run', { sessionId });
  while ((await app.must('sessions.get', { sessionId })).state === 'processing') {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return app.must('review.get', { sessionId });
};

describe('two recordings of one visit', () => {
  it('become one session with both sounds, the marks and timers of both, and both clocks', async () => {
    const [firstId, secondId] = await twoRecordings();
    const second = await app.must('sessions.get', { sessionId: secondId });
    expect(await pairs()).toMatchObject([{ firstId, secondId, refusal: null, firstMs: 2000, secondMs: 2000 }]);
    const merged = await app.must('sessions.merge', { firstId, secondId });
    expect(merged).toMatchObject({ id: firstId, state: 'stopped', durationMs: 4000 });
    const { record } = await drafted(firstId);
    expect(record.marksMs).toEqual([1000, 3000]);
    expect(record.parts?.map(({ startMs, durationMs }) => [startMs, durationMs])).toEqual([
      [0, 2000],
      [2000, 2000],
    ]);
    expect(record.parts?.[1]?.startedAt).toBe(second.startedAt);
    const [gap] = record.tracks[0]!.gaps;
    expect(gap).toMatchObject({ startMs: 2000, reason: 'interrupted' });
    expect(Math.round(gap!.lengthMs! / MINUTE_MS)).toBe(24);
    expect(record.tracks).toHaveLength(1);
    expect(processed[0]!.timers.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [500, 2000],
      [2500, 4000],
    ]);
  });

  it('leave no second session behind, neither its row nor its files', async () => {
    const [firstId, secondId] = await twoRecordings();
    await app.must('sessions.merge', { firstId, secondId });
    expect(await app.refused('sessions.get', { sessionId: secondId })).toBe('not_found');
    expect(existsSync(join(app.folder, 'sessions', secondId))).toBe(false);
    expect(readdirSync(join(app.folder, 'sessions', firstId))).toHaveLength(1);
  });

  it('can be joined by a third one', async () => {
    const [firstId, secondId] = await twoRecordings();
    await app.must('sessions.merge', { firstId, secondId });
    const thirdId = await recorded();
    const merged = await app.must('sessions.merge', { firstId, secondId: thirdId });
    expect(merged.durationMs).toBe(6000);
    const { record } = await drafted(firstId);
    expect(record.parts?.map(({ startMs }) => startMs)).toEqual([0, 2000, 4000]);
  });

  it('stay as they are when the new sound cannot be stored', async () => {
    const [firstId, secondId] = await twoRecordings();
    isSealingBroken = true;
    expect(await app.refused('sessions.merge', { firstId, secondId })).toBe('storage');
    isSealingBroken = false;
    expect(await pairs()).toMatchObject([{ firstId, secondId, refusal: null }]);
    expect((await drafted(secondId)).record.session.durationMs).toBe(2000);
    expect(readdirSync(join(app.folder, 'sessions', firstId))).toHaveLength(1);
  });

  it('are not joined with changes by hand in a note, other microphones, a hold, or on different days', async () => {
    const [firstId, secondId] = await twoRecordings();
    const { revision } = await drafted(secondId);
    const edit = { kind: 'add', sectionId: 'objective', text: 'Seen twice.' } as const;
    await app.must('review.edit', { sessionId: secondId, revision, edit });
    expect((await pairs())[0]?.refusal).toMatch(/changed by hand/);
    expect(await app.refused('sessions.merge', { firstId, secondId })).toBe('conflict');
    await app.must('review.undo', { sessionId: secondId });
    expect((await pairs())[0]?.refusal).toBeNull();
    expect(await app.refused('sessions.merge', { firstId: secondId, secondId: firstId })).toBe('conflict');

    const otherId = await recorded(4);
    expect((await pairs()).find((pair) => pair.secondId === otherId)?.refusal).toMatch(/different microphones/);
    app.advance(24 * 60 * MINUTE_MS);
    await app.must('security.active', {});
    const tomorrowId = await recorded();
    expect((await pairs()).some((pair) => pair.secondId === tomorrowId)).toBe(false);
  });

  it('are not joined where two people gave them: minutes stay theirs who gave them', async () => {
    const theirs = 'seven quiet herons';
    const sam = { name: 'Sam', credentials: 'COTA/L', licence: null, passphrase: theirs };
    const { id: personId } = await app.must('people.add', sam);
    await app.must('people.letIn', { personId, passphrase: theirs, ownPassphrase: PERSON.passphrase });
    const firstId = await recorded();
    await app.must('security.lock', {});
    app.advance(24 * MINUTE_MS);
    await app.must('security.unlock', { passphrase: theirs });
    const secondId = await recorded();
    expect(await pairs()).toMatchObject([{ firstId, secondId, refusal: expect.stringMatching(/each signs a note/) }]);
    expect(await app.refused('sessions.merge', { firstId, secondId })).toBe('conflict');
    expect((await app.must('sessions.get', { sessionId: secondId })).durationMs).toBe(2000);
  });
});

describe('joined sound', () => {
  it('reads across the seam, sample by sample', async () => {
    const whole = joinedSound(
      memoryPcmSource([Float32Array.of(0.1, 0.2, 0.3)]),
      memoryPcmSource([Float32Array.of(0.4, 0.5)]),
    );
    expect(whole.frameCount).toBe(5);
    const read = async (start: number, count: number) =>
      [...(await whole.read(start, count))[0]!].map((sample) => Math.round(sample * 10));
    expect(await read(0, 2)).toEqual([1, 2]);
    expect(await read(1, 3)).toEqual([2, 3, 4]);
    expect(await read(3, 5)).toEqual([4, 5]);
  });
});
