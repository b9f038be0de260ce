import { describe, expect, it } from 'vitest';
import { goalProgress } from '../../../../src/nlp/reckon/scores/goalProgress.ts';
import type { AssistLevel } from '../../../../src/shared/domain/facts.ts';
import type { Goal, GoalAim } from '../../../../src/shared/domain/record.ts';
import type { Trend } from '../../../../src/shared/domain/scores.ts';
import type { NonEmpty } from '../../../../src/shared/nonEmpty.ts';

const LEVEL: GoalAim = {
  follows: 'score.transferToilet',
  level: 'Supervision',
  value: null,
  unit: null,
  better: 'higher',
};
const goal = (target: GoalAim | null): Goal => ({ id: 'g0', term: 'short', text: 'Toilet transfer', target });

function levels(...values: NonEmpty<AssistLevel>): Trend {
  const points = values.map((level, at) => ({
    ...{ sessionId: `s${at}`, date: `2026-03-0${at + 1}`, factIds: [`f${at}`], value: 9 - at, level },
  })) as unknown as Trend['points'];
  return { key: 'score.transferToilet', label: 'Transfer: toilet', unit: null, points, change: null };
}

function measures(unit: string | null, ...values: readonly (number | string)[]): Trend {
  const points = values.map((value, at) => ({ sessionId: `s${at}`, date: `2026-03-0${at + 1}`, factIds: [], value }));
  return { key: 'measure.grip', label: 'grip', unit, points: points as unknown as Trend['points'], change: null };
}

const statusOf = (target: GoalAim | null, ...trends: readonly Trend[]) =>
  goalProgress([goal(target)], trends)[0]?.status;

describe('where a goal stands', () => {
  it('is reached when the last session needs no more help than the target says', () => {
    expect(statusOf(LEVEL, levels('MaxA', 'Supervision'))).toBe('MET');
    expect(statusOf(LEVEL, levels('MaxA', 'ModI'))).toBe('MET');
  });

  it('is never reached below the target, however much was gained', () => {
    expect(statusOf(LEVEL, levels('TotalA', 'SBA'))).toBe('PROGRESSING');
  });

  it('shows no gain as not yet reached', () => {
    expect(statusOf(LEVEL, levels('ModA', 'ModA'))).toBe('NOT MET');
    expect(statusOf(LEVEL, levels('MinA', 'ModA'))).toBe('NOT MET');
  });

  it('has no status from one value below the target, and none without a value', () => {
    expect(statusOf(LEVEL, levels('ModA'))).toBeNull();
    expect(statusOf(LEVEL)).toBeNull();
  });

  it('has no status without a typed target', () => {
    expect(statusOf(null, levels('MaxA', 'I'))).toBeNull();
    expect(goalProgress([{ id: 'g0', term: 'long', text: 'Words' }], [levels('I')])[0]?.trendKey).toBeNull();
  });

  it('compares figures only in the unit of the target', () => {
    const aim: GoalAim = { follows: 'measure.grip', level: null, value: 12, unit: 'kg', better: 'higher' };
    expect(statusOf(aim, measures('kg', 8, 12))).toBe('MET');
    expect(statusOf(aim, measures('lb', 8, 30))).not.toBe('MET');
    expect(statusOf(aim, measures('kg', 'weak', 'strong'))).toBeNull();
  });

  it('counts fewer cues as better where the target says so', () => {
    const aim: GoalAim = { follows: 'measure.grip', level: null, value: 1, unit: 'cues', better: 'lower' };
    expect(statusOf(aim, measures('cues', 7, 2))).toBe('PROGRESSING');
    expect(statusOf(aim, measures('cues', 7, 1))).toBe('MET');
  });
});
