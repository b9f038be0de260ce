import { describe, expect, it } from 'vitest';
import weights from '../../../resources/audio/segmenter.json' with { type: 'json' };
import {
  absorbShortRuns,
  type BlockLabel,
  blockPosteriors,
  cheapestPath,
  cleanRuns,
  labelBlocks,
  runsOf,
} from '../../../src/audio/diarise/segmenter.ts';
import { SEGMENTER_FEATURES } from '../../../src/audio/diarise/segmenterFeatures.ts';

const LETTERS = { n: 'none', t: 'therapist', p: 'patient' } as const;
const labels = (text: string): BlockLabel[] => [...text].map((letter) => LETTERS[letter as keyof typeof LETTERS]);
const text = (blocks: readonly BlockLabel[]) => blocks.map((label) => label[0]).join('');

describe('segmenter weights', () => {
  it('belong to the features the code computes, in their order', () => {
    expect(weights.features).toEqual([...SEGMENTER_FEATURES]);
    expect(weights.weights).toHaveLength(SEGMENTER_FEATURES.length);
  });

  it('say nobody for a silent room and therapist for loud speech at the mouth', () => {
    const block = (values: Record<string, number>) =>
      Float32Array.from(SEGMENTER_FEATURES, (name, f) => values[name] ?? weights.mean[f]!);
    const silent = block({ 'logit vT': -4, 'logit vP': -4, 'logit v0': -4, lev: -25, levc: 0, lpc: 0, lbc: 0 });
    const mouth = block({ 'logit vT': 4, 'logit v0': 4, lev: 0, 'lT-lp': 14, sT: 0.6, levc: 20 });
    expect([...blockPosteriors(silent, weights)].indexOf(Math.max(...blockPosteriors(silent, weights)))).toBe(0);
    expect(blockPosteriors(mouth, weights)[1]).toBeGreaterThan(0.9);
  });

  it('give probabilities that add up to one even far outside what they have seen', () => {
    const wild = new Float32Array(SEGMENTER_FEATURES.length).fill(1000);
    const sum = blockPosteriors(wild, weights).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 5);
  });
});

describe('sequence search', () => {
  it('follows clear evidence and ignores a single doubtful block', () => {
    const scores = Float32Array.from([0, -9, 0, -9, -1, 0, 0, -9, 0, -9]);
    expect(cheapestPath(scores, 2, 4)).toEqual([0, 0, 0, 0, 0]);
  });

  it('changes when the evidence outweighs the cost', () => {
    const scores = Float32Array.from([0, -3, 0, -3, -3, 0, -3, 0, -3, 0]);
    expect(cheapestPath(scores, 2, 4)).toEqual([0, 0, 1, 1, 1]);
    expect(cheapestPath(scores, 2, 10)).toEqual([1, 1, 1, 1, 1]);
  });

  it('turns sure probabilities into labels', () => {
    const sure = (k: number) => [0, 1, 2].map((c) => (c === k ? 0.98 : 0.01));
    const posteriors = Float32Array.from([...'nnnnnntttttttnnnnnnnnpppppp'].flatMap((l) => sure('ntp'.indexOf(l))));
    expect(text(labelBlocks(posteriors))).toBe('nnnnnntttttttnnnnnnnnpppppp');
  });

  it('has no labels for no sound', () => {
    expect(labelBlocks(new Float32Array(0))).toEqual([]);
  });
});

describe('cleaning up', () => {
  it('joins one speaker across up to six blocks, not across seven and not two speakers', () => {
    expect(text(cleanRuns(labels('ttttnnnnnntttt')))).toBe('tttttttttttttt');
    expect(text(cleanRuns(labels('ttttnnnnnnntttt')))).toBe('ttttnnnnnnntttt');
    expect(text(cleanRuns(labels('ttttnnpppp')))).toBe('ttttnnpppp');
  });

  it('drops runs of fewer than four blocks', () => {
    expect(text(cleanRuns(labels('nnnnpppnnnnnnnpppp')))).toBe('nnnnnnnnnnnnnnpppp');
  });

  it('gives a short run inside speech to its neighbour when no speech may be lost', () => {
    expect(text(absorbShortRuns(labels('ttttppttttnnppn'), 4))).toBe('ttttttttttnnppn');
  });

  it('lists runs', () => {
    expect(runsOf(labels('nttnt'), 'therapist')).toEqual([
      { start: 1, end: 3 },
      { start: 4, end: 5 },
    ]);
  });
});
