import { describe, expect, it } from 'vitest';
import { packed, stepped, unpacked } from '../../../src/audio/frontEnd/packedSound.ts';
import { levelled } from '../../../src/audio/frontEnd/segmentSound.ts';
import type { SpeechSegment } from '../../../src/shared/domain/audio.ts';

const segment: SpeechSegment = {
  id: 'segment-0001',
  startMs: 0,
  endMs: 1000,
  role: 'patient',
  roleP: 1,
  beam: 'patient',
};

describe('sounds on their way between processes', () => {
  it('come out as they went in, in half the bytes', () => {
    const samples = levelled(Float32Array.from({ length: 16000 }, (_, i) => 0.4 * Math.sin(i * i)));
    const on = packed({ segment, samples });
    expect(on.pcm.byteLength).toBe(samples.byteLength / 2);
    const [back] = [...unpacked([on])];
    expect(back).toEqual({ segment, samples });
  });

  it('never wrap around at the loudest sample a levelled sound can have', () => {
    const loud = levelled(Float32Array.from({ length: 16000 }, (_, i) => (i === 8000 ? 1 : 1e-6)));
    expect(Math.max(...packed({ segment, samples: loud }).pcm)).toBeGreaterThan(32000);
    expect(Math.min(...packed({ segment, samples: loud }).pcm)).toBeGreaterThanOrEqual(0);
  });

  it('are rounded to the nearest step, not cut off', () => {
    expect(stepped(1.6 / 32768)).toBe(2 / 32768);
    expect(stepped(-1.6 / 32768)).toBe(-2 / 32768);
  });
});
