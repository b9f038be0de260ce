import { describe, expect, it } from 'vitest';
import { ort } from '../../../src/audio/onnx/runtime.ts';
import { tailSound, withTail } from '../../../src/audio/transcribe/silentTail.ts';
import type { EncodedWindow } from '../../../src/audio/transcribe/whisperGraphs.ts';

/** Two heads of one value per frame; each value says its head and frame. */
function windowOf(frames: number, sign: number): EncodedWindow {
  const { Tensor } = ort();
  const data = Float32Array.from(
    { length: 2 * frames },
    (_, i) => sign * (100 * Math.floor(i / frames) + (i % frames)),
  );
  return { cross: { cross_k_0: new Tensor('float32', data, [1, 2, frames, 1]) } };
}

describe('a window with a silent tail', () => {
  it('keeps its own frames and takes the rest from the tail, head by head', () => {
    const { cross } = withTail(windowOf(2, 1), windowOf(5, -1));
    expect(cross.cross_k_0!.dims).toEqual([1, 2, 5, 1]);
    expect([...(cross.cross_k_0!.data as Float32Array)]).toEqual([0, 1, -2, -3, -4, 100, 101, -102, -103, -104]);
  });

  it('leaves a window of full length and the tail itself as they are', () => {
    const [window, tail] = [windowOf(5, 1), windowOf(5, -1)];
    expect(withTail(window, tail).cross.cross_k_0).toBe(window.cross.cross_k_0);
    withTail(windowOf(2, 1), tail);
    expect((tail.cross.cross_k_0!.data as Float32Array)[0]).toBeCloseTo(0);
    expect((tail.cross.cross_k_0!.data as Float32Array)[1]).toBe(-1);
  });

  it('is lengthened by five seconds at most', () => {
    const { cross } = withTail(windowOf(500, 1), windowOf(1500, -1));
    const values = cross.cross_k_0!.data as Float32Array;
    expect(cross.cross_k_0!.dims).toEqual([1, 2, 750, 1]);
    expect([values[499], values[500], values[749], values[750]]).toEqual([499 % 500, -500, -749, 100]);
  });

  it('is encoded from sound only at its beginning, before any frame that is used', () => {
    const samples = tailSound(30);
    expect(samples).toHaveLength(480_000);
    expect(samples.findLastIndex((value) => value !== 0)).toBeLessThan(5 * 16_000);
  });
});
