import { describe, expect, it } from 'vitest';
import { speechRuns } from '../../../src/audio/vad/speechRuns.ts';

const RULE = { start: 0.5, stop: 0.35, joinGap: 2, minLength: 2 };

describe('speech runs', () => {
  it('begin above the high threshold and go on above the low one', () => {
    expect(speechRuns([0, 0.6, 0.4, 0.4, 0.3, 0, 0, 0], RULE)).toEqual([{ start: 1, end: 4 }]);
  });

  it('take in the quiet onset before the high threshold', () => {
    expect(speechRuns([0, 0.4, 0.4, 0.9, 0.9, 0], RULE)).toEqual([{ start: 1, end: 5 }]);
  });

  it('do not begin in the grey zone alone', () => {
    expect(speechRuns([0.4, 0.45, 0.4], RULE)).toEqual([]);
  });

  it('are joined across short gaps only', () => {
    expect(speechRuns([0.9, 0.9, 0, 0, 0.9, 0.9], RULE)).toEqual([{ start: 0, end: 6 }]);
    expect(speechRuns([0.9, 0.9, 0, 0, 0, 0.9, 0.9], RULE)).toHaveLength(2);
  });

  it('leave out single spikes', () => {
    expect(speechRuns([0, 0, 0.9, 0, 0], RULE)).toEqual([]);
  });

  it('reach to the end of the sound, and there are none in no sound', () => {
    expect(speechRuns([0, 0.9, 0.9], RULE)).toEqual([{ start: 1, end: 3 }]);
    expect(speechRuns([], RULE)).toEqual([]);
  });
});
