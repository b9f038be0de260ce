import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkModels, modelPath } from '../../src/audio/onnx/checkModels.ts';
import { modelManifestSchema } from '../../src/audio/onnx/modelManifest.ts';
import { contractBreach, openModel } from '../../src/audio/onnx/openModel.ts';

const MODELS = path.resolve(import.meta.dirname, '../../models');

describe('the models of this release', () => {
  it('are all there, unaltered, with their licence beside them', async () => {
    const checked = await checkModels(MODELS);
    if (!checked.ok) throw new Error(checked.error.message);
    expect([...checked.value.models.keys()]).toEqual(
      expect.arrayContaining(['whisper-base.mel', 'whisper-base.encoder', 'whisper-base.decoder', 'vad.silero']),
    );
    for (const model of checked.value.models.values()) {
      expect(existsSync(path.join(MODELS, model.licenceFile)), model.licenceFile).toBe(true);
    }
  });

  it('open with the inputs and outputs the manifest promises', async () => {
    const checked = await checkModels(MODELS, ['vad.', 'speaker.', 'whisper-base.mel']);
    if (!checked.ok) throw new Error(checked.error.message);
    for (const id of checked.value.models.keys()) {
      await (await openModel(checked.value, id, { threads: 1 })).release();
    }
  });
});

describe('a models folder that is not as it was released', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'models-'));
    await mkdir(path.join(folder, 'vad'));
    await writeFile(path.join(folder, 'vad/one.bin'), 'the first model');
    await writeFile(path.join(folder, 'two.bin'), 'the second model');
    await writeManifest();
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function writeManifest(): Promise<void> {
    const entry = async (id: string, file: string) => {
      const bytes = await readFile(path.join(folder, file));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const words = { purpose: 'a test', licence: 'MIT', licenceFile: 'LICENSE', source: 'here' };
      return { id, kind: 'data', file, sha256, bytes: bytes.length, ...words };
    };
    const models = [await entry('vad.one', 'vad/one.bin'), await entry('asr.two', 'two.bin')];
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ format: 1, models }));
  }

  it('is accepted when nothing was changed', async () => {
    const checked = await checkModels(folder);
    expect(checked.ok && modelPath(checked.value, 'vad.one')).toBe(path.join(folder, 'vad/one.bin'));
  });

  it('is refused when a file is missing, naming the file and the remedy', async () => {
    await rm(path.join(folder, 'vad/one.bin'));
    const checked = await checkModels(folder);
    expect(checked).toMatchObject({ ok: false, error: { code: 'model_missing' } });
    expect(!checked.ok && checked.error.message).toMatch(/vad\/one\.bin is missing\. Install the app again/);
  });

  it('is refused when one byte differs, even after it was found right before', async () => {
    expect(await checkModels(folder)).toMatchObject({ ok: true });
    await writeFile(path.join(folder, 'two.bin'), 'the second modem');
    const checked = await checkModels(folder);
    expect(checked).toMatchObject({ ok: false, error: { code: 'model_altered' } });
    expect(!checked.ok && checked.error.message).toMatch(/two\.bin is not the one/);
  });

  it('is refused when a file has another size', async () => {
    await appendFile(path.join(folder, 'two.bin'), '!');
    expect(await checkModels(folder)).toMatchObject({ ok: false, error: { code: 'model_altered' } });
  });

  it('is refused when the list itself is missing or damaged', async () => {
    await writeFile(path.join(folder, 'manifest.json'), '{"format":1');
    expect(await checkModels(folder)).toMatchObject({ ok: false, error: { code: 'model_altered' } });
    await rm(path.join(folder, 'manifest.json'));
    expect(await checkModels(folder)).toMatchObject({ ok: false, error: { code: 'model_missing' } });
  });

  it('does not mind a fault in a model nobody asked for', async () => {
    await rm(path.join(folder, 'two.bin'));
    expect(await checkModels(folder, ['vad.'])).toMatchObject({ ok: true });
  });

  it('has another fingerprint when a model is another one', async () => {
    const before = await checkModels(folder);
    await writeFile(path.join(folder, 'two.bin'), 'a better second model');
    await writeManifest();
    const after = await checkModels(folder);
    expect(before.ok && after.ok && after.value.fingerprint !== before.value.fingerprint).toBe(true);
  });
});

describe('the manifest', () => {
  it('may not list a file outside the models folder', async () => {
    const manifest = JSON.parse(await readFile(path.join(MODELS, 'manifest.json'), 'utf8')) as { models: object[] };
    const outside = { ...manifest, models: [{ ...manifest.models[0], file: '../elsewhere.onnx' }] };
    expect(modelManifestSchema.safeParse(manifest).success).toBe(true);
    expect(modelManifestSchema.safeParse(outside).success).toBe(false);
  });
});

describe('a graph and its contract', () => {
  const contract = {
    inputs: { audio: { type: 'float32' as const, shape: [1, 'samples'] } },
    outputs: { mel: { type: 'float32' as const, shape: [1, 80, 'frames'] } },
  };

  it.each([
    [['audio'], ['mel'], undefined],
    [['sound'], ['mel'], 'input audio is absent'],
    [['audio'], ['mel', 'energy'], 'output energy is unknown'],
  ])('inputs %j and outputs %j: %s', (inputNames, outputNames, breach) => {
    expect(contractBreach(contract, { inputNames, outputNames })).toBe(breach);
  });
});
