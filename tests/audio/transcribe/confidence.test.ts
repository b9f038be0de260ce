import { describe, expect, it } from 'vitest';
import { calibrated, loadConfidence } from '../../../src/audio/transcribe/confidence.ts';

const confidence = await loadConfidence(new URL('../../../resources/asr/confidence.json', import.meta.url).pathname);

describe('the confidence of a word', () => {
  it('grows with its probability and with the likelihood of its chunk', () => {
    const steps = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1];
    for (const meanLogP of [-0.1, -0.5, -1.5]) {
      const values = steps.map((p) => calibrated(p, meanLogP, confidence));
      values.slice(1).forEach((value, index) => {
        expect(value).toBeGreaterThan(values[index]!);
      });
    }
    expect(calibrated(0.8, -0.1, confidence)).toBeGreaterThan(calibrated(0.8, -0.8, confidence));
  });

  it('is a probability even where the model is quite sure or quite unsure', () => {
    for (const p of [0, 1]) {
      const value = calibrated(p, -3, confidence);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
  });

  it('asks about a word the model gives even odds in noise', () => {
    expect(calibrated(0.5, -0.8, confidence)).toBeLessThan(0.5);
  });
});
