/**
 * Complex matrices as small as an array has microphones (up to 16), and what beamforming needs of them:
 * Cholesky factor, solve, inverse, log determinant and the principal generalised eigenvector
 * (Golub & Van Loan, Matrix Computations, ch. 4 and 8). Everything works in double precision.
 */
export interface ComplexMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function complexMatrix(rows: number, columns: number): ComplexMatrix {
  return { rows, columns, re: new Float64Array(rows * columns), im: new Float64Array(rows * columns) };
}

export function identity(size: number): ComplexMatrix {
  const out = complexMatrix(size, size);
  for (let i = 0; i < size; i++) out.re[i * size + i] = 1;
  return out;
}

/** a * b */
export function multiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const out = complexMatrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      const ar = a.re[i * a.columns + k]!;
      const ai = a.im[i * a.columns + k]!;
      for (let j = 0; j < b.columns; j++) {
        const br = b.re[k * b.columns + j]!;
        const bi = b.im[k * b.columns + j]!;
        out.re[i * b.columns + j]! += ar * br - ai * bi;
        out.im[i * b.columns + j]! += ar * bi + ai * br;
      }
    }
  }
  return out;
}

/** Conjugate transpose. */
export function hermitian(a: ComplexMatrix): ComplexMatrix {
  const out = complexMatrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      out.re[j * a.rows + i] = a.re[i * a.columns + j]!;
      out.im[j * a.rows + i] = -a.im[i * a.columns + j]!;
    }
  }
  return out;
}

/** The trace's real part: a Hermitian matrix has no other. */
export function trace(a: ComplexMatrix): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += a.re[i * a.columns + i]!;
  return sum;
}

/** a + share * trace(a) / size on the diagonal: keeps an inverse tame where the data do not fix it. */
export function load(a: ComplexMatrix, share: number): ComplexMatrix {
  const out = { ...a, re: Float64Array.from(a.re), im: Float64Array.from(a.im) };
  const add = Math.max((share * trace(a)) / a.rows, 1e-30);
  for (let i = 0; i < a.rows; i++) out.re[i * a.columns + i]! += add;
  return out;
}

/** Lower factor L with a = L L^H, or null when the matrix is not positive definite. */
export function cholesky(a: ComplexMatrix): ComplexMatrix | null {
  const n = a.rows;
  const l = complexMatrix(n, n);
  for (let j = 0; j < n; j++) {
    let diagonal = a.re[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= l.re[j * n + k]! ** 2 + l.im[j * n + k]! ** 2;
    if (!(diagonal > 0)) return null;
    const root = Math.sqrt(diagonal);
    l.re[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sumRe = a.re[i * n + j]!;
      let sumIm = a.im[i * n + j]!;
      for (let k = 0; k < j; k++) {
        const pr = l.re[i * n + k]!;
        const pi = l.im[i * n + k]!;
        const qr = l.re[j * n + k]!;
        const qi = l.im[j * n + k]!;
        sumRe -= pr * qr + pi * qi;
        sumIm -= pi * qr - pr * qi;
      }
      l.re[i * n + j] = sumRe / root;
      l.im[i * n + j] = sumIm / root;
    }
  }
  return l;
}

/** x with L x = b. */
export function solveLower(l: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = l.rows;
  const out = { ...b, re: Float64Array.from(b.re), im: Float64Array.from(b.im) };
  for (let column = 0; column < b.columns; column++) {
    for (let i = 0; i < n; i++) {
      const at = i * b.columns + column;
      for (let k = 0; k < i; k++) subtractProduct(out, at, l.re[i * n + k]!, l.im[i * n + k]!, k * b.columns + column);
      out.re[at]! /= l.re[i * n + i]!;
      out.im[at]! /= l.re[i * n + i]!;
    }
  }
  return out;
}

/** x with L^H x = b. */
export function solveUpper(l: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = l.rows;
  const out = { ...b, re: Float64Array.from(b.re), im: Float64Array.from(b.im) };
  for (let column = 0; column < b.columns; column++) {
    for (let i = n - 1; i >= 0; i--) {
      const at = i * b.columns + column;
      for (let k = i + 1; k < n; k++)
        subtractProduct(out, at, l.re[k * n + i]!, -l.im[k * n + i]!, k * b.columns + column);
      out.re[at]! /= l.re[i * n + i]!;
      out.im[at]! /= l.re[i * n + i]!;
    }
  }
  return out;
}

function subtractProduct(m: ComplexMatrix, at: number, re: number, im: number, from: number): void {
  m.re[at]! -= re * m.re[from]! - im * m.im[from]!;
  m.im[at]! -= re * m.im[from]! + im * m.re[from]!;
}

/** x with a x = b for a Hermitian positive definite a, or null when it is not. */
export function solve(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix | null {
  const l = cholesky(a);
  return l && solveUpper(l, solveLower(l, b));
}

export function inverse(a: ComplexMatrix): ComplexMatrix | null {
  return solve(a, identity(a.rows));
}

/** ln det a, or null when a is not positive definite. */
export function logDeterminant(a: ComplexMatrix): number | null {
  const l = cholesky(a);
  if (!l) return null;
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += 2 * Math.log(l.re[i * a.rows + i]!);
  return sum;
}

/** Unit eigenvector of the largest eigenvalue of a Hermitian, positive semi-definite matrix, by power iteration. */
export function principalEigenvector(a: ComplexMatrix, iterations = 100): ComplexMatrix {
  const n = a.rows;
  let vector = complexMatrix(n, 1);
  const strongest = strongestColumn(a);
  for (let i = 0; i < n; i++) {
    vector.re[i] = a.re[i * n + strongest]!;
    vector.im[i] = a.im[i * n + strongest]!;
  }
  if (!normalise(vector)) vector.re[0] = 1;
  for (let k = 0; k < iterations; k++) {
    const next = multiply(a, vector);
    if (!normalise(next)) return vector;
    const agreement = innerProduct(vector, next);
    vector = next;
    if (agreement.re ** 2 + agreement.im ** 2 > 1 - 1e-14) break;
  }
  return vector;
}

/** L v with a = L L^H (the noise) and v the principal eigenvector of L^-1 s L^-H: a source's transfer function. */
export function whitenedPrincipal(s: ComplexMatrix, noise: ComplexMatrix): ComplexMatrix | null {
  const l = cholesky(noise);
  if (!l) return null;
  const half = solveLower(l, s);
  const whitened = hermitian(solveLower(l, hermitian(half)));
  return multiply(l, principalEigenvector(whitened));
}

/** a^H b of two column vectors. */
export function innerProduct(a: ComplexMatrix, b: ComplexMatrix): { readonly re: number; readonly im: number } {
  let re = 0;
  let im = 0;
  for (let i = 0; i < a.re.length; i++) {
    re += a.re[i]! * b.re[i]! + a.im[i]! * b.im[i]!;
    im += a.re[i]! * b.im[i]! - a.im[i]! * b.re[i]!;
  }
  return { re, im };
}

function strongestColumn(a: ComplexMatrix): number {
  let best = 0;
  for (let i = 1; i < a.rows; i++) if (a.re[i * a.rows + i]! > a.re[best * a.rows + best]!) best = i;
  return best;
}

function normalise(vector: ComplexMatrix): boolean {
  const length = Math.sqrt(innerProduct(vector, vector).re);
  if (!(length > 0) || !Number.isFinite(length)) return false;
  for (let i = 0; i < vector.re.length; i++) {
    vector.re[i]! /= length;
    vector.im[i]! /= length;
  }
  return true;
}
