/**
 * Tokens and caches to scores, new caches and, on request, the attention of the alignment heads. One graph serves the
 * prompt, single steps, beams and forced decoding, so that the weights are in memory once.
 */
import type { OnnxModel, ValueInfo } from '../onnxFile/onnxModel.ts';
import type { WhisperDims } from '../weightTable.ts';
import { attentionIf } from './alignmentBranch.ts';
import { type BuildOptions, GraphBuilder, MICROSOFT } from './graphBuilder.ts';
import { tableSmoothing } from './tableSmoothing.ts';

export type AlignmentHeads = readonly (readonly [layer: number, head: number])[];

/**
 * tokens [B, S], offset [1], rows [K], align [1], past keys and values [B, H, P, 64], cross keys and values [1, H, E, 64]
 * → logits [B, K, V], lse [B, K], attn [alignment heads, B, S, E], new keys and values [B, H, P + S, 64].
 */
export async function decoderGraph(
  options: BuildOptions,
  dims: WhisperDims,
  alignmentHeads: AlignmentHeads,
): Promise<OnnxModel> {
  const g = new GraphBuilder(options);
  const { weights } = options;
  const { d, heads, vocab } = dims;
  const table = await tokenTable(g, dims);
  const length = g.op('Slice', [g.op('Shape', ['tokens']), g.integers([1]), g.integers([2])]);
  const places = await weights.read('decoder.positional_embedding');
  const place = g.halved('decoder.positional_embedding', [dims.n_text_ctx, d], places);
  const end = g.op('Add', ['offset', length]);
  let x = g.op('Add', [table.looked, g.op('Slice', [place, 'offset', end, g.integers([0])])]);
  const shapeOfX = g.op('Shape', [x]);
  // [B, S, d] → [1, B·S, d]: all beams ask the same sound, which is therefore read once. No data moves.
  const folded = g.integers([1, -1, d]);
  const queries: string[] = [];
  for (let layer = 0; layer < dims.dec_layers; layer++) {
    const block = `decoder.blocks.${layer}`;
    const [q, k, v] = g.queriesKeysValues(g.norm(x, `${block}.attn_ln`, d), `${block}.attn`, d);
    const own = g.op(
      'MultiHeadAttention',
      [q, k, v, '', '', '', `past_k_${layer}`, `past_v_${layer}`],
      { num_heads: heads, unidirectional: 1 },
      { domain: MICROSOFT, outputs: [`${block}.own`, `new_k_${layer}`, `new_v_${layer}`] },
    );
    x = g.op('Add', [x, g.projection(own, `${block}.attn.out`, d, d)]);
    const asked = g.projection(g.norm(x, `${block}.cross_attn_ln`, d), `${block}.cross_attn.query`, d, d);
    const query = g.op('Reshape', [asked, folded]);
    queries.push(query);
    const heard = g.op(
      'MultiHeadAttention',
      [query, `cross_k_${layer}`, `cross_v_${layer}`],
      { num_heads: heads },
      { domain: MICROSOFT },
    );
    x = g.op('Add', [x, g.projection(g.op('Reshape', [heard, shapeOfX]), `${block}.cross_attn.out`, d, d)]);
    x = await g.feedForward(x, block, d);
  }
  const last = g.norm(g.op('Gather', [x, 'rows'], { axis: 1 }), 'decoder.ln', d, table.smoothing);
  g.probe('decoder.ln', last, d);
  table.score(last);
  g.op('ReduceLogSumExp', ['logits'], { axes: [2], keepdims: 0 }, { outputs: ['lse'] });
  attentionIf(g, { dims, queries, shapeOfX, alignmentHeads });
  return g.model('decoder', inputsOf(dims), outputsOf(dims, vocab));
}

interface TokenTable {
  /** [B, S, d] */
  readonly looked: string;
  /** What the last norm is divided by; the table's columns carry it. */
  readonly smoothing: Float32Array | undefined;
  /** Makes the output `logits`. */
  score(x: string): void;
}

/** One stored table serves both ends: columns are looked up for the tokens, the whole is multiplied for the scores. */
async function tokenTable(g: GraphBuilder, { d, vocab }: WhisperDims): Promise<TokenTable> {
  const { weights, precision, calibration } = g.options;
  const name = 'decoder.token_embedding.weight';
  const looked = (table: string): string =>
    g.op('Transpose', [g.op('Gather', [table, 'tokens'], { axis: 1 })], { perm: [1, 2, 0] });
  if (precision === 'float32') {
    const table = g.transposed({ name, outputs: vocab, inputs: d, read: () => weights.read(name) });
    return {
      looked: looked(table),
      smoothing: undefined,
      score: (x) => void g.op('MatMul', [x, table], {}, { outputs: ['logits'] }),
    };
  }
  const maxima = calibration.get('decoder.ln');
  const smoothing = maxima && tableSmoothing(await weights.read(name), maxima);
  const { numbers, scales } = g.quantised({
    name,
    outputs: vocab,
    inputs: d,
    read: async () => {
      const table = await weights.read(name);
      if (smoothing)
        for (let index = 0; index < table.length; index++) table[index] = table[index]! * smoothing[index % d]!;
      return table;
    },
  });
  const columns = looked(numbers);
  const scale = g.op('Unsqueeze', [g.op('Gather', [scales, 'tokens'], { axis: 0 }), g.integers([2])]);
  let x = g.op('Mul', [g.op('Cast', [columns], { to: 1 }), scale]);
  if (smoothing)
    x = g.op('Mul', [
      x,
      g.floats(
        'decoder.token_embedding.unsmooth',
        [d],
        smoothing.map((f) => 1 / f),
      ),
    ]);
  return {
    looked: x,
    smoothing,
    score: (last) =>
      void g.op('DynamicQuantizeMatMul', [last, numbers, scales], {}, { domain: MICROSOFT, outputs: ['logits'] }),
  };
}

function inputsOf({ dec_layers: layers, heads, head_dim: headDim }: WhisperDims): ValueInfo[] {
  const past = ['batch', heads, 'past', headDim];
  const cross = [1, heads, 'ctx', headDim];
  return [
    { name: 'tokens', type: 'int64', dims: ['batch', 'seq'] },
    { name: 'offset', type: 'int64', dims: [1] },
    { name: 'rows', type: 'int64', dims: ['rows'] },
    { name: 'align', type: 'bool', dims: [1] },
    ...perLayer('past', layers, past),
    ...perLayer('cross', layers, cross),
  ];
}

function outputsOf({ dec_layers: layers, heads, head_dim: headDim }: WhisperDims, vocab: number): ValueInfo[] {
  return [
    { name: 'logits', type: 'float', dims: ['batch', 'rows', vocab] },
    { name: 'lse', type: 'float', dims: ['batch', 'rows'] },
    { name: 'attn', type: 'float', dims: [null, null, null, null] },
    ...perLayer('new', layers, ['batch', heads, 'past_and_new', headDim]),
  ];
}

function perLayer(kind: string, layers: number, dims: ValueInfo['dims']): ValueInfo[] {
  return Array.from({ length: layers }, (_, layer) =>
    ['k', 'v'].map((part): ValueInfo => ({ name: `${kind}_${part}_${layer}`, type: 'float', dims })),
  ).flat();
}
