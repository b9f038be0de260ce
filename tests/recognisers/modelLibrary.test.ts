import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importModel } from '../../src/audio/modelImport/importModel.ts';
import { findInstallation } from '../../src/main/core/installation.ts';
import { RECOGNISER_BUDGET } from '../../src/main/core/recognisers/budget.ts';
import { importRecogniser } from '../../src/main/core/recognisers/importRecogniser.ts';
import { createModelLibrary, type LibraryOptions } from '../../src/main/core/recognisers/modelLibrary.ts';
import { processorName } from '../../src/main/core/recognisers/timeRecogniser.ts';
import { ok } from '../../src/shared/result.ts';
import { tinyWhisper, writeGgml } from '../audio/modelImport/tinyWhisper.ts';

const installation = findInstallation();
const HOOK_TIMEOUT_MS = 60_000;
const DIMS = { d: 64, layers: 1, mels: 80 };

let imported: string;
let folder: string;
let speed: number;

beforeAll(async () => {
  imported = mkdtempSync(path.join(tmpdir(), 'imported-'));
  writeGgml(path.join(imported, 'ggml-tiny.bin'), tinyWhisper(DIMS), DIMS);
  mkdirSync(path.join(imported, 'models'));
  const to = path.join(imported, 'models/ggml-tiny');
  const done = await importModel({ from: path.join(imported, 'ggml-tiny.bin'), to, name: 'ggml-tiny' });
  expect(done).toMatchObject({ ok: true });
}, HOOK_TIMEOUT_MS);
afterAll(() => rmSync(imported, { recursive: true }));

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'library-'));
  await cp(path.join(imported, 'models'), folder, { recursive: true });
  speed = RECOGNISER_BUDGET / 2;
}, HOOK_TIMEOUT_MS);
afterEach(() => rmSync(folder, { recursive: true }));

const library = (more: Partial<LibraryOptions> = {}) =>
  createModelLibrary({
    folder,
    installation,
    threads: 2,
    measure: async (_, { threads }) =>
      ok({
        realTimeFactor: speed,
        loadMs: 900,
        threads,
        processor: processorName(),
        measuredAt: '2026-03-02T14:00:00Z',
      }),
    ...more,
  });
const tiny = async (of = library()) => (await of.list()).find(({ name }) => name === 'ggml-tiny');

describe('the library of recognisers', () => {
  it('lists the bundled one first, works with it, and offers no other before it was measured', async () => {
    expect(await library().list()).toMatchObject([
      { name: 'whisper-base', origin: 'bundled', isChosen: true, isOffered: true },
      { name: 'ggml-tiny', origin: 'imported', isChosen: false, isOffered: false, time: null, state: 'good' },
    ]);
    expect(await library().choose('ggml-tiny')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await library().chosen()).name).toBe('whisper-base');
  });

  it('has only the bundled one where nothing was ever imported', async () => {
    const empty = library({ folder: path.join(folder, 'nowhere') });
    expect((await empty.list()).map(({ name }) => name)).toEqual(['whisper-base']);
    expect(await empty.choose('whisper-base')).toMatchObject({ ok: true });
  });

  it('offers what was measured within the budget, and works with it once it is chosen', async () => {
    expect(await library().time('ggml-tiny')).toMatchObject({ ok: true, value: { realTimeFactor: speed } });
    expect(await tiny()).toMatchObject({ isOffered: true, time: { realTimeFactor: speed, loadMs: 900 } });
    expect(await library().choose('ggml-tiny')).toMatchObject({ ok: true });
    expect(await library().chosen()).toMatchObject({ name: 'ggml-tiny', folder: path.join(folder, 'ggml-tiny') });
    expect(await tiny()).toMatchObject({ isChosen: true });
  });

  it('does not offer what is slower than the budget', async () => {
    speed = RECOGNISER_BUDGET * 1.01;
    await library().time('ggml-tiny');
    expect(await tiny()).toMatchObject({ isOffered: false, time: { realTimeFactor: speed } });
    expect(await library().choose('ggml-tiny')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('holds a time for as many threads, for this processor and for these files only', async () => {
    await library().time('ggml-tiny');
    expect((await tiny(library({ threads: 1 })))?.time).toBeNull();
    const other = {
      realTimeFactor: 0.1,
      loadMs: 1,
      threads: 2,
      processor: 'another',
      measuredAt: '',
      fingerprint: 'x',
    };
    writeFileSync(path.join(folder, 'times.json'), JSON.stringify({ 'ggml-tiny 2': other }));
    expect((await tiny())?.time).toBeNull();
    writeFileSync(path.join(folder, 'times.json'), 'not what we write');
    expect((await tiny())?.time).toBeNull();
  });

  it('says of an altered model what to do, and neither offers nor times it', async () => {
    await library().time('ggml-tiny');
    appendFileSync(path.join(folder, 'ggml-tiny/encoder.int8.onnx'), '!');
    expect(await tiny()).toMatchObject({ state: 'damaged', isOffered: false, time: null });
    expect((await tiny())?.message).toMatch(/ggml-tiny is not as it was imported\. Remove it and import it again/);
    expect(await library().time('ggml-tiny')).toMatchObject({ ok: false, error: { code: 'model_altered' } });
  });

  it('goes back to the bundled one when the chosen one is removed', async () => {
    await library().time('ggml-tiny');
    await library().choose('ggml-tiny');
    expect(await library().remove('ggml-tiny')).toMatchObject({ ok: true });
    expect(existsSync(path.join(folder, 'ggml-tiny'))).toBe(false);
    expect((await library().chosen()).name).toBe('whisper-base');
  });

  it('removes neither the bundled one nor anything outside of itself', async () => {
    expect(await library().remove('whisper-base')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    mkdirSync(path.join(folder, '.importing-x-1'));
    for (const name of ['..', '.importing-x-1', 'ggml-tiny/..', '/']) {
      expect(await library().remove(name), name).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
  });

  it('does not import under the name of the bundled one or under a name that is a path', async () => {
    const from = path.join(imported, 'ggml-tiny.bin');
    const bring = (name: string) => importRecogniser({ folder }, { from, name, calibrationFile: null, installation });
    expect(await bring('whisper-base')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    for (const name of ['../x', '.x', 'X y', '']) {
      expect(await bring(name), name).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    }
  });
});
