/**
 * CTranslate2's model.bin, version 6: specification, tensors, aliases
 * (https://github.com/OpenNMT/CTranslate2, src/models/model.cc). Fused projections are taken apart again; integer weights
 * carry one scale per row, or one in all.
 */
import { failure } from '../../../shared/result.ts';
import { BYTES_PER_NUMBER, type StoredFormat, toFloats } from '../numberFormats.ts';
import { type Floats, missingTensor, notWhisper, type WeightTable } from '../weightTable.ts';
import { type ByteCursor, type ByteFile, cursorOf, textOf } from './byteFile.ts';

const FORMATS: readonly StoredFormat[] = ['float32', 'int8', 'int16', 'int32', 'float16', 'bfloat16'];
const VERSION = 6;
const MOST_TENSORS = 100_000;

interface Place {
  readonly format: StoredFormat;
  readonly shape: readonly number[];
  readonly position: number;
  readonly length: number;
}

/** One of `parts` equal runs of rows of a tensor. */
interface Source {
  readonly tensor: string;
  readonly part: number;
  readonly parts: number;
}

/** @throws AppFailure when the file is no Whisper of CTranslate2, of another version, or truncated. */
export async function readCTranslate2(file: ByteFile): Promise<WeightTable> {
  const places = await readPlaces(file);
  const sources = sourcesOf(places);
  const sourceOf = (name: string): Source & { readonly place: Place } => {
    const source = sources.get(name);
    const place = source && places.get(source.tensor);
    if (!place) throw missingTensor(name);
    return { ...source, place };
  };
  return {
    has: (name) => places.has(sources.get(name)?.tensor ?? ''),
    shapeOf: (name) => {
      const { place, parts } = sourceOf(name);
      const [rows = 1, ...rest] = place.shape;
      return [rows / parts, ...rest];
    },
    async read(name) {
      const { place, tensor, part, parts } = sourceOf(name);
      const length = place.length / parts;
      const floats = toFloats(place.format, await file.readAt(place.position + part * length, length));
      const scale = places.get(`${tensor}_scale`);
      if (!scale) return floats;
      const scales = toFloats(scale.format, await file.readAt(scale.position, scale.length));
      const rows = (place.shape[0] ?? 1) / parts;
      return unscaled(floats, rows, scales.length === 1 ? scales : scales.subarray(part * rows, (part + 1) * rows));
    },
  };
}

function unscaled(floats: Floats, rows: number, scales: Float32Array): Floats {
  const width = floats.length / rows;
  for (let row = 0; row < rows; row++) {
    const scale = scales[scales.length === 1 ? 0 : row]!;
    for (let index = row * width; index < (row + 1) * width; index++) floats[index] = floats[index]! / scale;
  }
  return floats;
}

async function readPlaces(file: ByteFile): Promise<Map<string, Place>> {
  const cursor = cursorOf(file);
  const version = await uint32(cursor);
  if (version !== VERSION) {
    throw failure(
      'invalid_input',
      `model.bin is no CTranslate2 file of version ${VERSION}: convert the weights again.`,
    );
  }
  const specification = await text(cursor);
  if (specification !== 'WhisperSpec') throw notWhisper(`model.bin holds a ${specification}`);
  await uint32(cursor);
  const places = new Map<string, Place>();
  const count = await uint32(cursor);
  if (count > MOST_TENSORS) throw notWhisper('model.bin is damaged');
  for (let index = 0; index < count; index++) {
    const name = await text(cursor);
    const rank = (await cursor.take(1)).getUint8(0);
    const shape: number[] = [];
    for (let axis = 0; axis < rank; axis++) shape.push(await uint32(cursor));
    const code = (await cursor.take(1)).getUint8(0);
    const length = await uint32(cursor);
    const format = FORMATS[code];
    if (!format) throw notWhisper(`the tensor ${name} has the unknown number format ${code}`);
    if (shape.reduce((product, side) => product * side, 1) * BYTES_PER_NUMBER[format] !== length) {
      throw notWhisper(`the length of the tensor ${name} does not fit its shape; model.bin is damaged`);
    }
    places.set(name, { format, shape, position: cursor.position, length });
    cursor.skip(length);
  }
  const aliases = await uint32(cursor);
  for (let index = 0; index < aliases; index++) {
    const alias = await text(cursor);
    const target = places.get(await text(cursor));
    if (target) places.set(alias, target);
  }
  return places;
}

async function uint32(cursor: ByteCursor): Promise<number> {
  return (await cursor.take(4)).getUint32(0, true);
}

/** Length of two bytes, a closing zero counted. */
async function text(cursor: ByteCursor): Promise<string> {
  const length = (await cursor.take(2)).getUint16(0, true);
  return textOf(await cursor.take(length)).replace(/\0$/, '');
}

function sourcesOf(places: ReadonlyMap<string, Place>): Map<string, Source> {
  const sources = new Map<string, Source>();
  const take = (name: string, tensor: string, part = 0, parts = 1) => sources.set(name, { tensor, part, parts });
  const norm = (name: string, tensor: string) => {
    take(`${name}.weight`, `${tensor}/gamma`);
    take(`${name}.bias`, `${tensor}/beta`);
  };
  const linear = (tensor: string, names: readonly string[]) =>
    names.forEach((name, part) => {
      take(`${name}.weight`, `${tensor}/weight`, part, names.length);
      // The fused bias of a key projection is zero: Whisper has none.
      if (!name.endsWith('.key')) take(`${name}.bias`, `${tensor}/bias`, part, names.length);
    });
  for (const side of ['encoder', 'decoder'] as const) {
    take(`${side}.positional_embedding`, `${side}/position_encodings/encodings`);
    norm(side === 'encoder' ? 'encoder.ln_post' : 'decoder.ln', `${side}/layer_norm`);
    for (let layer = 0; places.has(`${side}/layer_${layer}/self_attention/layer_norm/gamma`); layer++) {
      const from = `${side}/layer_${layer}`;
      const to = `${side}.blocks.${layer}`;
      norm(`${to}.attn_ln`, `${from}/self_attention/layer_norm`);
      linear(`${from}/self_attention/linear_0`, [`${to}.attn.query`, `${to}.attn.key`, `${to}.attn.value`]);
      linear(`${from}/self_attention/linear_1`, [`${to}.attn.out`]);
      if (side === 'decoder') {
        norm(`${to}.cross_attn_ln`, `${from}/attention/layer_norm`);
        linear(`${from}/attention/linear_0`, [`${to}.cross_attn.query`]);
        linear(`${from}/attention/linear_1`, [`${to}.cross_attn.key`, `${to}.cross_attn.value`]);
        linear(`${from}/attention/linear_2`, [`${to}.cross_attn.out`]);
      }
      norm(`${to}.mlp_ln`, `${from}/ffn/layer_norm`);
      linear(`${from}/ffn/linear_0`, [`${to}.mlp.0`]);
      linear(`${from}/ffn/linear_1`, [`${to}.mlp.2`]);
    }
  }
  linear('encoder/conv1', ['encoder.conv1']);
  linear('encoder/conv2', ['encoder.conv2']);
  take('decoder.token_embedding.weight', 'decoder/embeddings/weight');
  return sources;
}
