/** Whisper computed plainly, number by number, from its weights: what the graphs are held against. Nothing is optimised. */
import type { Weights } from './tinyWhisper.ts';

/** Row-major [rows, columns]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

const HEAD = 64;

export function plainWhisper(weights: Weights) {
  const numbers = (name: string): Float32Array => weights.get(name)!.data;
  const matrix = (rows: number, columns: number, value: (row: number, column: number) => number): Matrix => ({
    rows,
    columns,
    data: Float64Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns)),
  });
  const at = (m: Matrix, row: number, column: number): number => m.data[row * m.columns + column]!;
  const add = (a: Matrix, b: Matrix): Matrix => matrix(a.rows, a.columns, (r, c) => at(a, r, c) + at(b, r, c));

  const linear = (x: Matrix, name: string): Matrix => {
    const weight = numbers(`${name}.weight`);
    const bias = weights.get(`${name}.bias`)?.data;
    return matrix(x.rows, weight.length / x.columns, (row, output) => {
      let sum = bias?.[output] ?? 0;
      for (let k = 0; k < x.columns; k++) sum += at(x, row, k) * weight[output * x.columns + k]!;
      return sum;
    });
  };

  const norm = (x: Matrix, name: string): Matrix => {
    const [weight, bias] = [numbers(`${name}.weight`), numbers(`${name}.bias`)];
    const rows = Array.from({ length: x.rows }, (_, row) => {
      const values = x.data.subarray(row * x.columns, (row + 1) * x.columns);
      const mean = values.reduce((sum, value) => sum + value, 0) / x.columns;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.columns;
      return values.map((value, k) => ((value - mean) / Math.sqrt(variance + 1e-5)) * weight[k]! + bias[k]!);
    });
    return matrix(x.rows, x.columns, (r, c) => rows[r]![c]!);
  };

  const gelu = (x: Matrix): Matrix => ({ ...x, data: x.data.map((v) => 0.5 * v * (1 + erf(v / Math.SQRT2))) });

  /** Softmax of each query over the keys; with `causal`, over the keys up to its own place. */
  const attentionOf = (q: Matrix, k: Matrix, head: number, causal: boolean): Float64Array[] =>
    Array.from({ length: q.rows }, (_, row) => {
      const scores = Float64Array.from({ length: k.rows }, (_, key) => {
        if (causal && key > row) return -Infinity;
        let sum = 0;
        for (let i = 0; i < HEAD; i++) sum += at(q, row, head * HEAD + i) * at(k, key, head * HEAD + i);
        return sum / Math.sqrt(HEAD);
      });
      const top = Math.max(...scores);
      const raised = scores.map((score) => Math.exp(score - top));
      const total = raised.reduce((sum, value) => sum + value, 0);
      return raised.map((value) => value / total);
    });

  const attend = (q: Matrix, k: Matrix, v: Matrix, causal: boolean): Matrix => {
    const heads = Array.from({ length: q.columns / HEAD }, (_, head) => attentionOf(q, k, head, causal));
    return matrix(q.rows, q.columns, (row, column) =>
      heads[Math.floor(column / HEAD)]![row]!.reduce((sum, share, key) => sum + share * at(v, key, column), 0),
    );
  };

  const feedForward = (x: Matrix, block: string): Matrix =>
    add(x, linear(gelu(linear(norm(x, `${block}.mlp_ln`), `${block}.mlp.0`)), `${block}.mlp.2`));

  const selfAttention = (x: Matrix, block: string, causal: boolean): Matrix => {
    const h = norm(x, `${block}.attn_ln`);
    const [q, k, v] = ['query', 'key', 'value'].map((part) => linear(h, `${block}.attn.${part}`));
    return add(x, linear(attend(q!, k!, v!, causal), `${block}.attn.out`));
  };

  /** x [channels, length] → [d, length / stride], kernel of 3, one zero at each edge. */
  const convolve = (x: Matrix, name: string, stride: number): Matrix => {
    const [kernel, bias] = [numbers(`${name}.weight`), numbers(`${name}.bias`)];
    return matrix(bias.length, x.columns / stride, (output, frame) => {
      let sum = bias[output]!;
      for (let channel = 0; channel < x.rows; channel++) {
        for (let tap = 0; tap < 3; tap++) {
          const from = frame * stride + tap - 1;
          if (from < 0 || from >= x.columns) continue;
          sum += at(x, channel, from) * kernel[(output * x.rows + channel) * 3 + tap]!;
        }
      }
      return sum;
    });
  };

  const layersOf = (side: string): number[] => {
    const layers: number[] = [];
    while (weights.has(`${side}.blocks.${layers.length}.attn_ln.weight`)) layers.push(layers.length);
    return layers;
  };

  return {
    /** @param mel [mels, frames] → [frames / 2, d] */
    encode(mel: Matrix): Matrix {
      const y = gelu(convolve(gelu(convolve(mel, 'encoder.conv1', 1)), 'encoder.conv2', 2));
      const places = numbers('encoder.positional_embedding');
      let x = matrix(y.columns, y.rows, (frame, k) => at(y, k, frame) + places[frame * y.rows + k]!);
      for (const layer of layersOf('encoder')) {
        x = feedForward(selfAttention(x, `encoder.blocks.${layer}`, false), `encoder.blocks.${layer}`);
      }
      return norm(x, 'encoder.ln_post');
    },

    /** Keys or values of a decoder layer's cross-attention. */
    cross: (encoded: Matrix, layer: number, part: 'key' | 'value'): Matrix =>
      linear(encoded, `decoder.blocks.${layer}.cross_attn.${part}`),

    /** Scores of the next token at each place, and the attention of the given heads. */
    decode(encoded: Matrix, tokens: readonly number[], heads: readonly (readonly [number, number])[]) {
      const table = numbers('decoder.token_embedding.weight');
      const places = numbers('decoder.positional_embedding');
      const d = encoded.columns;
      let x = matrix(tokens.length, d, (row, k) => table[tokens[row]! * d + k]! + places[row * d + k]!);
      const attention = new Map<string, Float64Array[]>();
      for (const layer of layersOf('decoder')) {
        const block = `decoder.blocks.${layer}`;
        x = selfAttention(x, block, true);
        const q = linear(norm(x, `${block}.cross_attn_ln`), `${block}.cross_attn.query`);
        const [k, v] = (['key', 'value'] as const).map((part) => linear(encoded, `${block}.cross_attn.${part}`));
        for (const [of, head] of heads)
          if (of === layer) attention.set(`${of} ${head}`, attentionOf(q, k!, head, false));
        x = add(x, linear(attend(q, k!, v!, false), `${block}.cross_attn.out`));
        x = feedForward(x, block);
      }
      const last = norm(x, 'decoder.ln');
      const logits = matrix(tokens.length, table.length / d, (row, token) => {
        let sum = 0;
        for (let k = 0; k < d; k++) sum += at(last, row, k) * table[token * d + k]!;
        return sum;
      });
      return { logits, attention: heads.map(([layer, head]) => attention.get(`${layer} ${head}`)!) };
    },
  };
}

/** Error function by its series, exact to the last digits for the sizes that occur; 1 where it cannot be told apart from it. */
function erf(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
