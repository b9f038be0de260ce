import { describe, expect, it } from 'vitest';
import { attentionMatrix, firstColumns } from '../../../src/audio/transcribe/dynamicTimeWarping.ts';

/** Attention that stands on one stretch of frames per token. */
function attention(tokens: number, frames: number, startOf: (token: number) => number): Float32Array {
  return Float32Array.from({ length: tokens * frames }, (_, index) => {
    const token = Math.floor(index / frames);
    const frame = index % frames;
    return frame >= startOf(token) && frame < startOf(token + 1) ? 0.1 : 0.001;
  });
}

describe('times from attention', () => {
  it('finds where each token begins', () => {
    const matrix = attentionMatrix(
      attention(5, 100, (token) => token * 20),
      { heads: 1, tokens: 5, encoderFrames: 100, soundFrames: 100 },
    );
    const starts = firstColumns(matrix, 5, 100);
    expect(starts).toEqual([0, 20, 40, 60, 80]);
  });

  it('does not look at the frames behind the sound', () => {
    const strong = attention(3, 100, (token) => token * 10).map((value, index) => (index % 100 >= 30 ? 5 : value));
    const matrix = attentionMatrix(strong, { heads: 1, tokens: 3, encoderFrames: 100, soundFrames: 30 });
    expect(matrix).toHaveLength(3 * 30);
    expect(firstColumns(matrix, 3, 30)).toEqual([0, 10, 20]);
  });

  it('never goes back in time, even when attention does', () => {
    const backwards = attention(4, 40, (token) => 40 - token * 10);
    const matrix = attentionMatrix(backwards, { heads: 1, tokens: 4, encoderFrames: 40, soundFrames: 40 });
    const starts = firstColumns(matrix, 4, 40);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});
