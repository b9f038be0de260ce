import { describe, expect, it } from 'vitest';
import { packed, stepped, unpacked } from '../../../src/audio/frontEnd/packedSound.ts';
import { levelled } from '../../../src/audio/frontEnd/segmentSound.ts';

describe('sounds on their way between processes', () => {
  it('come out as they went in, in half the bytes', () => {
    const samples = levelled(Float32Array.from({ length: 16000 }, (_, i) => 0.4 * Math.sin(i * i)));
    const onTheWay = packed(samples);
    expect(onTheWay.byteLength).toBe(samples.byteLength / 2);
    expect(unpacked(onTheWay)).toEqual(samples);
  });

  it('never wrap around at the loudest sample a levelled sound can have', () => {
    const loud = levelled(Float32Array.from({ length: 16000 }, (_, i) => (i === 8000 ? 1 : 1e-6)));
    expect(Math.max(...packed(loud))).toBeGreaterThan(32000);
    expect(Math.min(...packed(loud))).toBeGreaterThanOrEqual(0);
  });

  it('are rounded to the nearest step, not cut off', () => {
    expect(stepped(1.6 / 32768)).toBe(2 / 32768);
    expect(stepped(-1.6 / 32768)).toBe(-2 / 32768);
  });
});
