/** A gain says what the goal table does not: what the levels mean, or how far the way to the target is. */
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import type { IntakeGoal } from '../../../src/shared/domain/intake.ts';
import { blankIntake, documentOf, goal, measured } from './intakes.ts';

const gainsOf = (more: Partial<IntakeGoal>) => {
  const note = documentOf(blankIntake('progress', { goals: [goal({ area: 'Overhead reach', ...more })] }));
  return note.sections.find(({ id }) => id === 'gains')!.statements.map(({ text }) => text);
};
const degrees = (value: number) => measured(`${value}° in sitting`, { value, unit: 'degrees' });
const target = (value: number, better: 'higher' | 'lower' = 'higher') => ({
  ...{ level: null, value, unit: 'degrees', better },
});

describe('a functional gain', () => {
  it('of levels says what help they stand for, and repeats no measurement', () => {
    const [told, ...more] = gainsOf({
      initial: measured('Min A, items dropped', { level: 'MinA' }),
      current: measured('SBA with reacher', { level: 'SBA' }),
    });
    expect(told).toBe(
      'Overhead reach needed hands-on help with a small part of the work at the start; it now needs someone close by.',
    );
    expect(more).toEqual([]);
  });

  it('of values says how much of the way to the target is covered, in either direction', () => {
    expect(gainsOf({ initial: degrees(95), current: degrees(128.5), target: target(130) })).toEqual([
      'Overhead reach has covered 33.5 of the 35 degrees to the goal.',
    ]);
    expect(gainsOf({ initial: degrees(60), current: degrees(45), target: target(30, 'lower') })).toEqual([
      'Overhead reach has covered 15 of the 30 degrees to the goal.',
    ]);
  });

  it('of a target that is reached or of another unit says the change alone', () => {
    const change = ['Overhead reach has changed for the better by 35 degrees.'];
    expect(gainsOf({ initial: degrees(95), current: degrees(130), target: target(130) })).toEqual(change);
    const cm = { ...target(140), unit: 'cm' };
    expect(gainsOf({ initial: degrees(95), current: degrees(130), target: cm })).toEqual(change);
  });

  it('is not claimed of what stayed, got worse or cannot be compared', () => {
    expect(gainsOf({ initial: degrees(95), current: degrees(95), target: target(130) })).toEqual([]);
    expect(gainsOf({ initial: degrees(95), current: degrees(90), target: target(130) })).toEqual([]);
    expect(gainsOf({ initial: measured('slow'), current: measured('faster') })).toEqual([]);
  });

  it('is not claimed of values where no figure says which way is better', () => {
    const pain = (value: number) => measured(`${value}/10`, { value, unit: '/10' });
    const worse = { area: 'Shoulder pain', initial: pain(3), current: pain(6) };
    expect(gainsOf({ ...worse, target: null })).toEqual([]);
    expect(gainsOf({ ...worse, target: { level: 'ModI', value: null, unit: null, better: 'higher' } })).toEqual([]);
    expect(gainsOf({ ...worse, initial: pain(6), current: pain(3), target: null })).toEqual([]);
  });

  it('of levels needs no target', () => {
    expect(gainsOf({ target: null })).toHaveLength(1);
  });

  it('rests on the rule and on the goal it is reckoned from', () => {
    const goals = [goal({ area: 'Dressing' })];
    const note = documentOf(blankIntake('progress', { goals }));
    const told = statementsOf(note).find(({ text }) => text.startsWith('Dressing needed'))!;
    expect(told.evidence).toContainEqual({
      ...{ kind: 'rule', ruleId: 'document/goal-status', inputs: ['goals.0.gainNow'] },
    });
  });
});
