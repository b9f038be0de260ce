import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTED_ID } from '../../../src/audio/modelImport/describeModel.ts';
import { importModel } from '../../../src/audio/modelImport/importModel.ts';
import { checkModels, modelEntry } from '../../../src/audio/onnx/checkModels.ts';
import { openWhisper } from '../../../src/audio/transcribe/openWhisper.ts';
import { readOnnx } from './readOnnx.ts';
import {
  tinyWhisper,
  upperHeads,
  writeConfig,
  writeCTranslate2Folder,
  writeGgml,
  writeSafetensors,
  writeSafetensorsFolder,
} from './tinyWhisper.ts';

const DIMS = { d: 128, layers: 2, mels: 80 };
const weights = tinyWhisper(DIMS);
const GRAPHS = ['mel.onnx', 'encoder.int8.onnx', 'decoder.int8.onnx'];

let folder: string;
const at = (...parts: string[]): string => path.join(folder, ...parts);
const models = (): string[] => (existsSync(at('models')) ? readdirSync(at('models')) : []);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-'));
  writeSafetensorsFolder(at('safetensors'), weights, DIMS);
  writeCTranslate2Folder(at('ctranslate2'), weights, DIMS);
  writeGgml(at('ggml-tiny.bin'), weights, DIMS);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const bring = (from: string, name: string) => importModel({ from, to: at('models', name), name: 'tiny' });
const description = (name: string) => JSON.parse(readFileSync(at('models', name, 'model.json'), 'utf8'));

describe('the three forms of weights', () => {
  it.each([
    ['safetensors', 'safetensors', 'source'],
    ['ctranslate2', 'CTranslate2', 'source'],
    ['ggml-tiny.bin', 'ggml', 'default'],
  ])('%s is read', async (from, container, alignmentHeads) => {
    const done = await bring(at(from), container);
    expect(done).toMatchObject({
      ok: true,
      value: { container, alignmentHeads, dims: { d: 128, heads: 2, enc_layers: 2, dec_layers: 2, vocab: 51865 } },
    });
    expect(readdirSync(at('models', container)).sort()).toEqual(
      [...GRAPHS, 'manifest.json', 'model.json', 'tokenizer.json'].sort(),
    );
    expect(description(container).alignment_heads).toEqual(upperHeads(DIMS));
  });

  it('give the same graphs, byte for byte, and the same token table', () => {
    for (const graph of GRAPHS) {
      const [first, ...rest] = ['safetensors', 'CTranslate2', 'ggml'].map((name) =>
        readFileSync(at('models', name, graph)),
      );
      for (const other of rest) expect(other.equals(first!), graph).toBe(true);
    }
    expect(description('CTranslate2').tokens).toEqual(description('safetensors').tokens);
    expect(description('ggml').tokens).toEqual(description('safetensors').tokens);
  });

  it('give the token table of the bundled model where they carry its tokenizer', () => {
    const bundled = JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../../../models/whisper-base/model.json'), 'utf8'),
    );
    expect(description('ggml').tokens).toEqual(bundled.tokens);
  });

  it.each(['safetensors', 'ggml'])('%s: the manifest fits and the recogniser runs to its end', async (name) => {
    const checked = await checkModels(at('models', name));
    if (!checked.ok) throw new Error(checked.error.message);
    expect(modelEntry(checked.value, `${IMPORTED_ID}.decoder`).file).toBe('decoder.int8.onnx');
    const whisper = await openWhisper(at('models', name), {
      modelId: IMPORTED_ID,
      threads: 1,
      beams: 1,
      windows: 'short',
    });
    if (!whisper.ok) throw new Error(whisper.error.message);
    const samples = Float32Array.from({ length: 2 * 16000 }, (_, n) => 0.1 * Math.sin(n * 0.05));
    const heard = await whisper.value.recognise({ samples });
    expect(['words', 'nothing', 'loop']).toContain(heard.outcome);
    expect(heard.meanLogP).toBeLessThan(0);
    await whisper.value.release();
  });

  it('are told from a file inside the folder as well', async () => {
    expect(await bring(at('safetensors', 'model.safetensors'), 'by-file')).toMatchObject({ ok: true });
  });

  it('may be in 32 bits, in bfloat16, or in several files with an index', async () => {
    writeSafetensorsFolder(at('f32'), weights, DIMS, 'F32');
    writeSafetensorsFolder(at('bf16'), weights, DIMS, 'BF16');
    const entries = [...weights];
    mkdirSync(at('sharded'));
    await cp(at('safetensors'), at('sharded'), { recursive: true, filter: (name) => !name.endsWith('.safetensors') });
    const files = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
    writeSafetensors(at('sharded', files[0]!), new Map(entries.slice(0, 40)), 'F16');
    writeSafetensors(at('sharded', files[1]!), new Map(entries.slice(40)), 'F16');
    const index = { weight_map: { first: files[0], second: files[1] } };
    writeFileSync(at('sharded', 'model.safetensors.index.json'), JSON.stringify(index));
    for (const name of ['f32', 'bf16', 'sharded']) expect(await bring(at(name), name)).toMatchObject({ ok: true });
    const decoder = (name: string): Buffer => readFileSync(at('models', name, 'decoder.int8.onnx'));
    expect(decoder('f32').equals(decoder('safetensors'))).toBe(true);
    expect(decoder('sharded').equals(decoder('safetensors'))).toBe(true);
    // bfloat16 has three bits less than these weights need.
    expect(decoder('bf16').equals(decoder('safetensors'))).toBe(false);
  });

  it('may carry 8-bit weights with a scale per row', async () => {
    writeCTranslate2Folder(at('ct2-int8'), weights, DIMS, true);
    expect(await bring(at('ct2-int8'), 'ct2-int8')).toMatchObject({ ok: true });
    expect(
      readFileSync(at('models', 'ct2-int8', 'mel.onnx')).equals(readFileSync(at('models', 'ggml', 'mel.onnx'))),
    ).toBe(true);
  });
});

describe('calibration', () => {
  const CHANNEL = 77;

  it('finds the channels that stand out, from speech alone, and keeps them in floats', async () => {
    const name = 'encoder.blocks.1.mlp.0.bias';
    const { shape, data } = weights.get(name)!;
    const loud = data.map((value, channel) => (channel === CHANNEL ? 50 : value));
    writeSafetensorsFolder(at('loud'), new Map(weights).set(name, { shape, data: loud }), DIMS);
    const samples = Float32Array.from({ length: 16000 }, (_, n) => 0.1 * Math.sin(n * 0.05));
    const done = await importModel({
      from: at('loud'),
      to: at('models', 'loud'),
      name: 'loud',
      calibration: [{ samples, text: 'Left hand on the grab bar.' }],
    });
    expect(done).toMatchObject({ ok: true });
    expect(description('loud').quantisation.fp32_channels_per_fc2).toBe(32);
    const { tensors } = readOnnx(at('models', 'loud', 'encoder.int8.onnx'));
    const kept = Uint8Array.from(tensors.get('encoder.blocks.1.mlp.0.large.bias')!.data).buffer;
    expect([...new Float32Array(kept)]).toContain(50);
    expect(tensors.get('encoder.blocks.1.mlp.0.weight')!.dims).toEqual([128, 480]);
    expect(readdirSync(at('models', 'loud'))).not.toContain('calibration');
  });

  it('without it every channel is in 8 bits', () => {
    const { tensors } = readOnnx(at('models', 'safetensors', 'encoder.int8.onnx'));
    expect(tensors.get('encoder.blocks.1.mlp.0.weight')!.dims).toEqual([128, 512]);
    expect(description('safetensors').quantisation.fp32_channels_per_fc2).toBe(0);
  });
});

describe('what cannot be imported', () => {
  /** A copy of a good folder that one thing is done to. */
  async function spoiled(from: 'safetensors' | 'ctranslate2', spoil: (copy: string) => void): Promise<string> {
    const copy = mkdtempSync(at('spoiled-'));
    await cp(at(from), copy, { recursive: true });
    spoil(copy);
    return copy;
  }

  async function refusal(from: string): Promise<string> {
    const before = models();
    const done = await bring(from, 'refused');
    if (done.ok) throw new Error('it was imported');
    expect(done.error.code).toBe('invalid_input');
    expect(models()).toEqual(before);
    return done.error.message;
  }

  it('a place where nothing is, an empty folder, a file of another kind', async () => {
    mkdirSync(at('empty'));
    writeFileSync(at('note.bin'), 'these are no weights');
    expect(await refusal(at('nowhere'))).toMatch(/There is nothing at/);
    expect(await refusal(at('empty'))).toMatch(/holds no weights that can be imported. Bring a Hugging Face folder/);
    expect(await refusal(at('note.bin'))).toMatch(/note\.bin is no ggml file/);
  });

  it('a folder that lacks a file, naming it', async () => {
    const without = (name: string) => (copy: string) => rmSync(path.join(copy, name));
    expect(await refusal(await spoiled('safetensors', without('config.json')))).toMatch(/config\.json is missing/);
    expect(await refusal(await spoiled('safetensors', without('tokenizer.json')))).toMatch(
      /tokenizer\.json is missing/,
    );
    expect(await refusal(await spoiled('ctranslate2', without('tokenizer.json')))).toMatch(
      /tokenizer\.json is missing/,
    );
  });

  it('weights that only Python can open', async () => {
    const from = await spoiled('safetensors', (copy) => {
      rmSync(path.join(copy, 'model.safetensors'));
      writeFileSync(path.join(copy, 'pytorch_model.bin'), 'PK');
    });
    expect(await refusal(from)).toMatch(/pytorch_model\.bin.*save them as safetensors/);
  });

  it('another architecture, by its configuration or by its tensors', async () => {
    const other = await spoiled('safetensors', (copy) =>
      writeFileSync(path.join(copy, 'config.json'), '{"model_type":"wav2vec2"}'),
    );
    expect(await refusal(other)).toMatch(/not a Whisper.*wav2vec2/);
    const odd = await spoiled('safetensors', (copy) => {
      const { shape, data } = weights.get('decoder.blocks.1.mlp.0.weight')!;
      const turned = new Map(weights).set('decoder.blocks.1.mlp.0.weight', { shape: shape.toReversed(), data });
      writeSafetensors(path.join(copy, 'model.safetensors'), turned, 'F16');
    });
    expect(await refusal(odd)).toMatch(/decoder\.blocks\.1\.mlp\.0\.weight is \[128, 512\] and should be \[512, 128\]/);
    const lacking = await spoiled('safetensors', (copy) => {
      const fewer = new Map([...weights].filter(([name]) => name !== 'encoder.blocks.1.attn.out.bias'));
      writeSafetensors(path.join(copy, 'model.safetensors'), fewer, 'F16');
    });
    expect(await refusal(lacking)).toMatch(/encoder\.blocks\.1\.attn\.out\.bias is missing/);
    const spec = await spoiled('ctranslate2', (copy) => {
      const file = path.join(copy, 'model.bin');
      writeFileSync(file, readFileSync(file).fill('TransformSpec'.slice(0, 11), 6, 17));
    });
    expect(await refusal(spec)).toMatch(/model\.bin holds a TransformSp/);
  });

  it('a number format it does not know', async () => {
    const from = await spoiled('safetensors', (copy) => {
      const file = path.join(copy, 'model.safetensors');
      writeFileSync(file, Buffer.from(readFileSync(file).toString('latin1').replace('"F16"', '"I64"'), 'latin1'));
    });
    expect(await refusal(from)).toMatch(/stored as I64, which is not supported/);
    const ggml = readFileSync(at('ggml-tiny.bin'));
    const place = ggml.indexOf('encoder.conv1.weight');
    ggml.writeInt32LE(12, place - 16);
    writeFileSync(at('ggml-k-quant.bin'), ggml);
    expect(await refusal(at('ggml-k-quant.bin'))).toMatch(/number format 12, which is not supported/);
  });

  it('an alignment head that the model does not have', async () => {
    const from = await spoiled('safetensors', (copy) => {
      writeConfig(copy, DIMS);
      writeFileSync(path.join(copy, 'generation_config.json'), '{"alignment_heads":[[1,7]]}');
    });
    expect(await refusal(from)).toMatch(/alignment head 1\/7/);
  });

  it('a file that ends early, wherever it ends', async () => {
    const files = { safetensors: 'model.safetensors', ctranslate2: 'model.bin' } as const;
    for (const form of ['safetensors', 'ctranslate2'] as const) {
      for (const share of [0, 0.0001, 0.01, 0.3, 0.7, 0.99999]) {
        const from = await spoiled(form, (copy) => {
          const file = path.join(copy, files[form]);
          truncateSync(file, Math.floor(readFileSync(file).length * share));
        });
        expect(await refusal(from), `${form} ${share}`).toMatch(/ends before it should|damaged|missing/);
        rmSync(from, { recursive: true });
      }
    }
    const whole = readFileSync(at('ggml-tiny.bin'));
    for (const share of [0, 0.0001, 0.01, 0.3, 0.7, 0.99999]) {
      writeFileSync(at('ggml-cut.bin'), whole.subarray(0, Math.floor(whole.length * share)));
      expect(await refusal(at('ggml-cut.bin')), `ggml ${share}`).toMatch(/ends before it should|no ggml file|missing/);
    }
  });

  it('a name that is taken: the model there stays as it is', async () => {
    const before = readFileSync(at('models', 'ggml', 'manifest.json'), 'utf8');
    expect(await bring(at('safetensors'), 'ggml')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(readFileSync(at('models', 'ggml', 'manifest.json'), 'utf8')).toBe(before);
  });

  it('anything once the import is cancelled: nothing is kept', async () => {
    const before = models();
    const controller = new AbortController();
    const done = await importModel({
      from: at('safetensors'),
      to: at('models', 'cancelled'),
      name: 'tiny',
      signal: controller.signal,
      onProgress: (step) => step === 'decoder' && controller.abort(),
    });
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(models()).toEqual(before);
  });
});
