/**
 * The three graphs of a converted Whisper behind two calls: `encode` a window of sound once, `decode` tokens against it
 * many times. Cross-attention keys and values are kept as views of the encoder's output and never copied;
 * the past goes from one run's outputs to the next run's inputs as it is.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { type CheckedModels, modelPath } from '../onnx/checkModels.ts';
import { openModel } from '../onnx/openModel.ts';
import { type InferenceSession, ort, type Tensor } from '../onnx/runtime.ts';
import { tailSound, withTail } from './silentTail.ts';
import { readWhisperDescription, type WhisperDescription } from './whisperDescription.ts';
import { openWhisperTokenizer, type WhisperTokenizer } from './whisperTokenizer.ts';

/** Keys and values the decoder attends to, by input name; valid for one window of sound. */
export type EncodedWindow = { readonly cross: Readonly<Record<string, Tensor>> };

/** Self-attention keys and values of the tokens decoded so far. */
export interface DecoderPast {
  readonly length: number;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

export interface DecodeRequest {
  /** One row of tokens per beam, all of the same length. */
  readonly tokens: readonly (readonly number[])[];
  readonly past: DecoderPast;
  /** Positions of `tokens` whose next-token scores are wanted. */
  readonly rows: readonly number[];
  readonly align?: boolean;
}

export interface DecodeReply {
  /** [beams, rows, vocabulary], nothing suppressed. */
  readonly logits: Float32Array;
  /** [beams, rows]: natural log of the sum of each row's exponentials. */
  readonly logSums: Float32Array;
  /** [alignment heads, beams, tokens, encoder frames]; empty unless asked for. */
  readonly attention: Float32Array;
  readonly past: DecoderPast;
}

export interface WhisperGraphs {
  readonly description: WhisperDescription;
  readonly tokenizer: WhisperTokenizer;
  /** Encodes so many seconds; where that is less than the model's own window, silence encoded once is put behind them. */
  encode(samples: Float32Array, windowSeconds: number): Promise<EncodedWindow>;
  decode(window: EncodedWindow, request: DecodeRequest): Promise<DecodeReply>;
  emptyPast(beams: number): DecoderPast;
  release(): Promise<void>;
}

/** What the ids of the bundled recogniser begin with in the manifest. */
export const BUNDLED_WHISPER = 'whisper-base';

export async function openWhisperGraphs(
  checked: CheckedModels,
  threads: number,
  modelId = BUNDLED_WHISPER,
): Promise<WhisperGraphs> {
  const description = await readWhisperDescription(modelPath(checked, `${modelId}.model`));
  const options = { threads, givesMemoryBack: true };
  const mel = await openModel(checked, `${modelId}.mel`, options);
  // The same sound gives the same text whatever the size of the machine's cache.
  const encoder = await openModel(checked, `${modelId}.encoder`, { ...options, blockedAttention: false });
  const decoder = await openModel(checked, `${modelId}.decoder`, options);
  const tokenizer = await openWhisperTokenizer(modelPath(checked, `${modelId}.tokenizer`));
  const layers = description.dims.dec_layers;
  const newPastNames = perLayer(layers, (layer) => [`new_k_${layer}`, `new_v_${layer}`]);
  const fullSeconds = (description.audio.max_frames * description.audio.hop) / description.audio.sample_rate;
  const encode = (samples: Float32Array, windowSeconds: number) =>
    encodeWindow({ mel, encoder, layers }, samples, windowSeconds);
  let tail: Promise<EncodedWindow> | undefined;
  return {
    description,
    tokenizer,
    encode: async (samples, windowSeconds) => {
      const window = await encode(samples, windowSeconds);
      if (windowSeconds >= fullSeconds) return window;
      tail ??= encode(tailSound(fullSeconds), fullSeconds);
      return withTail(window, await tail);
    },
    decode: (window, request) => runDecoder(decoder, newPastNames, window, request),
    emptyPast: (beams) => emptyPast(description, beams),
    release: async () => {
      for (const session of [mel, encoder, decoder]) await session.release();
    },
  };
}

async function encodeWindow(
  graphs: { mel: InferenceSession; encoder: InferenceSession; layers: number },
  samples: Float32Array,
  windowSeconds: number,
): Promise<EncodedWindow> {
  const { Tensor } = ort();
  const length = Math.round(windowSeconds * SAMPLE_RATE_HZ);
  if (samples.length > length) throw new Error('the sound is longer than its window');
  // Zeros go behind the sound, not behind the features: the floor of the features depends on the whole window.
  const padded = new Float32Array(length);
  padded.set(samples);
  const features = await graphs.mel.run({ audio: new Tensor('float32', padded, [1, length]) });
  const encoded = await graphs.encoder.run({ mel: features.mel! });
  return {
    cross: Object.fromEntries(
      (['k', 'v'] as const).flatMap((kind) => {
        const whole = encoded[`cross_${kind}`]!;
        const dims = whole.dims.slice(1);
        const size = dims.reduce((product, dim) => product * dim, 1);
        const data = whole.data as Float32Array;
        return perLayer(graphs.layers, (layer) => [
          [
            `cross_${kind}_${layer}`,
            new Tensor('float32', data.subarray(layer * size, (layer + 1) * size), dims),
          ] as const,
        ]);
      }),
    ),
  };
}

async function runDecoder(
  decoder: InferenceSession,
  newPastNames: readonly string[],
  window: EncodedWindow,
  request: DecodeRequest,
): Promise<DecodeReply> {
  const { Tensor } = ort();
  const beams = request.tokens.length;
  const length = request.tokens[0]!.length;
  const ids = BigInt64Array.from(request.tokens.flat(), BigInt);
  const feeds: Record<string, Tensor> = {
    tokens: new Tensor('int64', ids, [beams, length]),
    offset: new Tensor('int64', BigInt64Array.of(BigInt(request.past.length)), [1]),
    rows: new Tensor('int64', BigInt64Array.from(request.rows, BigInt), [request.rows.length]),
    align: new Tensor('bool', Uint8Array.of(request.align ? 1 : 0), [1]),
    ...request.past.tensors,
    ...window.cross,
  };
  // Every fetched output is copied out of the runtime: an alignment run has no use for the new past.
  const reply = await decoder.run(feeds, ['logits', 'lse', ...(request.align ? ['attn'] : newPastNames)]);
  return {
    logits: reply.logits!.data as Float32Array,
    logSums: reply.lse!.data as Float32Array,
    attention: request.align ? (reply.attn!.data as Float32Array) : new Float32Array(0),
    past: {
      length: request.past.length + length,
      tensors: request.align
        ? {}
        : Object.fromEntries(newPastNames.map((name) => [name.replace('new_', 'past_'), reply[name]!])),
    },
  };
}

function emptyPast(description: WhisperDescription, beams: number): DecoderPast {
  const { Tensor } = ort();
  const { dec_layers: layers, heads, head_dim: headDim } = description.dims;
  const names = perLayer(layers, (layer) => [`past_k_${layer}`, `past_v_${layer}`]);
  const empty = () => new Tensor('float32', new Float32Array(0), [beams, heads, 0, headDim]);
  return { length: 0, tensors: Object.fromEntries(names.map((name) => [name, empty()])) };
}

/** The past of chosen beams, in a new order: what a beam search does after each step. */
export function gatherPast(past: DecoderPast, parents: readonly number[]): DecoderPast {
  const { Tensor } = ort();
  const beams = Object.values(past.tensors)[0]?.dims[0];
  if (parents.length === beams && parents.every((parent, row) => parent === row)) return past;
  const gather = (tensor: Tensor): Tensor => {
    const rowSize = tensor.dims.slice(1).reduce((product, dim) => product * dim, 1);
    const source = tensor.data as Float32Array;
    const data = new Float32Array(parents.length * rowSize);
    parents.forEach((parent, row) => {
      data.set(source.subarray(parent * rowSize, (parent + 1) * rowSize), row * rowSize);
    });
    return new Tensor('float32', data, [parents.length, ...tensor.dims.slice(1)]);
  };
  return {
    length: past.length,
    tensors: Object.fromEntries(Object.entries(past.tensors).map(([name, tensor]) => [name, gather(tensor)])),
  };
}

function perLayer<T>(layers: number, items: (layer: number) => readonly T[]): T[] {
  return Array.from({ length: layers }, (_, layer) => items(layer)).flat();
}
