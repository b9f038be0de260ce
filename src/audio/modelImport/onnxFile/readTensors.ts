/**
 * The named float tensors of a small ONNX file, for graphs that are built anew around the same weights
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
import { ELEMENT_TYPES } from './onnxModel.ts';

const MODEL_GRAPH = 7;
const GRAPH_INITIALIZER = 5;
const TENSOR = { dims: 1, type: 2, name: 8, raw: 9 };
const WIRE = { number: 0, double: 1, bytes: 2, float: 5 };

export interface FloatTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** @throws when the bytes are no ONNX file; tensors that are no floats are left out */
export function readTensors(file: Uint8Array): ReadonlyMap<string, FloatTensor> {
  const tensors = new Map<string, FloatTensor>();
  for (const graph of fieldsOf(file, MODEL_GRAPH)) {
    for (const tensor of fieldsOf(graph as Uint8Array, GRAPH_INITIALIZER)) {
      const fields = tensor as Uint8Array;
      const name = Buffer.from(fieldsOf(fields, TENSOR.name)[0] as Uint8Array).toString('utf8');
      const raw = fieldsOf(fields, TENSOR.raw)[0] as Uint8Array | undefined;
      if (fieldsOf(fields, TENSOR.type)[0] !== ELEMENT_TYPES.float || !raw) continue;
      // Copied, because floats must begin at a multiple of four.
      tensors.set(name, { dims: dimsOf(fields), values: new Float32Array(Uint8Array.from(raw).buffer) });
    }
  }
  return tensors;
}

/** Lengths stand one by one or packed together. */
function dimsOf(tensor: Uint8Array): number[] {
  return fieldsOf(tensor, TENSOR.dims).flatMap((field) => {
    if (typeof field === 'number') return [field];
    const dims: number[] = [];
    for (let at = 0; at < field.length; ) {
      const [value, next] = varintAt(field, at);
      dims.push(value);
      at = next;
    }
    return dims;
  });
}

/** All values of one field of a message: numbers, or the bytes of texts, lists and inner messages. */
function fieldsOf(message: Uint8Array, wanted: number): (number | Uint8Array)[] {
  const found: (number | Uint8Array)[] = [];
  for (let at = 0; at < message.length; ) {
    const [key, from] = varintAt(message, at);
    const wire = key & 7;
    let value: number | Uint8Array;
    if (wire === WIRE.number) [value, at] = varintAt(message, from);
    else {
      const [length, start] = wire === WIRE.bytes ? varintAt(message, from) : [wire === WIRE.double ? 8 : 4, from];
      if (![WIRE.double, WIRE.bytes, WIRE.float].includes(wire) || start + length > message.length) {
        throw new Error('not an ONNX file');
      }
      value = message.subarray(start, start + length);
      at = start + length;
    }
    if (key >>> 3 === wanted) found.push(value);
  }
  return found;
}

/** The number at a place and the place behind it. */
function varintAt(bytes: Uint8Array, from: number): [number, number] {
  let value = 0;
  for (let at = from, factor = 1; at < bytes.length; at++, factor *= 128) {
    value += (bytes[at]! & 127) * factor;
    if (bytes[at]! < 128) return [value, at + 1];
  }
  throw new Error('not an ONNX file');
}
