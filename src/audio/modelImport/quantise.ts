/**
 * Symmetric 8-bit weights with one scale per output channel, of 7 bits' range (±63): two products of full-range 8-bit numbers
 * overflow the 16-bit sums of processors without VNNI.
 */

const TOP = 63;
/** Rows that are turned together, so that both sides of the transposition stay in the cache. */
const ROWS_AT_ONCE = 32;
/** Adding and taking away this number rounds a small one to the nearest whole number, halves to the even one. */
const ROUNDER = 1.5 * 2 ** 52;

export interface QuantisedMatrix {
  /** [inputs, outputs] */
  readonly numbers: Int8Array<ArrayBuffer>;
  /** [outputs]; weight ≈ number × scale */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** @param weights [outputs, inputs], row-major */
export function quantise(weights: Float32Array, outputs: number): QuantisedMatrix {
  const inputs = weights.length / outputs;
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    let largest = 0;
    for (let index = output * inputs; index < (output + 1) * inputs; index++) {
      const size = Math.abs(weights[index]!);
      if (size > largest) largest = size;
    }
    scales[output] = largest / TOP || 1;
  }
  const numbers = new Int8Array(weights.length);
  for (let first = 0; first < outputs; first += ROWS_AT_ONCE) {
    const end = Math.min(outputs, first + ROWS_AT_ONCE);
    for (let input = 0; input < inputs; input++) {
      for (let output = first; output < end; output++) {
        const share = Math.fround(weights[output * inputs + input]! / scales[output]!);
        const rounded = share + ROUNDER - ROUNDER;
        numbers[input * outputs + output] = Math.max(-TOP, Math.min(TOP, rounded));
      }
    }
  }
  return { numbers, scales };
}

/** @param matrix [rows, columns] → [columns, rows] */
export function transpose(matrix: Float32Array, rows: number): Float32Array<ArrayBuffer> {
  const columns = matrix.length / rows;
  const turned = new Float32Array(matrix.length);
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const end = Math.min(rows, first + ROWS_AT_ONCE);
    for (let column = 0; column < columns; column++) {
      for (let row = first; row < end; row++) turned[column * rows + row] = matrix[row * columns + column]!;
    }
  }
  return turned;
}

export function chosenRows(matrix: Float32Array, columns: number, rows: readonly number[]): Float32Array<ArrayBuffer> {
  const chosen = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => {
    chosen.set(matrix.subarray(row * columns, (row + 1) * columns), index * columns);
  });
  return chosen;
}

export function chosenColumns(
  matrix: Float32Array,
  width: number,
  columns: readonly number[],
): Float32Array<ArrayBuffer> {
  const rows = matrix.length / width;
  const chosen = new Float32Array(rows * columns.length);
  for (let row = 0; row < rows; row++) {
    columns.forEach((column, index) => {
      chosen[row * columns.length + index] = matrix[row * width + column]!;
    });
  }
  return chosen;
}
