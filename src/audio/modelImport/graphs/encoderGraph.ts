/** Log-mel features to the keys and values of every decoder layer's cross-attention. */
import type { OnnxModel } from '../onnxFile/onnxModel.ts';
import type { WhisperDims } from '../weightTable.ts';
import { type BuildOptions, GraphBuilder, joined, MICROSOFT } from './graphBuilder.ts';

/** mel [1, mels, frames] → cross_k, cross_v [decoder layers, 1, heads, frames / 2, 64] */
export async function encoderGraph(options: BuildOptions, dims: WhisperDims): Promise<OnnxModel> {
  const g = new GraphBuilder(options);
  const { weights } = options;
  const { d, heads, head_dim: headDim, dec_layers: layers } = dims;

  const convolved = async (x: string, name: string, inputs: number, stride: number): Promise<string> => {
    const kernel = await weights.read(`${name}.weight`);
    const operands = [x, g.halved(`${name}.weight`, [d, inputs, 3], kernel), g.vector(`${name}.bias`, d)];
    return g.gelu(g.op('Conv', operands, { kernel_shape: [3], pads: [1, 1], strides: [stride] }));
  };

  const first = await convolved('mel', 'encoder.conv1', dims.n_mels, 1);
  let x = g.op('Transpose', [await convolved(first, 'encoder.conv2', d, 2)], { perm: [0, 2, 1] });
  const length = g.op('Slice', [g.op('Shape', [x]), g.integers([1]), g.integers([2])]);
  const places = await weights.read('encoder.positional_embedding');
  const table = g.halved('encoder.positional_embedding', [dims.n_audio_ctx, d], places);
  x = g.op('Add', [x, g.op('Slice', [table, g.integers([0]), length, g.integers([0])])]);
  for (let layer = 0; layer < dims.enc_layers; layer++) {
    const block = `encoder.blocks.${layer}`;
    const [q, k, v] = g.queriesKeysValues(g.norm(x, `${block}.attn_ln`, d), `${block}.attn`, d);
    const heard = g.op('MultiHeadAttention', [q, k, v], { num_heads: heads }, { domain: MICROSOFT });
    x = g.op('Add', [x, g.projection(heard, `${block}.attn.out`, d, d)]);
    x = await g.feedForward(x, block, d);
  }
  x = g.norm(x, 'encoder.ln_post', d);

  // All decoder layers' keys in one projection, and their values in another.
  const ofAllLayers = (part: string) => () =>
    joined(
      Array.from({ length: layers }, (_, layer) => () => weights.read(`decoder.blocks.${layer}.cross_attn.${part}`)),
    );
  const shape = g.integers([1, -1, layers, heads, headDim]);
  for (const [part, output] of [['key', 'cross_k'] as const, ['value', 'cross_v'] as const]) {
    const bias = part === 'key' ? null : g.vector(`${output}.bias`, layers * d, ofAllLayers('value.bias'));
    const matrix = { name: `${output}.weight`, outputs: layers * d, inputs: d, read: ofAllLayers(`${part}.weight`) };
    const split = g.op('Reshape', [g.linear(x, matrix, bias), shape]);
    g.op('Transpose', [split], { perm: [2, 0, 3, 1, 4] }, { outputs: [output] });
  }
  const cross = [layers, 1, heads, 'ctx', headDim];
  return g.model(
    'encoder',
    [{ name: 'mel', type: 'float', dims: [1, dims.n_mels, 'frames'] }],
    [
      { name: 'cross_k', type: 'float', dims: cross },
      { name: 'cross_v', type: 'float', dims: cross },
    ],
  );
}
