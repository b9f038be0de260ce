import { describe, expect, it } from 'vitest';
import {
  type ComplexMatrix,
  cholesky,
  complexMatrix,
  hermitian,
  identity,
  innerProduct,
  inverse,
  load,
  logDeterminant,
  multiply,
  principalEigenvector,
  solve,
  trace,
  whitenedPrincipal,
} from '../../../src/audio/dsp/complexMatrix.ts';
import { noise } from '../signals.ts';

function randomMatrix(rows: number, columns: number, seed: number): ComplexMatrix {
  return {
    rows,
    columns,
    re: Float64Array.from(noise(rows * columns, seed, 1)),
    im: Float64Array.from(noise(rows * columns, seed + 100, 1)),
  };
}

function positiveDefinite(size: number, seed: number): ComplexMatrix {
  const a = randomMatrix(size, size + 2, seed);
  return load(multiply(a, hermitian(a)), 0.05);
}

function difference(a: ComplexMatrix, b: ComplexMatrix): number {
  return Math.max(...a.re.map((v, i) => Math.hypot(v - b.re[i]!, a.im[i]! - b.im[i]!)));
}

describe('Hermitian algebra', () => {
  it.each([1, 2, 4, 8, 16])('factors, solves and inverts %i by %i', (size) => {
    const a = positiveDefinite(size, size);
    const l = cholesky(a)!;
    expect(difference(multiply(l, hermitian(l)), a)).toBeLessThan(1e-9 * trace(a));
    const b = randomMatrix(size, 3, 50 + size);
    expect(difference(multiply(a, solve(a, b)!), b)).toBeLessThan(1e-8);
    expect(difference(multiply(a, inverse(a)!), identity(size))).toBeLessThan(1e-8);
  });

  it('knows the determinant of a known matrix', () => {
    const a = complexMatrix(2, 2);
    a.re.set([2, 1, 1, 3]);
    a.im.set([0, 1, -1, 0]);
    expect(logDeterminant(a)).toBeCloseTo(Math.log(4), 12);
  });

  it('says so when a matrix is not positive definite', () => {
    const a = identity(2);
    a.re[3] = -1;
    expect(cholesky(a)).toBeNull();
    expect(solve(a, identity(2))).toBeNull();
    expect(inverse(complexMatrix(2, 2))).toBeNull();
    a.re[3] = Number.NaN;
    expect(logDeterminant(a)).toBeNull();
  });

  it('finds the eigenvector of the largest eigenvalue', () => {
    const strong = randomMatrix(6, 1, 7);
    const a = load(multiply(strong, hermitian(strong)), 0.1);
    const v = principalEigenvector(a);
    const product = innerProduct(v, strong);
    const length = Math.sqrt(innerProduct(strong, strong).re);
    expect(Math.hypot(product.re, product.im) / length).toBeCloseTo(1, 9);
  });

  it('finds a source behind coloured noise that is stronger than itself', () => {
    const source = randomMatrix(4, 1, 11);
    const noiseMatrix = positiveDefinite(4, 12);
    const speech = multiply(source, hermitian(source));
    for (let i = 0; i < 16; i++) {
      speech.re[i]! += noiseMatrix.re[i]!;
      speech.im[i]! += noiseMatrix.im[i]!;
    }
    const found = whitenedPrincipal(speech, noiseMatrix)!;
    const product = innerProduct(found, source);
    const lengths = Math.sqrt(innerProduct(found, found).re * innerProduct(source, source).re);
    expect(Math.hypot(product.re, product.im) / lengths).toBeGreaterThan(0.999999);
  });

  it('gives a usable vector even for a matrix of zeros', () => {
    expect(principalEigenvector(complexMatrix(3, 3)).re[0]).toBe(1);
  });
});
