import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpeechGate, type SpeechChunk } from '../../../src/audio/live/speechGate.ts';
import { VAD_STEP } from '../../../src/audio/vad/vadModel.ts';

const STEP_MS = VAD_STEP / 16;

function chunksOf(probabilities: readonly number[], startSample = 0): SpeechChunk[] {
  const gate = createSpeechGate(startSample);
  const chunks = probabilities.map((p) => gate.push(p));
  return [...chunks, gate.breakOff()].filter((chunk) => chunk !== null);
}

const run = (p: number, steps: number): number[] => new Array<number>(steps).fill(p);

describe('chunks of speech from a running recording', () => {
  it('ends a sentence after half a second of silence, with air on both sides', () => {
    const [chunk, ...more] = chunksOf([...run(0, 40), ...run(0.9, 50), ...run(0, 40)], 16_000);
    expect(more).toEqual([]);
    const startStep = (chunk!.startSample - 16_000) / VAD_STEP;
    const endStep = (chunk!.endSample - 16_000) / VAD_STEP;
    expect(startStep).toBeGreaterThan(20);
    expect(startStep).toBeLessThan(40);
    expect(endStep).toBeGreaterThanOrEqual(90);
    expect((endStep - 90) * STEP_MS).toBeLessThan(500);
  });

  it('keeps a sentence together over the closure of a consonant', () => {
    expect(chunksOf([...run(0.9, 30), ...run(0.1, 8), ...run(0.9, 30), ...run(0, 20)])).toHaveLength(1);
  });

  it('cuts a speech without a pause where it is least like speech', () => {
    const speech = run(0.9, 300);
    speech[115] = 0.3;
    const chunks = chunksOf(speech);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks[0]!.endSample).toBe(115 * VAD_STEP);
    expect(chunks[1]!.startSample).toBe(chunks[0]!.endSample);
  });

  it('finds nothing in silence, and nothing in a click', () => {
    expect(chunksOf(run(0.1, 400))).toEqual([]);
    expect(chunksOf([...run(0, 50), 0.9, 0.9, ...run(0, 50)])).toEqual([]);
  });

  it('ends what is open when the sound breaks off', () => {
    const gate = createSpeechGate(0);
    for (const p of run(0.9, 30)) gate.push(p);
    expect(gate.breakOff()).toEqual({ startSample: 0, endSample: 30 * VAD_STEP });
    expect(gate.breakOff()).toBeNull();
  });

  it('never makes a word wait for more than five seconds of its own chunk, and never tells a sample twice', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 900 }), (probabilities) => {
        let before = 0;
        for (const { startSample, endSample } of chunksOf(probabilities)) {
          expect(startSample).toBeGreaterThanOrEqual(before);
          expect(endSample).toBeGreaterThan(startSample);
          expect(endSample - startSample).toBeLessThanOrEqual(5 * 16_000);
          before = endSample;
        }
      }),
    );
  });
});
