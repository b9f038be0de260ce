import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtQuietPlaces, halveAtQuietPlace } from '../../../src/audio/transcribe/cutAtQuietPlaces.ts';
import { joined, silence, tone } from './scriptedRecogniser.ts';

const RATE = 16_000;

describe('cutting a long sound', () => {
  it('leaves a sound alone that fits', () => {
    expect(cutAtQuietPlaces(tone(200, 27), 28)).toEqual([{ from: 0, to: 27 * RATE }]);
  });

  it('cuts inside the pauses', () => {
    const sound = joined(...Array.from({ length: 20 }, () => joined(tone(200, 3.6), silence(0.4))));
    const ranges = cutAtQuietPlaces(sound, 28);
    expect(ranges.length).toBeGreaterThan(2);
    for (const { to } of ranges.slice(0, -1)) expect((to / RATE) % 4).toBeGreaterThan(3.6);
  });

  it('covers every sample exactly once, with no part too long, whatever the sound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 0, max: 15_999 }),
        fc.integer({ min: 1, max: 9 }),
        (seconds, more, period) => {
          const sound = Float32Array.from(
            { length: seconds * RATE + more },
            (_, index) => Math.sin(index * 0.1) * Math.abs(Math.sin((index / RATE / period) * Math.PI)),
          );
          const ranges = cutAtQuietPlaces(sound, 12);
          expect(ranges[0]!.from).toBe(0);
          expect(ranges.at(-1)!.to).toBe(sound.length);
          ranges.forEach((range, index) => {
            expect(range.to - range.from).toBeGreaterThan(0);
            expect(range.to - range.from).toBeLessThanOrEqual(12 * RATE);
            if (index > 0) expect(range.from).toBe(ranges[index - 1]!.to);
          });
        },
      ),
      { numRuns: 20, seed: 1 },
    );
  });
});

describe('halving', () => {
  it('takes the pause near the middle', () => {
    const [first] = halveAtQuietPlace(joined(tone(200, 5), silence(0.5), tone(200, 4)), 3);
    expect(first!.to / RATE).toBeGreaterThan(5);
    expect(first!.to / RATE).toBeLessThan(5.5);
  });

  it('refuses when a half would be too short', () => {
    expect(halveAtQuietPlace(tone(200, 5), 3)).toHaveLength(1);
  });
});
