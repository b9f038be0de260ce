import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryPcmSource } from '../../src/audio/wav/memoryPcmSource.ts';
import { sealedSounds } from '../support/fakeParts.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

async function newSession(): Promise<string> {
  const { id: patientId } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  const { id: sessionId } = await app.must('sessions.create', { patientId });
  await app.must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
  return sessionId;
}

const words = ['Quokka', 'transfer'].map((text, i) => ({ text, startMs: i * 500, endMs: i * 500 + 400, p: 0.9 }));
const LINE = { startMs: 0, endMs: 900, speaker: 'patient', text: 'Quokka transfer', words } as const;
const previews = () => app.events.filter(({ kind }) => kind === 'preview');

describe('the preview of words', () => {
  it('reaches an unlocked page, and no page while locked', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    app.microphone.listener()?.preview?.(LINE);
    expect(previews()).toEqual([{ kind: 'preview', sessionId, ...LINE }]);
    await app.must('security.lock', {});
    app.microphone.listener()?.preview?.(LINE);
    expect(previews()).toHaveLength(1);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    app.microphone.listener()?.preview?.(LINE);
    expect(previews()).toHaveLength(2);
  });

  it('is in no file and in no record', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    app.microphone.listener()?.preview?.(LINE);
    await app.must('recording.stop', {});
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    expect(JSON.stringify(await app.must('review.get', { sessionId }))).not.toContain('Quokka');
    const files = globSync('**/*', { cwd: app.folder, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes('Quokka')).toBe(false);
  });

  it('tells the pages how it fares, and leaves the recording alone', async () => {
    const sessionId = await newSession();
    const started = await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    expect(started.preview).toBe('starting');
    app.microphone.listener()?.previewState?.('off');
    const { recording } = await app.must('app.status', {});
    expect(recording).toMatchObject({ state: 'recording', preview: 'off', message: null });
    expect(app.events.at(-1)).toMatchObject({ kind: 'status', status: { recording: { preview: 'off' } } });
  });
});

describe('a marked moment', () => {
  it('is in the record, at its place on the recording’s clock, also when it was marked while locked', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    app.microphone.setElapsedMs(700);
    await app.must('recording.mark', {});
    await app.must('security.lock', {});
    app.microphone.setElapsedMs(1500);
    await app.must('recording.mark', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    await app.must('recording.stop', {});
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    const { record } = await app.must('review.get', { sessionId });
    expect(record.marksMs).toEqual([700, 1500]);
  });

  it('is no part of a record without one', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4 });
    await app.must('recording.stop', {});
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    const { record } = await app.must('review.get', { sessionId });
    expect('marksMs' in record).toBe(false);
  });
});

describe('the array that is worn', () => {
  it('can be chosen among those that ship, by how many microphones they have', async () => {
    const arrays = await app.must('arrays.list', {});
    expect(arrays.map(({ id }) => id)).toContain('chest-square-4');
    const square = arrays.find(({ id }) => id === 'chest-square-4');
    expect(square).toMatchObject({ microphones: 4 });
  });

  it('goes with the recording, so that the final pass knows the directions', async () => {
    const sessionId = await newSession();
    await app.must('recording.start', { sessionId, deviceId: 'array', channels: 4, arrayId: 'chest-square-4' });
    await app.must('recording.stop', {});
    await app.must('pipeline.run', { sessionId });
    await app.until('processed');
    const { record } = await app.must('review.get', { sessionId });
    expect(record.tracks[0]?.geometry?.microphones).toHaveLength(4);
  });

  it('must fit the microphones that are recorded', async () => {
    const sessionId = await newSession();
    const wrong = { sessionId, deviceId: 'array', channels: 4, arrayId: 'chest-circle-8' };
    expect(await app.refused('recording.start', wrong)).toBe('invalid_input');
    expect(await app.refused('recording.start', { ...wrong, arrayId: 'no-such-array' })).toBe('invalid_input');
    expect((await app.must('app.status', {})).recording).toBeNull();
  });
});

describe('sealed sound', () => {
  it('is read back sample for sample as it was', async () => {
    const values = [-32_768, -32_767, -12_345, -1, 0, 1, 20_000, 32_767];
    const samples = Float32Array.from({ length: 3200 }, (_, i) => values[i % values.length]! / 32_768);
    const into = { sessionId: 's', trackId: 't', folder: join(app.folder, 'sealed'), sessionKey: new Uint8Array(32) };
    const sealed = await sealedSounds.seal(memoryPcmSource([samples]), into);
    expect(sealed.ok).toBe(true);
    const opened = await sealedSounds.open(into);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(await opened.value.read(0, 3200)).toEqual([samples]);
    await opened.value.close();
  });
});
