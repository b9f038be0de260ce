import { describe, expect, it } from 'vitest';
import { banTokens, type TokenRules } from '../../../src/audio/transcribe/tokenScores.ts';

const rules: TokenRules = { banned: [1], bannedFirst: [2], firstSpecial: 5 };
const rowOf = (...scores: number[]) => Float32Array.from(scores);
const logSumOf = (scores: Iterable<number>): number => {
  let sum = 0;
  for (const score of scores) sum += Math.exp(score);
  return Math.log(sum);
};

describe('banning tokens', () => {
  it('leaves probabilities of the others that add up to one', () => {
    const scores = rowOf(1, 2, 0.5, -1, 3, 2.5, 0);
    const logTotal = banTokens(scores, logSumOf(scores), rules, false);
    const probabilities = [...scores].map((score) => Math.exp(score - logTotal));
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect([1, 5, 6].map((id) => probabilities[id])).toEqual([0, 0, 0]);
    expect(probabilities[2]).toBeGreaterThan(0);
  });

  it('bans what may not come first only there', () => {
    const first = rowOf(1, 2, 0.5, -1, 3, 0, 0);
    banTokens(first, logSumOf(first), rules, true);
    expect(first[2]).toBe(-Infinity);
  });

  it('stays exact when nearly everything is banned', () => {
    const scores = rowOf(-12, 9, -12, -13, -14, 8, 7);
    const left = logSumOf([-12, -12, -13, -14]);
    expect(banTokens(scores, logSumOf(scores), rules, false)).toBeCloseTo(left, 5);
  });
});
