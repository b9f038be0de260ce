/**
 * Silero's network (models/vad, MIT) with the same weights, laid out for many steps and streams in one call. The file of the
 * release takes one step of 32 ms at a time, and most of that time goes into a hundred tiny operators and the call itself;
 * here everything before the recurrent layer sees all steps at once.
 */
import type { Attribute, Initializer, OnnxModel, OnnxNode } from '../modelImport/onnxFile/onnxModel.ts';
import { type FloatTensor, readTensors } from '../modelImport/onnxFile/readTensors.ts';

export const STATE_SIZE = 128;
/** Samples a step takes in: the last of the step before, and its own. */
export const STEP_CONTEXT = 64;
/** The transform mirrors the end of a step to fill its last frame. */
const MIRRORED = 64;
const FRAME = 256;
const FRAMES = 4;
const BINS = FRAME / 2 + 1;
const GATE = STATE_SIZE;

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Frames that go in. */
  readonly frames: number;
  readonly stride: number;
}

const LAYERS: readonly Layer[] = [
  { inputs: BINS, outputs: 128, frames: FRAMES, stride: 1 },
  { inputs: 128, outputs: 64, frames: FRAMES, stride: 2 },
  { inputs: 64, outputs: 64, frames: 2, stride: 2 },
  { inputs: 64, outputs: 128, frames: 1, stride: 1 },
];

/**
 * Inputs: `input` [steps * streams, 576], a step's streams side by side, and the recurrent `h` and `c` [1, streams, 128].
 * Outputs: `p` [steps, streams, 1] and the new `hn` and `cn`.
 * @throws when the file is not Silero's 16 kHz network
 */
export function sileroSequenceModel(file: Uint8Array): OnnxModel {
  const weights = readTensors(file);
  const tensor = (name: string, length: number): FloatTensor => {
    const found = weights.get(`model.${name}`);
    if (!found || found.values.length !== length) throw new Error(`the speech detector has no ${name}`);
    return found;
  };
  const initializers: Initializer[] = [];
  const nodes: OnnxNode[] = [];
  const keep = (name: string, dims: readonly number[], values: Float32Array | BigInt64Array): string => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const type = values instanceof Float32Array ? 'float' : 'int64';
    initializers.push({ name, type, dims, byteLength: bytes.length, load: () => bytes });
    return name;
  };
  const whole = (name: string, ...numbers: number[]): string =>
    keep(name, [numbers.length], BigInt64Array.from(numbers, BigInt));
  const op = (
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    outputs: readonly string[] = [`${opType} ${nodes.length}`],
  ): string => {
    nodes.push({ name: outputs[0]!, opType, domain: '', inputs, outputs, attributes });
    return outputs[0]!;
  };
  /** Three taps over the frames as one product: the windows side by side, rows of all steps at once. */
  const convolution = (x: string, name: string, layer: Layer): string => {
    const { inputs, outputs, frames, stride } = layer;
    const padded = op('Pad', [x, whole(`${name}.pad`, 0, 1, 0, 0, 1, 0)]);
    const next = Math.floor((frames - 1) / stride) + 1;
    const taps = [0, 1, 2].map((tap) => {
      const ends = [tap, tap + stride * (next - 1) + 1].map((at, i) => whole(`${name}.${tap}.${i}`, at));
      return op('Slice', [padded, ...ends, 'one', whole(`${name}.${tap}.stride`, stride)]);
    });
    const weight = tapsAsRows(tensor(`${name}.weight`, outputs * inputs * 3).values, layer);
    const product = op('MatMul', [
      op('Concat', taps, { axis: 2 }),
      keep(`${name}.weight`, [3 * inputs, outputs], weight),
    ]);
    const bias = keep(`${name}.bias`, [outputs], tensor(`${name}.bias`, outputs).values);
    return op('Relu', [op('Add', [product, bias])]);
  };

  whole('one', 1);
  // Frames of 256 samples every 128: each half of a step's sound beside the next.
  const mirrored = op('Pad', ['input', whole('mirror', 0, 0, 0, MIRRORED)], { mode: 'reflect' });
  const halves = op('Reshape', [mirrored, whole('halves', -1, FRAMES + 1, FRAME / 2)]);
  const half = (name: string, from: number) =>
    op('Slice', [halves, whole(`${name} from`, from), whole(`${name} to`, from + FRAMES), 'one']);
  const windows = op('Concat', [half('first', 0), half('second', 1)], { axis: 2 });
  const basis = transposed(tensor('stft.forward_basis_buffer', 2 * BINS * FRAME).values, FRAME);
  const spectrum = op('MatMul', [windows, keep('basis', [FRAME, 2 * BINS], basis)]);
  const parts = ['real', 'imaginary'];
  op('Split', [spectrum, whole('bins', BINS, BINS)], { axis: 2 }, parts);
  const squares = parts.map((part) => op('Mul', [part, part]));
  let x = op('Sqrt', [op('Add', squares)]);
  LAYERS.forEach((layer, i) => {
    x = convolution(x, `encoder.${i}.reparam_conv`, layer);
  });
  // As many steps as the rows and the streams of the state make.
  const streams = op('Slice', [op('Shape', ['h']), 'one', whole('two', 2)]);
  const shape = op('Concat', [whole('any', -1), streams, whole('width', STATE_SIZE)], { axis: 0 });
  const sequence = op('Reshape', [x, shape]);
  const square = (name: string) => tensor(`decoder.rnn.weight_${name}`, 4 * GATE * STATE_SIZE).values;
  const line = (name: string) => tensor(`decoder.rnn.bias_${name}`, 4 * GATE).values;
  const biases = Float32Array.from([...gatesInOrder(line('ih'), 1), ...gatesInOrder(line('hh'), 1)]);
  const recurrent = [
    keep('W', [1, 4 * GATE, STATE_SIZE], gatesInOrder(square('ih'), STATE_SIZE)),
    keep('R', [1, 4 * GATE, STATE_SIZE], gatesInOrder(square('hh'), STATE_SIZE)),
    keep('B', [1, 8 * GATE], biases),
  ];
  op('LSTM', [sequence, ...recurrent, '', 'h', 'c'], { hidden_size: STATE_SIZE }, ['heard', 'hn', 'cn']);
  const features = op('Relu', [op('Squeeze', ['heard', 'one'])]);
  const out = keep('out', [STATE_SIZE, 1], tensor('decoder.decoder.2.weight', STATE_SIZE).values);
  const bias = keep('out bias', [1], tensor('decoder.decoder.2.bias', 1).values);
  op('Sigmoid', [op('Add', [op('MatMul', [features, out]), bias])], {}, ['p']);

  const state = [1, 'streams', STATE_SIZE];
  return {
    graph: {
      name: 'silero',
      nodes,
      initializers,
      inputs: [
        { name: 'input', type: 'float', dims: ['rows', 576] },
        { name: 'h', type: 'float', dims: state },
        { name: 'c', type: 'float', dims: state },
      ],
      outputs: [
        { name: 'p', type: 'float', dims: ['steps', 'streams', 1] },
        { name: 'hn', type: 'float', dims: state },
        { name: 'cn', type: 'float', dims: state },
      ],
    },
    opsets: [{ domain: '', version: 15 }],
    metadata: {},
  };
}

/** The release has input, forget, cell and output gate one after the other, the operator wants input, output, forget, cell. */
function gatesInOrder(values: Float32Array, width: number): Float32Array {
  const gate = (index: number) => values.subarray(index * GATE * width, (index + 1) * GATE * width);
  const out = new Float32Array(values.length);
  [0, 3, 1, 2].forEach((from, to) => {
    out.set(gate(from), to * GATE * width);
  });
  return out;
}

/** From output, input, tap to rows of tap and input with the outputs side by side. */
function tapsAsRows(weight: Float32Array, { inputs, outputs }: Layer): Float32Array {
  const out = new Float32Array(weight.length);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let tap = 0; tap < 3; tap++) out[(tap * inputs + i) * outputs + o] = weight[(o * inputs + i) * 3 + tap]!;
    }
  }
  return out;
}

/** @param columns of the matrix that comes in */
function transposed(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) for (let k = 0; k < columns; k++) out[k * rows + r] = values[r * columns + k]!;
  return out;
}
