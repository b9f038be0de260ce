/**
 * What every reader turns a file of weights into: tensors by OpenAI's own names, read one at a time, so that a model is
 * never in memory as a whole. Shapes are checked against what a Whisper of these sizes must hold before anything is read.
 */
import { type AppFailure, failure } from '../../shared/result.ts';

export type Floats = Float32Array<ArrayBuffer>;

export interface WeightTable {
  has(name: string): boolean;
  /** Row-major lengths. @throws AppFailure when there is no such tensor. */
  shapeOf(name: string): readonly number[];
  /** The whole tensor as 32-bit floats, row-major. @throws AppFailure when the file cannot be read. */
  read(name: string): Promise<Floats>;
}

/** A table over tensors whose places in a file are known; only the way of reading one differs between the containers. */
export function tableOverPlaces<P extends { readonly shape: readonly number[] }>(
  places: ReadonlyMap<string, P>,
  read: (place: P) => Promise<Floats>,
): WeightTable {
  const placeOf = (name: string): P => {
    const place = places.get(name);
    if (!place) throw missingTensor(name);
    return place;
  };
  return {
    has: (name) => places.has(name),
    shapeOf: (name) => placeOf(name).shape,
    read: async (name) => read(placeOf(name)),
  };
}

export type WeightContainer = 'safetensors' | 'CTranslate2' | 'ggml';

/** An opened source of weights; whoever opened it closes it. */
export interface WeightSource {
  readonly container: WeightContainer;
  readonly weights: WeightTable;
  /** The files the weights are in, for the record of where a model came from. */
  readonly files: readonly string[];
  /** Hugging Face tokenizer, as JSON text. */
  readonly tokenizer: string;
  /** Layer and head of the cross-attention that follows the sound; null when the source does not say. */
  readonly alignmentHeads: readonly (readonly [number, number])[] | null;
  close(): Promise<void>;
}

export interface WhisperDims {
  readonly n_mels: number;
  readonly d: number;
  readonly heads: number;
  readonly head_dim: 64;
  readonly enc_layers: number;
  readonly dec_layers: number;
  readonly vocab: number;
  readonly n_audio_ctx: number;
  readonly n_text_ctx: number;
}

export function notWhisper(reason: string): AppFailure {
  return failure('invalid_input', `These weights are not a Whisper that can be imported: ${reason}.`);
}

export function missingTensor(name: string): AppFailure {
  return notWhisper(`the tensor ${name} is missing; the file is incomplete or another kind of model`);
}

const HEAD_DIM = 64;
const SMALLEST_VOCABULARY = 51864;

/** Sizes of the model, from the tensors themselves; every tensor the graphs need is there and has the right shape. */
export function dimsOf(weights: WeightTable): WhisperDims {
  const [d = 0, mels = 0] = weights.shapeOf('encoder.conv1.weight');
  const dims: WhisperDims = {
    n_mels: mels,
    d,
    heads: d / HEAD_DIM,
    head_dim: HEAD_DIM,
    enc_layers: countLayers(weights, 'encoder'),
    dec_layers: countLayers(weights, 'decoder'),
    vocab: weights.shapeOf('decoder.token_embedding.weight')[0] ?? 0,
    n_audio_ctx: weights.shapeOf('encoder.positional_embedding')[0] ?? 0,
    n_text_ctx: weights.shapeOf('decoder.positional_embedding')[0] ?? 0,
  };
  if (!Number.isInteger(dims.heads) || dims.heads < 1) throw notWhisper(`its width ${d} is no multiple of ${HEAD_DIM}`);
  if (dims.enc_layers === 0 || dims.dec_layers === 0) throw notWhisper('it has no layers');
  if (dims.vocab < SMALLEST_VOCABULARY) throw notWhisper(`its vocabulary of ${dims.vocab} tokens is too small`);
  for (const [name, shape] of expectedShapes(dims)) {
    const found = weights.shapeOf(name);
    if (withoutOnes(found) !== withoutOnes(shape)) {
      throw notWhisper(`the tensor ${name} is [${found.join(', ')}] and should be [${shape.join(', ')}]`);
    }
  }
  return dims;
}

function countLayers(weights: WeightTable, side: 'encoder' | 'decoder'): number {
  let count = 0;
  while (weights.has(`${side}.blocks.${count}.attn_ln.weight`)) count++;
  return count;
}

/** A bias may be stored as a column: lengths of 1 do not count. */
function withoutOnes(shape: readonly number[]): string {
  return shape.filter((length) => length !== 1).join();
}

function* expectedShapes(dims: WhisperDims): Generator<readonly [string, readonly number[]]> {
  const { d } = dims;
  const norm = function* (name: string): Generator<readonly [string, readonly number[]]> {
    yield [`${name}.weight`, [d]];
    yield [`${name}.bias`, [d]];
  };
  const attention = function* (name: string): Generator<readonly [string, readonly number[]]> {
    for (const part of ['query', 'key', 'value', 'out']) {
      yield [`${name}.${part}.weight`, [d, d]];
      // Whisper's key projection has no bias.
      if (part !== 'key') yield [`${name}.${part}.bias`, [d]];
    }
    yield* norm(`${name}_ln`);
  };
  yield ['encoder.conv1.weight', [d, dims.n_mels, 3]];
  yield ['encoder.conv1.bias', [d]];
  yield ['encoder.conv2.weight', [d, d, 3]];
  yield ['encoder.conv2.bias', [d]];
  yield ['encoder.positional_embedding', [dims.n_audio_ctx, d]];
  yield* norm('encoder.ln_post');
  yield ['decoder.token_embedding.weight', [dims.vocab, d]];
  yield ['decoder.positional_embedding', [dims.n_text_ctx, d]];
  yield* norm('decoder.ln');
  for (const [side, layers] of [['encoder', dims.enc_layers] as const, ['decoder', dims.dec_layers] as const]) {
    for (let layer = 0; layer < layers; layer++) {
      const block = `${side}.blocks.${layer}`;
      yield* attention(`${block}.attn`);
      if (side === 'decoder') yield* attention(`${block}.cross_attn`);
      yield* norm(`${block}.mlp_ln`);
      yield [`${block}.mlp.0.weight`, [4 * d, d]];
      yield [`${block}.mlp.0.bias`, [4 * d]];
      yield [`${block}.mlp.2.weight`, [d, 4 * d]];
      yield [`${block}.mlp.2.bias`, [d]];
    }
  }
}
