/**
 * Word times from attention, after OpenAI's timing.py: z-score over tokens, median over frames, mean over heads,
 * then the cheapest monotone path through the negated matrix. Pure numbers; the model stands elsewhere.
 */

const MEDIAN_WIDTH = 7;

export interface AttentionShape {
  readonly heads: number;
  readonly tokens: number;
  /** Frames the encoder saw, padding included. */
  readonly encoderFrames: number;
  /** Frames that hold sound: the rest is cut off and each row renormalised. */
  readonly soundFrames: number;
}

/** [tokens × soundFrames] sharpness of attention, larger = more attended. */
export function attentionMatrix(attention: Float32Array, shape: AttentionShape): Float32Array {
  const { heads, tokens, encoderFrames, soundFrames: frames } = shape;
  const sum = new Float32Array(tokens * frames);
  const head = new Float32Array(tokens * frames);
  for (let h = 0; h < heads; h++) {
    for (let token = 0; token < tokens; token++) {
      const from = (h * tokens + token) * encoderFrames;
      let total = 0;
      for (let frame = 0; frame < frames; frame++) total += attention[from + frame]!;
      const scale = total > 0 ? 1 / total : 0;
      for (let frame = 0; frame < frames; frame++) head[token * frames + frame] = attention[from + frame]! * scale;
    }
    standardiseColumns(head, tokens, frames);
    addMedianFiltered(sum, head, tokens, frames);
  }
  for (let index = 0; index < sum.length; index++) sum[index] = sum[index]! / heads;
  return sum;
}

function standardiseColumns(matrix: Float32Array, rows: number, columns: number): void {
  for (let column = 0; column < columns; column++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += matrix[row * columns + column]!;
    mean /= rows;
    let variance = 0;
    for (let row = 0; row < rows; row++) variance += (matrix[row * columns + column]! - mean) ** 2;
    const deviation = Math.sqrt(variance / rows) || 1;
    for (let row = 0; row < rows; row++) {
      matrix[row * columns + column] = (matrix[row * columns + column]! - mean) / deviation;
    }
  }
}

function addMedianFiltered(sum: Float32Array, matrix: Float32Array, rows: number, columns: number): void {
  const reach = MEDIAN_WIDTH >> 1;
  const around = new Float32Array(MEDIAN_WIDTH);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    for (let column = 0; column < columns; column++) {
      if (columns <= reach) {
        sum[from + column] = sum[from + column]! + matrix[from + column]!;
        continue;
      }
      for (let k = -reach; k <= reach; k++) around[k + reach] = matrix[from + reflect(column + k, columns)]!;
      around.sort();
      sum[from + column] = sum[from + column]! + around[reach]!;
    }
  }
}

function reflect(index: number, length: number): number {
  if (index < 0) return -index;
  return index >= length ? 2 * (length - 1) - index : index;
}

/** For each row, the first column of its stretch on the path from the first to the last corner. */
export function firstColumns(matrix: Float32Array, rows: number, columns: number): number[] {
  const width = columns + 1;
  const cost = new Float32Array((rows + 1) * width).fill(Infinity);
  const move = new Uint8Array((rows + 1) * width);
  cost[0] = 0;
  for (let column = 1; column <= columns; column++) {
    for (let row = 1; row <= rows; row++) {
      const diagonal = cost[(row - 1) * width + column - 1]!;
      const down = cost[(row - 1) * width + column]!;
      const along = cost[row * width + column - 1]!;
      const best = diagonal < down && diagonal < along ? 0 : down < diagonal && down < along ? 1 : 2;
      cost[row * width + column] = [diagonal, down, along][best]! - matrix[(row - 1) * columns + column - 1]!;
      move[row * width + column] = best;
    }
  }
  const first = new Array<number>(rows).fill(0);
  let row = rows;
  let column = columns;
  while (row > 0 && column > 0) {
    first[row - 1] = column - 1;
    const step = move[row * width + column]!;
    if (step !== 2) row--;
    if (step !== 1) column--;
  }
  return first;
}
