/** Reads an ONNX file back, as far as the tests compare: nodes with their attributes, tensors, inputs and outputs. */
import { readFileSync } from 'node:fs';

export interface ReadTensor {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

export interface ReadNode {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ReadGraph {
  readonly nodes: readonly ReadNode[];
  readonly tensors: ReadonlyMap<string, ReadTensor>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

type Field = { readonly field: number; readonly value: number | Uint8Array };

function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 0) fields.push({ field: key >>> 3, value: varint() });
    else if (wire === 5) {
      fields.push({
        field: key >>> 3,
        value: new DataView(bytes.buffer, bytes.byteOffset + at, 4).getFloat32(0, true),
      });
      at += 4;
    } else if (wire === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new Error('a field is longer than its message');
      fields.push({ field: key >>> 3, value: bytes.subarray(at, at + length) });
      at += length;
    } else throw new Error(`unknown wire type ${wire}`);
  }
  return fields;
}

const all = (fields: readonly Field[], field: number) =>
  fields.filter((each) => each.field === field).map(({ value }) => value);
const bytesOf = (fields: readonly Field[], field: number) => all(fields, field) as Uint8Array[];
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

export function readOnnx(file: string): ReadGraph & { readonly opsets: ReadonlyMap<string, number> } {
  const model = fieldsOf(readFileSync(file));
  const opsets = bytesOf(model, 8).map((bytes): [string, number] => {
    const opset = fieldsOf(bytes);
    return [text(bytesOf(opset, 1)[0]), all(opset, 2)[0] as number];
  });
  return { ...readGraph(bytesOf(model, 7)[0]!), opsets: new Map(opsets) };
}

function readGraph(bytes: Uint8Array): ReadGraph {
  const graph = fieldsOf(bytes);
  const named = (field: number) => bytesOf(graph, field).map((value) => text(bytesOf(fieldsOf(value), 1)[0]));
  return {
    nodes: bytesOf(graph, 1).map(readNode),
    tensors: new Map(
      bytesOf(graph, 5)
        .map(readTensor)
        .map((tensor) => [tensor.name, tensor]),
    ),
    inputs: named(11),
    outputs: named(12),
  };
}

function readTensor(bytes: Uint8Array): ReadTensor {
  const tensor = fieldsOf(bytes);
  return {
    name: text(bytesOf(tensor, 8)[0]),
    type: all(tensor, 2)[0] as number,
    // An array of several lengths may also be packed into one field.
    dims: all(tensor, 1).flatMap((value) => (typeof value === 'number' ? [value] : [...value])),
    data: bytesOf(tensor, 9)[0] ?? new Uint8Array(0),
  };
}

function readNode(bytes: Uint8Array): ReadNode {
  const node = fieldsOf(bytes);
  const texts = (field: number) => bytesOf(node, field).map(text);
  const attributes = bytesOf(node, 5).map((value): [string, unknown] => {
    const attribute = fieldsOf(value);
    const found =
      all(attribute, 2)[0] ??
      all(attribute, 3)[0] ??
      (bytesOf(attribute, 4)[0] && text(bytesOf(attribute, 4)[0])) ??
      (bytesOf(attribute, 6)[0] && readGraph(bytesOf(attribute, 6)[0]!)) ??
      all(attribute, 8);
    return [text(bytesOf(attribute, 1)[0]), found];
  });
  return {
    opType: texts(4)[0]!,
    domain: texts(7)[0] ?? '',
    inputs: texts(1),
    outputs: texts(2),
    attributes: Object.fromEntries(attributes),
  };
}
