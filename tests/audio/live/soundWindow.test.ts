import { describe, expect, it } from 'vitest';
import { createSoundWindow } from '../../../src/audio/live/soundWindow.ts';

/** Every sample says its place on the clock. */
const ramp = (from: number, count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => from + i);

describe('the last stretch of a recording', () => {
  it('holds each sample at its place on the recording’s clock, also after much has gone', () => {
    const window = createSoundWindow(2, 100, 1000);
    for (let at = 1000; at < 2000; at += 30) window.append([ramp(at, 30), ramp(-at, 30)]);
    const { endSample } = window;
    expect(endSample).toBe(1000 + 34 * 30);
    const [left, right] = window.slice(endSample - 100, endSample);
    expect(Array.from(left!)).toEqual(Array.from(ramp(endSample - 100, 100)));
    expect(right).toHaveLength(100);
    expect(() => window.slice(1000, 1010)).toThrow(RangeError);
  });

  it('takes more at once than it holds', () => {
    const window = createSoundWindow(1, 50, 0);
    window.append([ramp(0, 500)]);
    expect(window.endSample).toBe(500);
    expect(Array.from(window.slice(450, 500)[0]!)).toEqual(Array.from(ramp(450, 50)));
  });

  it('is a recording of its own to who listens', async () => {
    const window = createSoundWindow(1, 50, 0);
    window.append([ramp(0, 80)]);
    const source = window.source(40, 70);
    expect(source.frameCount).toBe(30);
    expect(Array.from((await source.read(5, 3))[0]!)).toEqual([45, 46, 47]);
    expect((await source.read(28, 10))[0]).toHaveLength(2);
  });
});
