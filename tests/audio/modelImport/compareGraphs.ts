/** Whether two ONNX graphs are the same but for the names: nodes in the same order, equal attributes, wiring and numbers. */
import { halvesToFloats } from '../../../src/audio/modelImport/numberFormats.ts';
import type { ReadGraph, ReadNode, ReadTensor } from './readOnnx.ts';

export interface GraphDifference {
  /** The first thing that is built differently; null when only numbers may differ. */
  readonly structure: string | null;
  /** How many numbers differ, of how many, and by how much at most; by tensor of the second graph. */
  readonly numbers: ReadonlyMap<string, { readonly different: number; readonly of: number; readonly largest: number }>;
}

export function compareGraphs(a: ReadGraph, b: ReadGraph): GraphDifference {
  const numbers = new Map<string, { different: number; of: number; largest: number }>();
  const structure = compareLevel(a, b, [], [], new Map(), numbers);
  return { structure, numbers };
}

function compareLevel(
  a: ReadGraph,
  b: ReadGraph,
  outerA: readonly ReadGraph[],
  outerB: readonly ReadGraph[],
  wires: Map<string, string>,
  numbers: Map<string, { different: number; of: number; largest: number }>,
): string | null {
  if (a.nodes.length !== b.nodes.length) return `${a.nodes.length} nodes and ${b.nodes.length}`;
  for (const name of a.inputs) wires.set(name, name);
  for (const [index, node] of a.nodes.entries()) {
    const other = b.nodes[index]!;
    const where = `node ${index}, ${node.opType}`;
    if (kind(node) !== kind(other)) return `${where}: ${kind(node)} and ${kind(other)}`;
    for (const [position, input] of node.inputs.entries()) {
      const otherInput = other.inputs[position]!;
      const tensor = find(input, [a, ...outerA]);
      const otherTensor = find(otherInput, [b, ...outerB]);
      if (tensor && otherTensor) {
        if (tensor.type !== otherTensor.type || tensor.dims.join() !== otherTensor.dims.join()) {
          return `${where}: ${tensor.name} [${tensor.dims}] and ${otherTensor.name} [${otherTensor.dims}]`;
        }
        const difference = numbersApart(tensor, otherTensor);
        if (difference.different > 0) numbers.set(otherTensor.name, difference);
      } else if ((wires.get(input) ?? input) !== otherInput) return `${where}: input ${position} comes from elsewhere`;
    }
    node.outputs.forEach((output, position) => {
      wires.set(output, other.outputs[position]!);
    });
    for (const branch of ['then_branch', 'else_branch']) {
      const inner = node.attributes[branch] as ReadGraph | undefined;
      const otherInner = other.attributes[branch] as ReadGraph | undefined;
      if (!inner || !otherInner) continue;
      const found = compareLevel(inner, otherInner, [a, ...outerA], [b, ...outerB], wires, numbers);
      if (found) return `${branch}: ${found}`;
    }
  }
  const outputs = a.outputs.map((name) => wires.get(name) ?? name);
  return outputs.join() === b.outputs.join() ? null : `outputs ${outputs} and ${b.outputs}`;
}

function kind({ opType, domain, inputs, outputs, attributes }: ReadNode): string {
  const values = Object.entries(attributes)
    .filter(([key]) => !key.endsWith('_branch'))
    .sort(([x], [y]) => (x < y ? -1 : 1));
  const lacking = inputs.map((input) => (input === '' ? '-' : '+')).join('');
  return JSON.stringify([opType, domain, lacking, outputs.length, values]);
}

function find(name: string, levels: readonly ReadGraph[]): ReadTensor | undefined {
  return levels.map((level) => level.tensors.get(name)).find((tensor) => tensor !== undefined);
}

function numbersApart(a: ReadTensor, b: ReadTensor): { different: number; of: number; largest: number } {
  const view = ({ type, data }: ReadTensor) => {
    const bytes = Uint8Array.from(data).buffer;
    if (type === 1) return new Float32Array(bytes);
    if (type === 3) return new Int8Array(bytes);
    return type === 10 ? halvesToFloats(new Uint16Array(bytes)) : new Uint8Array(bytes);
  };
  const [left, right] = [view(a), view(b)];
  let different = left.length === right.length ? 0 : left.length;
  let largest = 0;
  for (let index = 0; index < left.length; index++) {
    if (left[index] === right[index]) continue;
    different++;
    largest = Math.max(largest, Math.abs(left[index]! - right[index]!));
  }
  return { different, of: left.length, largest };
}
