/**
 * Builds ONNX graphs of Whisper's layers: every method adds nodes and returns the name of what they compute. Weights are
 * named by their layer and are read when the file is written.
 */

import { toHalvesExactly } from '../numberFormats.ts';
import type {
  Attribute,
  ElementType,
  Initializer,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  ValueInfo,
} from '../onnxFile/onnxModel.ts';
import { chosenColumns, chosenRows, quantise, transpose } from '../quantise.ts';
import type { Floats, WeightTable } from '../weightTable.ts';

export const MICROSOFT = 'com.microsoft';
const OPSETS = [
  { domain: '', version: 17 },
  { domain: MICROSOFT, version: 1 },
];
const EPSILON = 1e-5;
/** Below this many numbers halving their storage is not worth a Cast. */
const SMALLEST_HALVED = 4096;
const ITEM_BYTES: Readonly<Record<ElementType, number>> = {
  float: 4,
  uint8: 1,
  int8: 1,
  int64: 8,
  bool: 1,
  float16: 2,
};

/** Largest magnitude of each channel in calibration speech: inputs of each `….mlp.2`, and output of `decoder.ln`. */
export type Calibration = ReadonlyMap<string, Float32Array>;

export interface BuildOptions {
  readonly weights: WeightTable;
  /** Name of the model, kept inside the files. */
  readonly name: string;
  /** `int8`: matrices in 8 bits, everything else in floats. `float32`: exact, four times the size. */
  readonly precision: 'int8' | 'float32';
  readonly calibration: Calibration;
  /** Channels of each second feed-forward matrix that stay in floats where calibration says which. */
  readonly floatChannels: number;
  /** Adds outputs with the largest magnitude of each channel: what calibration measures. */
  readonly probes: boolean;
}

interface Matrix {
  /** Hint for the name. */
  readonly name: string;
  readonly outputs: number;
  readonly inputs: number;
  /** [outputs, inputs] */
  read(): Promise<Floats>;
}

type Vector = () => Promise<Floats>;

export class GraphBuilder {
  readonly options: BuildOptions;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, Initializer>();
  readonly #probes: ValueInfo[] = [];
  readonly #prefix: string;
  #count = 0;

  /** @param prefix keeps the names of an inner graph apart from those of the outer one */
  constructor(options: BuildOptions, prefix = '') {
    this.options = options;
    this.#prefix = prefix;
  }

  op(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    more: { readonly outputs?: readonly string[]; readonly domain?: string } = {},
  ): string {
    const name = `${this.#prefix}${opType}_${++this.#count}`;
    const outputs = more.outputs ?? [name.toLowerCase()];
    this.#nodes.push({ name, opType, domain: more.domain ?? '', inputs, outputs, attributes });
    return outputs[0]!;
  }

  integers(values: readonly number[]): string {
    const name = `${this.#prefix}int64_${values.join('_')}`;
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#add({ name, type: 'int64', dims: [values.length], byteLength: data.length, load: () => data });
  }

  /** A single number without an axis. */
  scalar(value: number): string {
    return this.floats(`float_${value}`, [], Float32Array.of(value));
  }

  /** Floats that are at hand. */
  floats(name: string, dims: readonly number[], values: Floats): string {
    return this.tensor(name, 'float', dims, () => bytesOf(values));
  }

  tensor(name: string, type: ElementType, dims: readonly number[], load: Initializer['load']): string {
    const byteLength = dims.reduce((product, side) => product * side, 1) * ITEM_BYTES[type];
    return this.#add({ name: this.#prefix + name, type, dims, byteLength, load });
  }

  /** A vector of the weights, as floats. */
  vector(name: string, length: number, read: Vector = () => this.options.weights.read(name)): string {
    return this.tensor(name, 'float', [length], async () => bytesOf(await read()));
  }

  /** Floats kept in 16 bits where that loses nothing; the runtime widens them when it loads the graph. */
  halved(name: string, dims: readonly number[], values: Floats): string {
    const halves = values.length < SMALLEST_HALVED ? null : toHalvesExactly(values);
    if (!halves) return this.floats(name, dims, values);
    const stored = this.tensor(name, 'float16', dims, () => bytesOf(halves));
    return this.op('Cast', [stored], { to: 1 });
  }

  /** x · Wᵀ + b. */
  linear(x: string, matrix: Matrix, bias: string | null): string {
    if (this.options.precision === 'float32') {
      const product = this.op('MatMul', [x, this.transposed(matrix)]);
      return bias === null ? product : this.op('Add', [product, bias]);
    }
    const { numbers, scales } = this.quantised(matrix);
    const operands = bias === null ? [x, numbers, scales] : [x, numbers, scales, '', bias];
    return this.op('DynamicQuantizeMatMul', operands, {}, { domain: MICROSOFT });
  }

  /** A matrix in floats, turned: [inputs, outputs]. */
  transposed({ name, outputs, inputs, read }: Matrix): string {
    return this.tensor(name, 'float', [inputs, outputs], async () => bytesOf(transpose(await read(), outputs)));
  }

  /** Numbers [inputs, outputs] and scales [outputs] of a matrix; it is read once for both. */
  quantised({ name, outputs, inputs, read }: Matrix): { readonly numbers: string; readonly scales: string } {
    let waiting: ReturnType<typeof quantise> | undefined;
    const numbers = this.tensor(name, 'int8', [inputs, outputs], async () => {
      waiting = quantise(await read(), outputs);
      return bytesOf(waiting.numbers);
    });
    const scales = this.tensor(`${name}.scale`, 'float', [outputs], async () => {
      const { scales } = waiting ?? quantise(await read(), outputs);
      waiting = undefined;
      return bytesOf(scales);
    });
    return { numbers, scales };
  }

  /** A projection of the weights. */
  projection(x: string, name: string, outputs: number, inputs: number): string {
    const { weights } = this.options;
    const matrix = { name: `${name}.weight`, outputs, inputs, read: () => weights.read(`${name}.weight`) };
    return this.linear(x, matrix, this.vector(`${name}.bias`, outputs));
  }

  /** One fused projection of queries, keys and values, then three slices of the last axis. */
  queriesKeysValues(x: string, name: string, d: number): readonly [string, string, string] {
    const { weights } = this.options;
    const parts = ['query', 'key', 'value'];
    const fused = this.linear(
      x,
      {
        name: `${name}.qkv.weight`,
        outputs: 3 * d,
        inputs: d,
        read: () => joined(parts.map((part) => () => weights.read(`${name}.${part}.weight`))),
      },
      this.vector(`${name}.qkv.bias`, 3 * d, () =>
        joined([
          () => weights.read(`${name}.query.bias`),
          async () => new Float32Array(d),
          () => weights.read(`${name}.value.bias`),
        ]),
      ),
    );
    const outputs = ['q', 'k', 'v'].map((part) => `${this.#prefix}${name}.${part}`) as [string, string, string];
    this.op('Split', [fused, this.integers([d, d, d])], { axis: -1 }, { outputs });
    return outputs;
  }

  norm(x: string, name: string, d: number, scaledBy?: Float32Array): string {
    const read =
      (part: string): Vector =>
      async () => {
        const values = await this.options.weights.read(`${name}.${part}`);
        return scaledBy ? values.map((value, index) => value / scaledBy[index]!) : values;
      };
    const parts = ['weight', 'bias'].map((part) => this.vector(`${name}.${part}`, d, read(part)));
    return this.op('LayerNormalization', [x, ...parts], { axis: -1, epsilon: { float: EPSILON } });
  }

  gelu(x: string): string {
    return this.op('Gelu', [x], {}, { domain: MICROSOFT });
  }

  /**
   * The feed-forward half of a block with its norm and residual. A few of Whisper's channels reach a hundred times the
   * rest; with one scale for all activations they would drown the others. Where calibration names them, the largest take
   * a narrow way in floats beside the 8-bit one; the sum is the same function.
   */
  async feedForward(x: string, block: string, d: number): Promise<string> {
    const h = this.norm(x, `${block}.mlp_ln`, d);
    const { precision, floatChannels } = this.options;
    const maxima = this.options.calibration.get(`${block}.mlp.2`);
    if (precision === 'float32' || !maxima || floatChannels === 0) {
      const inner = this.gelu(this.projection(h, `${block}.mlp.0`, 4 * d, d));
      this.probe(`${block}.mlp.2`, inner, 4 * d);
      return this.op('Add', [x, this.projection(inner, `${block}.mlp.2`, d, 4 * d)]);
    }
    return this.op('Add', [x, await this.#splitFeedForward(h, block, d, maxima, floatChannels)]);
  }

  async #splitFeedForward(h: string, block: string, d: number, maxima: Float32Array, count: number): Promise<string> {
    const { weights } = this.options;
    const first = `${block}.mlp.0`;
    const second = `${block}.mlp.2`;
    const large = [...maxima.keys()].sort((a, b) => maxima[b]! - maxima[a]! || a - b).slice(0, count);
    large.sort((a, b) => a - b);
    const isLarge = new Set(large);
    const rest = [...maxima.keys()].filter((channel) => !isLarge.has(channel));
    const restOfFirst = async () => chosenRows(await weights.read(`${first}.weight`), d, rest);
    const restOfSecond = async () => chosenColumns(await weights.read(`${second}.weight`), 4 * d, rest);
    const restOfBias = async () => chosenRows(await weights.read(`${first}.bias`), 1, rest);
    const narrow = this.linear(
      h,
      { name: `${first}.weight`, outputs: rest.length, inputs: d, read: restOfFirst },
      this.vector(`${first}.bias`, rest.length, restOfBias),
    );
    const most = this.linear(
      this.gelu(narrow),
      { name: `${second}.weight`, outputs: d, inputs: rest.length, read: restOfSecond },
      this.vector(`${second}.bias`, d),
    );
    const into = transpose(chosenRows(await weights.read(`${first}.weight`), d, large), count);
    const out = transpose(chosenColumns(await weights.read(`${second}.weight`), 4 * d, large), d);
    const exact = this.op('Add', [
      this.op('MatMul', [h, this.halved(`${first}.large.weight`, [d, count], into)]),
      this.vector(`${first}.large.bias`, count, async () => chosenRows(await weights.read(`${first}.bias`), 1, large)),
    ]);
    const few = this.op('MatMul', [this.gelu(exact), this.halved(`${second}.large.weight`, [count, d], out)]);
    return this.op('Add', [most, few]);
  }

  /** An output with the largest magnitude of each channel over all positions. */
  probe(name: string, x: string, length: number): void {
    if (!this.options.probes) return;
    const output = `probe.${name}`;
    this.op('ReduceMax', [this.op('Abs', [x])], { axes: [0, 1], keepdims: 0 }, { outputs: [output] });
    this.#probes.push({ name: output, type: 'float', dims: [length] });
  }

  graph(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): OnnxGraph {
    return {
      name,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs,
      outputs: [...outputs, ...this.#probes],
    };
  }

  model(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): OnnxModel {
    return { graph: this.graph(name, inputs, outputs), opsets: OPSETS, metadata: { model: this.options.name } };
  }

  #add(initializer: Initializer): string {
    if (!this.#initializers.has(initializer.name)) this.#initializers.set(initializer.name, initializer);
    return initializer.name;
  }
}

export async function joined(reads: readonly Vector[]): Promise<Floats> {
  const parts: Float32Array[] = [];
  for (const read of reads) parts.push(await read());
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytesOf(values: Float32Array | Int8Array | Uint16Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
