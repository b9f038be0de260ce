/** The graphs compute what Whisper computes: each output of a small model against plain arithmetic on its weights. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importModel } from '../../../src/audio/modelImport/importModel.ts';
import { type InferenceSession, openGraph, ort, type Tensor } from '../../../src/audio/onnx/runtime.ts';
import { type Matrix, plainWhisper } from './plainWhisper.ts';
import { tinyWhisper, upperHeads, writeSafetensorsFolder } from './tinyWhisper.ts';

const DIMS = { d: 128, layers: 2, mels: 80 };
const HEADS = upperHeads(DIMS);
const FRAMES = 24;
const TOKENS = [50258, 50259, 50359, 50363, 400, 11];
const weights = tinyWhisper(DIMS);
const plain = plainWhisper(weights);
const mel: Matrix = {
  rows: DIMS.mels,
  columns: FRAMES,
  data: Float64Array.from({ length: DIMS.mels * FRAMES }, (_, at) => Math.fround(Math.sin(at * 0.7) * 0.8)),
};
const encoded = plain.encode(mel);
const said = plain.decode(encoded, TOKENS, HEADS);

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'graphs-'));
  writeSafetensorsFolder(path.join(folder, 'weights'), weights, DIMS);
  for (const precision of ['float32', 'int8'] as const) {
    const done = await importModel({
      from: path.join(folder, 'weights'),
      to: path.join(folder, precision),
      name: 'tiny',
      precision,
    });
    if (!done.ok) throw new Error(done.error.message);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

async function runGraphs(precision: 'float32' | 'int8') {
  const { Tensor } = ort();
  const open = (file: string): Promise<InferenceSession> =>
    openGraph(path.join(folder, precision, file), { threads: 1 });
  const encoder = await open(`encoder.${precision}.onnx`);
  const decoder = await open(`decoder.${precision}.onnx`);
  const input = new Tensor('float32', Float32Array.from(mel.data), [1, DIMS.mels, FRAMES]);
  const cross = await encoder.run({ mel: input });
  const crossOf = (kind: 'k' | 'v', layer: number): Tensor => {
    const { data, dims } = cross[`cross_${kind}`]!;
    const size = data.length / dims[0]!;
    return new Tensor('float32', (data as Float32Array).subarray(layer * size, (layer + 1) * size), dims.slice(1));
  };
  const integers = (values: readonly number[], dims: readonly number[]): Tensor =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), dims);

  /** Decodes `beams` copies of the tokens after `past`, with scores at every place. */
  async function decode(tokens: readonly number[], past: Record<string, Tensor> | null, align: boolean, beams = 1) {
    const pastLength = past?.past_k_0?.dims[2] ?? 0;
    const layers = Array.from({ length: DIMS.layers }, (_, layer) => layer);
    const empty = new Tensor('float32', new Float32Array(0), [beams, DIMS.d / 64, 0, 64]);
    const feeds: Record<string, Tensor> = {
      tokens: integers(Array.from({ length: beams }, () => tokens).flat(), [beams, tokens.length]),
      offset: integers([pastLength], [1]),
      rows: integers([...tokens.keys()], [tokens.length]),
      align: new Tensor('bool', Uint8Array.of(align ? 1 : 0), [1]),
    };
    for (const layer of layers) {
      for (const kind of ['k', 'v'] as const) {
        feeds[`past_${kind}_${layer}`] = past?.[`past_${kind}_${layer}`] ?? empty;
        feeds[`cross_${kind}_${layer}`] = crossOf(kind, layer);
      }
    }
    const reply = await decoder.run(feeds);
    const newPast = Object.fromEntries(
      layers.flatMap((layer) =>
        ['k', 'v'].map((kind) => [`past_${kind}_${layer}`, reply[`new_${kind}_${layer}`]!] as const),
      ),
    );
    return { logits: reply.logits!, lse: reply.lse!, attention: reply.attn!, past: newPast };
  }
  return { cross, decode, release: () => Promise.all([encoder.release(), decoder.release()]) };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let index = 0; index < a.length; index++) largest = Math.max(largest, Math.abs(a[index]! - b[index]!));
  return largest;
}

const floats = (tensor: Tensor): Float32Array => tensor.data as Float32Array;

/** [layers, 1, heads, frames, 64], as the contract has it. */
function plainCross(part: 'key' | 'value'): Float64Array {
  const layers = Array.from({ length: DIMS.layers }, (_, layer) => {
    const all = plain.cross(encoded, layer, part);
    return Array.from({ length: DIMS.d / 64 }, (_, head) =>
      Array.from({ length: all.rows }, (_, row) => [
        ...all.data.subarray(row * DIMS.d + head * 64, row * DIMS.d + (head + 1) * 64),
      ]),
    );
  });
  return Float64Array.from(layers.flat(3));
}

describe('in floats', () => {
  it('the encoder gives the keys and values of every decoder layer', async () => {
    const { cross, release } = await runGraphs('float32');
    expect(cross.cross_k!.dims).toEqual([2, 1, 2, FRAMES / 2, 64]);
    expect(largestDifference(floats(cross.cross_k!), plainCross('key'))).toBeLessThan(2e-5);
    expect(largestDifference(floats(cross.cross_v!), plainCross('value'))).toBeLessThan(2e-5);
    await release();
  });

  it('the decoder gives the scores, their sum, and the attention of the alignment heads', async () => {
    const { decode, release } = await runGraphs('float32');
    const { logits, lse, attention } = await decode(TOKENS, null, true);
    expect(logits.dims).toEqual([1, TOKENS.length, 51865]);
    expect(largestDifference(floats(logits), said.logits.data)).toBeLessThan(5e-5);
    const first = said.logits.data.subarray(0, 51865);
    const sum = Math.log(first.reduce((total, value) => total + Math.exp(value), 0));
    expect(floats(lse)[0]).toBeCloseTo(sum, 4);
    expect(attention.dims).toEqual([HEADS.length, 1, TOKENS.length, FRAMES / 2]);
    const expected = Float64Array.from(said.attention.flat().flatMap((row) => [...row]));
    expect(largestDifference(floats(attention), expected)).toBeLessThan(1e-5);
    await release();
  });

  it('token by token and by beams it gives what one run over the text gives', async () => {
    const { decode, release } = await runGraphs('float32');
    const prompt = await decode(TOKENS.slice(0, 4), null, false, 2);
    expect(prompt.attention.dims).toEqual([0, 1, 1, 1]);
    const step = await decode(TOKENS.slice(4, 5), prompt.past, false, 2);
    const next = await decode(TOKENS.slice(5), step.past, false, 2);
    const expected = said.logits.data.subarray(5 * 51865);
    for (const beam of [0, 1]) {
      expect(largestDifference(floats(next.logits).subarray(beam * 51865, (beam + 1) * 51865), expected)).toBeLessThan(
        5e-5,
      );
    }
    await release();
  });
});

describe('in 8 bits', () => {
  it('it stays close to the exact scores', async () => {
    const { decode, release } = await runGraphs('int8');
    const { logits } = await decode(TOKENS, null, false);
    const size = Math.sqrt(said.logits.data.reduce((sum, value) => sum + value ** 2, 0) / said.logits.data.length);
    const error = Math.sqrt(
      floats(logits).reduce((sum, value, at) => sum + (value - said.logits.data[at]!) ** 2, 0) / logits.data.length,
    );
    expect(error / size).toBeGreaterThan(0);
    expect(error / size).toBeLessThan(0.1);
    await release();
  });
});
