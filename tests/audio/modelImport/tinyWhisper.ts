/**
 * A Whisper of random weights, in the three forms a user may bring. All numbers are exact in 16 bits, so that no form loses
 * anything and every reader must give the same graphs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toHalvesExactly } from '../../../src/audio/modelImport/numberFormats.ts';

export const BUNDLED_TOKENIZER = path.resolve(import.meta.dirname, '../../../models/whisper-base/tokenizer.json');

export interface TinyDims {
  readonly d: number;
  readonly layers: number;
  readonly mels: number;
}

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** By OpenAI's names. */
export type Weights = ReadonlyMap<string, Tensor>;

const VOCABULARY = 51865;
const AUDIO_CONTEXT = 1500;
const TEXT_CONTEXT = 448;

export function tinyWhisper({ d, layers, mels }: TinyDims, seed = 1): Weights {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / (1 << 24) - 0.5;
  };
  const weights = new Map<string, Tensor>();
  // Multiples of 1/4096 below 1/2 in size need at most 11 bits.
  const add = (name: string, shape: readonly number[], size: number, centre = 0): void => {
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    for (let index = 0; index < data.length; index++) data[index] = Math.round(random() * size * 4096) / 4096 + centre;
    weights.set(name, { shape, data });
  };
  const linear = (name: string, outputs: number, inputs: number, hasBias = true): void => {
    add(`${name}.weight`, [outputs, inputs], 0.9 * Math.min(1, 4 / Math.sqrt(inputs)));
    if (hasBias) add(`${name}.bias`, [outputs], 0.2);
  };
  const norm = (name: string): void => {
    add(`${name}.weight`, [d], 0.125, 0.25);
    add(`${name}.bias`, [d], 0.1);
  };
  const attention = (name: string): void => {
    for (const part of ['query', 'key', 'value', 'out']) linear(`${name}.${part}`, d, d, part !== 'key');
    norm(`${name}_ln`);
  };
  add('encoder.conv1.weight', [d, mels, 3], 0.3);
  add('encoder.conv1.bias', [d], 0.2);
  add('encoder.conv2.weight', [d, d, 3], 0.2);
  add('encoder.conv2.bias', [d], 0.2);
  add('encoder.positional_embedding', [AUDIO_CONTEXT, d], 0.5);
  norm('encoder.ln_post');
  add('decoder.token_embedding.weight', [VOCABULARY, d], 0.5);
  add('decoder.positional_embedding', [TEXT_CONTEXT, d], 0.5);
  norm('decoder.ln');
  for (const side of ['encoder', 'decoder']) {
    for (let layer = 0; layer < layers; layer++) {
      const block = `${side}.blocks.${layer}`;
      attention(`${block}.attn`);
      if (side === 'decoder') attention(`${block}.cross_attn`);
      norm(`${block}.mlp_ln`);
      linear(`${block}.mlp.0`, 4 * d, d);
      linear(`${block}.mlp.2`, d, 4 * d);
    }
  }
  return weights;
}

/** The heads OpenAI takes for a model it does not know: the upper half of the layers. */
export function upperHeads({ d, layers }: TinyDims): [number, number][] {
  const upper = Array.from({ length: layers }, (_, layer) => layer).slice(Math.floor(layers / 2));
  return upper.flatMap((layer) => Array.from({ length: d / 64 }, (_, head): [number, number] => [layer, head]));
}

export type StoredAs = 'F32' | 'F16' | 'BF16';

function stored(data: Float32Array<ArrayBuffer>, as: StoredAs): Buffer {
  if (as === 'F32') return Buffer.from(data.buffer);
  const halves =
    as === 'F16' ? toHalvesExactly(data) : Uint16Array.from(new Uint32Array(data.buffer), (bits) => bits >>> 16);
  if (!halves) throw new Error('the weights are not exact in 16 bits');
  return Buffer.from(halves.buffer);
}

const HUGGING_FACE: readonly (readonly [RegExp, string])[] = [
  [/^(encoder|decoder)\.blocks\.(\d+)/, '$1.layers.$2'],
  [/\.cross_attn_ln/, '.encoder_attn_layer_norm'],
  [/\.attn_ln/, '.self_attn_layer_norm'],
  [/\.mlp_ln/, '.final_layer_norm'],
  [/\.cross_attn/, '.encoder_attn'],
  [/\.attn\b/, '.self_attn'],
  [/\.query/, '.q_proj'],
  [/\.key/, '.k_proj'],
  [/\.value/, '.v_proj'],
  [/_attn\.out/, '_attn.out_proj'],
  [/\.mlp\.0/, '.fc1'],
  [/\.mlp\.2/, '.fc2'],
  [/encoder\.ln_post/, 'encoder.layer_norm'],
  [/decoder\.ln/, 'decoder.layer_norm'],
  [/\.positional_embedding/, '.embed_positions.weight'],
  [/\.token_embedding/, '.embed_tokens'],
];

const huggingFaceName = (name: string): string =>
  `model.${HUGGING_FACE.reduce((text, [from, to]) => text.replace(from, to), name)}`;

export function writeSafetensorsFolder(folder: string, weights: Weights, dims: TinyDims, as: StoredAs = 'F16'): void {
  mkdirSync(folder, { recursive: true });
  writeSafetensors(path.join(folder, 'model.safetensors'), weights, as);
  writeConfig(folder, dims);
  writeFileSync(path.join(folder, 'tokenizer.json'), readFileSync(BUNDLED_TOKENIZER));
}

export function writeConfig(folder: string, dims: TinyDims): void {
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ model_type: 'whisper', d_model: dims.d }));
  const generation = { alignment_heads: upperHeads(dims) };
  writeFileSync(path.join(folder, 'generation_config.json'), JSON.stringify(generation));
}

export function writeSafetensors(file: string, weights: Weights, as: StoredAs): void {
  const header: Record<string, object> = { __metadata__: { format: 'pt' } };
  const parts: Buffer[] = [];
  let at = 0;
  for (const [name, { shape, data }] of weights) {
    const bytes = stored(data, as);
    header[huggingFaceName(name)] = { dtype: as, shape, data_offsets: [at, at + bytes.length] };
    parts.push(bytes);
    at += bytes.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(file, Buffer.concat([length, text, ...parts]));
}

const uint = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);

export function writeCTranslate2Folder(folder: string, weights: Weights, dims: TinyDims, asInt8 = false): void {
  mkdirSync(folder, { recursive: true });
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(`${value}\0`);
    return Buffer.concat([Buffer.from(Uint16Array.of(bytes.length).buffer), bytes]);
  };
  const parts: Buffer[] = [];
  let count = 0;
  const put = (name: string, shape: readonly number[], code: number, bytes: Buffer): void => {
    parts.push(text(name), Buffer.of(shape.length), uint(...shape), Buffer.of(code), uint(bytes.length), bytes);
    count++;
  };
  const putFloats = (name: string, names: readonly (string | null)[], width: number): void => {
    const tensors = names.map((each) => (each === null ? new Float32Array(width) : weights.get(each)!.data));
    const shape = weights.get(names.find((each) => each !== null)!)!.shape;
    const all = Float32Array.from(tensors.flatMap((tensor) => [...tensor]));
    const rows = shape[0]! * names.length;
    if (!asInt8 || shape.length !== 2 || name.includes('encodings')) {
      put(name, [rows, ...shape.slice(1)], 4, stored(all, 'F16'));
      return;
    }
    const columns = shape[1]!;
    const scales = Float32Array.from({ length: rows }, (_, row) => {
      const size = all.subarray(row * columns, (row + 1) * columns).reduce((top, x) => Math.max(top, Math.abs(x)), 0);
      return 127 / size;
    });
    const numbers = Int8Array.from(all, (value, index) => Math.round(value * scales[Math.floor(index / columns)]!));
    put(name, [rows, columns], 1, Buffer.from(numbers.buffer));
    put(`${name}_scale`, [rows], 0, Buffer.from(scales.buffer));
  };
  const linear = (name: string, ...names: readonly string[]): void => {
    putFloats(
      `${name}/weight`,
      names.map((each) => `${each}.weight`),
      0,
    );
    putFloats(
      `${name}/bias`,
      names.map((each) => (each.endsWith('.key') ? null : `${each}.bias`)),
      dims.d,
    );
  };
  const norm = (name: string, from: string): void => {
    putFloats(`${name}/gamma`, [`${from}.weight`], 0);
    putFloats(`${name}/beta`, [`${from}.bias`], 0);
  };
  for (const side of ['encoder', 'decoder']) {
    putFloats(`${side}/position_encodings/encodings`, [`${side}.positional_embedding`], 0);
    norm(`${side}/layer_norm`, side === 'encoder' ? 'encoder.ln_post' : 'decoder.ln');
    for (let layer = 0; layer < dims.layers; layer++) {
      const to = `${side}/layer_${layer}`;
      const from = `${side}.blocks.${layer}`;
      norm(`${to}/self_attention/layer_norm`, `${from}.attn_ln`);
      linear(`${to}/self_attention/linear_0`, ...['query', 'key', 'value'].map((part) => `${from}.attn.${part}`));
      linear(`${to}/self_attention/linear_1`, `${from}.attn.out`);
      if (side === 'decoder') {
        norm(`${to}/attention/layer_norm`, `${from}.cross_attn_ln`);
        linear(`${to}/attention/linear_0`, `${from}.cross_attn.query`);
        linear(`${to}/attention/linear_1`, `${from}.cross_attn.key`, `${from}.cross_attn.value`);
        linear(`${to}/attention/linear_2`, `${from}.cross_attn.out`);
      }
      norm(`${to}/ffn/layer_norm`, `${from}.mlp_ln`);
      linear(`${to}/ffn/linear_0`, `${from}.mlp.0`);
      linear(`${to}/ffn/linear_1`, `${from}.mlp.2`);
    }
  }
  linear('encoder/conv1', 'encoder.conv1');
  linear('encoder/conv2', 'encoder.conv2');
  putFloats('decoder/embeddings/weight', ['decoder.token_embedding.weight'], 0);
  const alias = [text('decoder/projection/weight'), text('decoder/embeddings/weight')];
  const file = [uint(6), text('WhisperSpec'), uint(3), uint(count), ...parts, uint(1), ...alias];
  writeFileSync(path.join(folder, 'model.bin'), Buffer.concat(file));
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ alignment_heads: upperHeads(dims) }));
  writeFileSync(path.join(folder, 'tokenizer.json'), readFileSync(BUNDLED_TOKENIZER));
}

export function writeGgml(file: string, weights: Weights, { d, layers, mels }: TinyDims): void {
  const tokens = bundledTokenBytes();
  const heads = d / 64;
  const sizes = [VOCABULARY, AUDIO_CONTEXT, d, heads, layers, TEXT_CONTEXT, d, heads, layers, mels, 1];
  const parts = [uint(0x67676d6c, ...sizes), uint(mels, 201), Buffer.alloc(4 * mels * 201), uint(tokens.length)];
  for (const token of tokens) parts.push(uint(token.length), Buffer.from(token));
  for (const [name, tensor] of weights) {
    const isColumn = /conv\d\.bias$/.test(name);
    const shape = isColumn ? [...tensor.shape, 1] : tensor.shape;
    const isHalf = shape.length > 1 && !isColumn && !name.endsWith('positional_embedding');
    parts.push(uint(shape.length, name.length, isHalf ? 1 : 0, ...shape.toReversed()), Buffer.from(name));
    parts.push(stored(tensor.data, isHalf ? 'F16' : 'F32'));
  }
  writeFileSync(file, Buffer.concat(parts));
}

/** The ordinary tokens of the bundled tokenizer as bytes, in the order of their ids, as whisper.cpp's converter stores them. */
export function bundledTokenBytes(): Uint8Array[] {
  const { model, added_tokens: added } = JSON.parse(readFileSync(BUNDLED_TOKENIZER, 'utf8')) as {
    model: { vocab: Record<string, number> };
    added_tokens: { id: number }[];
  };
  const special = new Set(added.map(({ id }) => id));
  const visible = Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174,
  );
  const byteOf = new Map(visible.map((byte) => [String.fromCharCode(byte), byte]));
  let next = 256;
  for (let byte = 0; byte < 256; byte++) if (!visible.includes(byte)) byteOf.set(String.fromCharCode(next++), byte);
  return Object.entries(model.vocab)
    .filter(([, id]) => !special.has(id))
    .sort(([, a], [, b]) => a - b)
    .map(([word]) => Uint8Array.from(word, (character) => byteOf.get(character)!));
}
