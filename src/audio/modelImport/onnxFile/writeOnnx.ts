/**
 * Writes an ONNX file in one pass: all lengths are known from the shapes, so that each tensor is made, written, hashed and
 * forgotten before the next one is made.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { failure } from '../../../shared/result.ts';
import {
  type Attribute,
  ELEMENT_TYPES,
  type Initializer,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type ValueInfo,
} from './onnxModel.ts';
import { bytesHeader, MessageWriter } from './protobuf.ts';

/** Field numbers of onnx.proto. */
const MODEL = { irVersion: 1, producer: 2, graph: 7, opset: 8, metadata: 14 };
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 };
const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 };
const ATTRIBUTE = { name: 1, float: 2, int: 3, text: 4, graph: 6, ints: 8, type: 20 };
const ATTRIBUTE_TYPE = { float: 1, int: 2, text: 3, graph: 5, ints: 7 };
const TENSOR = { dims: 1, type: 2, name: 8, raw: 9 };
const IR_VERSION = 8;
/** Protocol buffers end at two gigabytes. */
const LONGEST_FILE = 2 ** 31 - 1;

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Overwrites nothing: the file must be new. @throws AppFailure when the signal fires or the model is too large. */
export async function writeOnnx(file: string, model: OnnxModel, signal?: AbortSignal): Promise<WrittenFile> {
  const { graph } = model;
  const head = new MessageWriter();
  for (const node of graph.nodes) writeNode(head, node);
  const nodes = head.text(GRAPH.name, graph.name).finish();
  const headers = graph.initializers.map(initializerHeader);
  const tail = new MessageWriter();
  writeValues(tail, graph);
  const values = tail.finish();
  const tensorBytes = graph.initializers.reduce(
    (sum, { byteLength }, index) => sum + byteLength + headers[index]!.length,
    0,
  );
  const graphBytes = nodes.length + tensorBytes + values.length;
  if (graphBytes > LONGEST_FILE) {
    throw failure('invalid_input', 'The model is too large for one ONNX file (2 GB): import it with 8-bit weights.');
  }

  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(file, 'wx');
  const write = async (part: Uint8Array): Promise<void> => {
    hash.update(part);
    bytes += part.length;
    for (let done = 0; done < part.length; ) {
      done += (await handle.write(part, done, Math.min(part.length - done, 1 << 30))).bytesWritten;
    }
  };
  try {
    await write(modelHead());
    await write(bytesHeader(MODEL.graph, graphBytes));
    await write(nodes);
    for (const [index, initializer] of graph.initializers.entries()) {
      if (signal?.aborted) throw failure('cancelled', 'The import was cancelled. Nothing was kept.');
      const data = await initializer.load();
      if (data.length !== initializer.byteLength) {
        throw new Error(`${initializer.name} has ${data.length} bytes instead of ${initializer.byteLength}`);
      }
      await write(headers[index]!);
      await write(data);
    }
    await write(values);
    await write(modelTail(model));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A model whose tensors are few, small and at hand, as the bytes of its file. */
export function smallOnnxBytes(model: OnnxModel): Uint8Array {
  const graph = new MessageWriter().message(MODEL.graph, (writer) => writeSmallGraph(writer, model.graph));
  return Buffer.concat([modelHead(), graph.finish(), modelTail(model)]);
}

function modelHead(): Uint8Array {
  return new MessageWriter().number(MODEL.irVersion, IR_VERSION).text(MODEL.producer, 'ot-scribe').finish();
}

function modelTail(model: OnnxModel): Uint8Array {
  const tail = new MessageWriter();
  for (const { domain, version } of model.opsets) {
    tail.message(MODEL.opset, (opset) => {
      if (domain !== '') opset.text(1, domain);
      opset.number(2, version);
    });
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    tail.message(MODEL.metadata, (entry) => entry.text(1, key).text(2, value));
  }
  return tail.finish();
}

/** Everything of a tensor up to its numbers. */
function initializerHeader({ name, type, dims, byteLength }: Initializer): Uint8Array {
  const tensor = new MessageWriter();
  for (const length of dims) tensor.number(TENSOR.dims, length);
  tensor.number(TENSOR.type, ELEMENT_TYPES[type]).text(TENSOR.name, name);
  const inner = Buffer.concat([tensor.finish(), bytesHeader(TENSOR.raw, byteLength)]);
  return Buffer.concat([bytesHeader(GRAPH.initializer, inner.length + byteLength), inner]);
}

function writeNode(graph: MessageWriter, { name, opType, domain, inputs, outputs, attributes }: OnnxNode): void {
  graph.message(GRAPH.node, (node) => {
    for (const input of inputs) node.text(NODE.input, input);
    for (const output of outputs) node.text(NODE.output, output);
    node.text(NODE.name, name).text(NODE.opType, opType);
    for (const [key, value] of Object.entries(attributes)) {
      node.message(NODE.attribute, (attribute) => writeAttribute(attribute.text(ATTRIBUTE.name, key), value));
    }
    if (domain !== '') node.text(NODE.domain, domain);
  });
}

function writeAttribute(attribute: MessageWriter, value: Attribute): void {
  if (typeof value === 'number') {
    attribute.number(ATTRIBUTE.int, value).number(ATTRIBUTE.type, ATTRIBUTE_TYPE.int);
  } else if (typeof value === 'string') {
    attribute.text(ATTRIBUTE.text, value).number(ATTRIBUTE.type, ATTRIBUTE_TYPE.text);
  } else if ('float' in value) {
    attribute.float(ATTRIBUTE.float, value.float).number(ATTRIBUTE.type, ATTRIBUTE_TYPE.float);
  } else if ('graph' in value) {
    attribute
      .message(ATTRIBUTE.graph, (graph) => writeSmallGraph(graph, value.graph))
      .number(ATTRIBUTE.type, ATTRIBUTE_TYPE.graph);
  } else {
    for (const each of value) attribute.number(ATTRIBUTE.ints, each);
    attribute.number(ATTRIBUTE.type, ATTRIBUTE_TYPE.ints);
  }
}

/** A graph inside a node: its tensors are few and small, and are there already. */
function writeSmallGraph(writer: MessageWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) writeNode(writer, node);
  writer.text(GRAPH.name, graph.name);
  for (const { name, type, dims, load } of graph.initializers) {
    const data = load();
    if (!(data instanceof Uint8Array)) throw new Error(`${name} of an inner graph must be at hand`);
    writer.message(GRAPH.initializer, (tensor) => {
      for (const length of dims) tensor.number(TENSOR.dims, length);
      tensor.number(TENSOR.type, ELEMENT_TYPES[type]).text(TENSOR.name, name).bytes(TENSOR.raw, data);
    });
  }
  writeValues(writer, graph);
}

function writeValues(writer: MessageWriter, { inputs, outputs }: OnnxGraph): void {
  for (const value of inputs) writer.message(GRAPH.input, (info) => writeValueInfo(info, value));
  for (const value of outputs) writer.message(GRAPH.output, (info) => writeValueInfo(info, value));
}

function writeValueInfo(info: MessageWriter, { name, type, dims }: ValueInfo): void {
  info.text(1, name).message(2, (typeProto) =>
    typeProto.message(1, (tensor) =>
      tensor.number(1, ELEMENT_TYPES[type]).message(2, (shape) => {
        for (const length of dims) {
          shape.message(1, (dimension) => {
            if (typeof length === 'number') dimension.number(1, length);
            else if (length !== null) dimension.text(2, length);
          });
        }
      }),
    ),
  );
}
