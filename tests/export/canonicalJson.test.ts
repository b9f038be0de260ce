import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/shared/canonicalJson.ts';

describe('canonical JSON', () => {
  it('sorts keys at every depth and writes no white space', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it('leaves out what is undefined in an object and keeps its place in a list', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  it('gives one text for numbers that are the same', () => {
    expect(canonicalJson([1.0, -0, 1e21])).toBe('[1,0,1e+21]');
  });

  it.each([Number.NaN, Infinity, () => 1, Symbol('x')])('refuses what JSON cannot hold: %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
