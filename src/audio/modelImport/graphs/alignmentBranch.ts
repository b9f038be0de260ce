/** The attention of the alignment heads, behind an If: it costs nothing while nobody asks for it. */
import type { OnnxGraph } from '../onnxFile/onnxModel.ts';
import type { WhisperDims } from '../weightTable.ts';
import type { AlignmentHeads } from './decoderGraph.ts';
import { GraphBuilder } from './graphBuilder.ts';

interface Surroundings {
  readonly dims: WhisperDims;
  /** Per layer, [1, B·S, d]. */
  readonly queries: readonly string[];
  /** Name of the shape [B, S, d]. */
  readonly shapeOfX: string;
  readonly alignmentHeads: AlignmentHeads;
}

/** Adds the output `attn`: [alignment heads, B, S, E], and [0, 1, 1, 1] while the input `align` is false. */
export function attentionIf(g: GraphBuilder, surroundings: Surroundings): void {
  const attributes = { then_branch: { graph: attended(g, surroundings) }, else_branch: { graph: nothing(g) } };
  g.op('If', ['align'], attributes, { outputs: ['attn'] });
}

function attended(outer: GraphBuilder, { dims, queries, shapeOfX, alignmentHeads }: Surroundings): OnnxGraph {
  const g = new GraphBuilder(outer.options, 'align.');
  const layers = [...new Set(alignmentHeads.map(([layer]) => layer))].sort((a, b) => a - b);
  const parts = layers.map((layer) => {
    const heads = g.integers(alignmentHeads.filter(([of]) => of === layer).map(([, head]) => head));
    const split = g.op('Reshape', [queries[layer]!, g.integers([-1, dims.heads, dims.head_dim])]);
    const query = g.op('Gather', [g.op('Transpose', [split], { perm: [1, 0, 2] }), heads], { axis: 0 });
    const key = g.op('Squeeze', [g.op('Gather', [`cross_k_${layer}`, heads], { axis: 1 }), g.integers([0])]);
    const scores = g.op('MatMul', [query, g.op('Transpose', [key], { perm: [0, 2, 1] })]);
    return g.op('Softmax', [g.op('Mul', [scores, g.scalar(dims.head_dim ** -0.5)])], { axis: -1 });
  });
  const beamsAndTokens = g.op('Slice', [shapeOfX, g.integers([0]), g.integers([2])]);
  const shape = g.op('Concat', [g.integers([alignmentHeads.length]), beamsAndTokens, g.integers([-1])], { axis: 0 });
  const all = g.op('Concat', parts, { axis: 0 });
  g.op('Reshape', [all, shape], {}, { outputs: ['attn_yes'] });
  return g.graph('yes', [], [{ name: 'attn_yes', type: 'float', dims: [null, null, null, null] }]);
}

function nothing(outer: GraphBuilder): OnnxGraph {
  const g = new GraphBuilder(outer.options, 'no_align.');
  g.op('Identity', [g.floats('attn_none', [0, 1, 1, 1], new Float32Array(0))], {}, { outputs: ['attn_no'] });
  return g.graph('no', [], [{ name: 'attn_no', type: 'float', dims: [null, null, null, null] }]);
}
