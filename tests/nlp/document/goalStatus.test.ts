import { describe, expect, it } from 'vitest';
import { judgeGoal, statusOf } from '../../../src/nlp/document/goalStatus.ts';
import { ASSIST_LEVELS, type AssistLevel } from '../../../src/shared/domain/facts.ts';
import { goal, measured } from './intakes.ts';

const level = (value: AssistLevel) => measured(value, { level: value });
const degrees = (value: number) => measured(`${value}°`, { value, unit: 'degrees' });
const wants = (value: AssistLevel) => ({ level: value, value: null, unit: null, better: 'higher' as const });

describe('the status of a goal', () => {
  it('is MET for a level exactly when no more help is needed than the target says', () => {
    for (const [wanted, target] of ASSIST_LEVELS.entries()) {
      for (const [found, current] of ASSIST_LEVELS.entries()) {
        const { computed, supported } = judgeGoal(
          goal({ target: wants(target), initial: null, current: level(current) }),
        );
        expect([target, current, computed === 'MET', supported.includes('MET')]).toEqual([
          ...[target, current, found <= wanted, found <= wanted],
        ]);
      }
    }
  });

  it.each([
    ['nothing measured yet', { initial: null, current: null }, 'NEW'],
    ['no current measurement', { current: null }, null],
    ['better, below the target', { current: level('SBA') }, 'PROGRESSING'],
    ['the same', { current: level('MinA') }, 'NOT MET'],
    ['worse', { current: level('MaxA') }, 'NOT MET'],
    ['at the target', { current: level('ModI') }, 'MET'],
    ['beyond the target', { current: level('I') }, 'MET'],
    ['words that cannot be compared', { current: measured('dresses faster') }, null],
  ] as const)('with %s is worked out as %#', (_what, more, wanted) => {
    expect(statusOf(goal(more))).toBe(wanted);
  });

  it('compares values only in the same unit, and in the direction the target says', () => {
    const target = { level: null, value: 130, unit: 'degrees', better: 'higher' } as const;
    expect(statusOf(goal({ target, initial: degrees(95), current: degrees(128) }))).toBe('PROGRESSING');
    expect(statusOf(goal({ target, initial: degrees(95), current: degrees(130) }))).toBe('MET');
    const inCm = measured('130 cm', { value: 130, unit: 'cm' });
    expect(statusOf(goal({ target, initial: degrees(95), current: inCm }))).toBe(null);
    const seconds = (value: number) => measured(`${value} s`, { value, unit: 's' });
    const faster = { level: null, value: 25, unit: 's', better: 'lower' } as const;
    expect(statusOf(goal({ target: faster, initial: seconds(60), current: seconds(24) }))).toBe('MET');
    expect(statusOf(goal({ target: faster, initial: seconds(60), current: seconds(40) }))).toBe('PROGRESSING');
    expect(statusOf(goal({ target: faster, initial: seconds(60), current: seconds(70) }))).toBe('NOT MET');
  });

  it('is the therapist’s to say of values where no figure says which way is better', () => {
    const pain = (value: number) => measured(`${value}/10`, { value, unit: '/10' });
    const judged = judgeGoal(goal({ target: null, initial: pain(3), current: pain(6) }));
    expect(judged).toEqual({ computed: null, supported: ['PROGRESSING', 'NOT MET'] });
    expect(statusOf(goal({ target: null, initial: pain(6), current: pain(6) }))).toBe('NOT MET');
    expect(statusOf(goal({ target: null }))).toBe('PROGRESSING');
  });

  it('asks for both where a target names a level and a value', () => {
    const target = { level: 'ModI', value: 10, unit: 'min', better: 'higher' } as const;
    const current = measured('Mod I for 8 min', { level: 'ModI', value: 8, unit: 'min' });
    expect(judgeGoal(goal({ target, initial: null, current })).supported).not.toContain('MET');
  });

  it('can be MODIFIED only where the goal was written anew', () => {
    expect(judgeGoal(goal()).supported).not.toContain('MODIFIED');
    expect(judgeGoal(goal({ revised: 'dress with a button hook' })).supported).toContain('MODIFIED');
  });

  it('may be judged more carefully than the measurement, never better', () => {
    expect(judgeGoal(goal({ current: level('ModI') })).supported).toContain('PROGRESSING');
    expect(judgeGoal(goal({ current: level('SBA') })).supported).toEqual(['PROGRESSING', 'NOT MET']);
    expect(judgeGoal(goal({ current: level('MinA') })).supported).toEqual(['NOT MET']);
  });
});
