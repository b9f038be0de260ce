import { describe, expect, it } from 'vitest';
import { type Dialogue, type Gold, parsePrediction } from './dialogueForm.ts';
import { scoreDialogue } from './factScore.ts';
import { f1, gapTable, partTable, pool } from './factTables.ts';

const NOTHING: Gold = {
  observations: [],
  prior: [],
  cues: [],
  minutes: [],
  devices: [],
  safety: [],
  measures: [],
  subjective: [],
  pain: [],
  traps: [],
  forbidden: [],
};
const dialogueOf = (gold: Partial<Gold>): Dialogue => ({
  id: 'one',
  setting: '',
  condition: '',
  tags: [],
  asr: 'clean',
  utterances: [{ t0: 0, t1: 1, speaker: 'therapist', text: 'Hello.' }],
  gold: { ...NOTHING, ...gold },
});
const score = (gold: Partial<Gold>, predicted: object) => scoreDialogue(dialogueOf(gold), parsePrediction(predicted));
const grooming = (assistLevel: Gold['observations'][number]['assistLevel'], at: number, more = {}) => ({
  task: 'brushing teeth',
  fimItem: 'grooming',
  assistLevel,
  evidenceUtterance: at,
  evidence: [at],
  current: true as const,
  ...more,
});
const minutes = (cpt: string, count: number, more = {}) => ({
  cpt,
  minutes: count,
  task: 'x',
  timed: true,
  evidence: [0],
  ...more,
});

describe('observations', () => {
  it('match on item and level', () => {
    const { counts } = score({ observations: [grooming('MinA', 1)] }, { observations: [grooming('MinA', 1)] });
    expect(counts.observations).toEqual({ hits: 1, falseOnes: 0, misses: 0 });
  });

  it('count a wrong level as a miss and a false one, and tell when it was one step off', () => {
    const near = score({ observations: [grooming('MinA', 1)] }, { observations: [grooming('ModA', 1)] });
    const far = score({ observations: [grooming('MinA', 1)] }, { observations: [grooming('TotalA', 1)] });
    expect(near.counts.observations).toEqual({ hits: 0, falseOnes: 1, misses: 1 });
    expect([near.levelOffByOne, far.levelOffByOne]).toEqual([1, 0]);
  });

  it('accept the levels the annotation admits', () => {
    const gold = { observations: [grooming('Supervision', 1, { acceptLevels: ['ModI'] })] };
    expect(score(gold, { observations: [grooming('ModI', 1)] }).counts.observations.hits).toBe(1);
    expect(score(gold, { observations: [grooming('I', 1)] }).counts.observations.hits).toBe(0);
  });

  it('neither reward nor punish an optional one', () => {
    const gold = { observations: [grooming('MinA', 1, { optional: true })] };
    const none = { hits: 0, falseOnes: 0, misses: 0 };
    expect(score(gold, { observations: [grooming('MinA', 1)] }).counts.observations).toEqual(none);
    expect(score(gold, {}).counts.observations).toEqual(none);
  });

  it('tell trials in the wrong order from trials that are wrong', () => {
    const gold = { observations: [grooming('MaxA', 1), grooming('MinA', 2)] };
    const swapped = score(gold, { observations: [grooming('MinA', 1), grooming('MaxA', 2)] });
    expect(swapped.counts.observations.hits).toBe(2);
    expect(swapped.outOfOrder).toBe(1);
  });

  it('without a scale item need a word of the task or the same utterance', () => {
    const gold = { observations: [grooming('I', 1, { fimItem: null, task: 'folding towels' })] };
    const at = (task: string, index: number) => ({ observations: [{ task, assistLevel: 'I', evidence: [index] }] });
    expect(score(gold, at('towel folded', 7)).counts.observations.hits).toBe(1);
    expect(score(gold, at('laundry', 1)).counts.observations.hits).toBe(1);
    expect(score(gold, at('laundry', 7)).counts.observations.hits).toBe(0);
  });
});

describe('cues, measures, safety, pain', () => {
  it('need the count of a cue where one was said, else its intensity', () => {
    const cue = { type: 'verbal' as const, count: 3, intensity: null, task: 'brakes', evidence: [2] };
    const constant = { ...cue, count: null, intensity: 'max' as const };
    expect(score({ cues: [cue] }, { cues: [{ ...cue, count: 2 }] }).counts.cues.hits).toBe(0);
    expect(score({ cues: [cue] }, { cues: [cue] }).counts.cues.hits).toBe(1);
    expect(score({ cues: [constant] }, { cues: [{ ...constant, intensity: 'mod' }] }).counts.cues.hits).toBe(0);
  });

  it('need the side of a measure where it was said', () => {
    const grip = {
      kind: 'grip',
      motion: null,
      bodyPart: 'hand',
      side: 'left' as const,
      value: 31,
      unit: 'lb',
      evidence: [0],
    };
    expect(score({ measures: [grip] }, { measures: [{ ...grip, side: 'right' }] }).counts.measures.hits).toBe(0);
    expect(score({ measures: [{ ...grip, side: null }] }, { measures: [grip] }).counts.measures.hits).toBe(1);
  });

  it('give half a hit where unsteady and loss of balance are swapped', () => {
    const wobble = { kind: 'unsteady', gist: 'wobbled', task: null, source: 'observed' as const, evidence: [3] };
    const { safety } = score({ safety: [wobble] }, { safety: [{ ...wobble, kind: 'lossOfBalance' }] }).counts;
    expect(safety).toEqual({ hits: 0.5, falseOnes: 0.5, misses: 0.5 });
  });

  it('do not let half a hit take the place of a whole one', () => {
    const wobble = { kind: 'unsteady', gist: 'wobbled', task: null, source: 'observed' as const, evidence: [3] };
    const lost = { ...wobble, kind: 'lossOfBalance' };
    const { safety } = score({ safety: [wobble, lost] }, { safety: [lost, wobble] }).counts;
    expect(safety).toEqual({ hits: 2, falseOnes: 0, misses: 0 });
  });

  it('need the score of a pain, and its time unless one side left it open on the same utterance', () => {
    const pain = { score: 4, scale: '0-10' as const, when: 'rest' as const, bodyPart: 'knee', evidence: [5] };
    const said = (more: object) => score({ pain: [pain] }, { pain: [{ ...pain, ...more }] }).counts.pain.hits;
    expect([said({}), said({ when: 'unspecified' }), said({ when: 'activity' }), said({ score: 5 })]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

describe('minutes of a dialogue', () => {
  const exact = (gold: object[], said: object[]) =>
    score({ minutes: gold as Gold['minutes'] }, { minutes: said }).minutesExact;

  it('are exact when every code has its sum, in however many entries', () => {
    expect(exact([minutes('97535', 12)], [minutes('97535', 5), minutes('97535', 7)])).toBe(true);
    expect(exact([minutes('97535', 12)], [minutes('97535', 13)])).toBe(false);
    expect(exact([minutes('97535', 12)], [minutes('97530', 12)])).toBe(false);
  });

  it('may stand on another code only where the annotation names it', () => {
    const either = [minutes('97535', 12, { cptAlt: ['97530'] }), minutes('97110', 8)];
    expect(exact(either, [minutes('97530', 12), minutes('97110', 8)])).toBe(true);
    expect(exact(either, [minutes('97530', 20)])).toBe(false);
  });

  it('leave untimed ones out, and do not judge a dialogue that states none', () => {
    expect(exact([minutes('97535', 12)], [minutes('97535', 12), minutes('97010', 10, { timed: false })])).toBe(true);
    expect(exact([], [minutes('97535', 12)])).toBe(null);
  });
});

describe('forbidden facts', () => {
  const goal = { kind: 'obs' as const, assistLevel: 'SBA' as const, utterance: 9 };

  it('are asserted by a fact with those attributes on that utterance', () => {
    expect(score({ forbidden: [goal] }, { observations: [grooming('SBA', 9)] }).forbiddenAsserted).toBe(1);
    expect(score({ forbidden: [goal] }, { observations: [grooming('SBA', 8)] }).forbiddenAsserted).toBe(0);
    expect(score({ forbidden: [goal] }, { observations: [grooming('MinA', 9)] }).forbiddenAsserted).toBe(0);
  });

  it('are not asserted by a fact that the annotation holds', () => {
    const gold = { observations: [grooming('SBA', 9)], forbidden: [goal] };
    expect(score(gold, { observations: [grooming('SBA', 9)] }).forbiddenAsserted).toBe(0);
  });

  it('count everywhere when no utterance is given', () => {
    const anywhere = { forbidden: [{ kind: 'pain' as const, score: 7 }] };
    const pain = { score: 7, when: 'rest', evidence: [2] };
    expect(score(anywhere, { pain: [pain] }).forbiddenAsserted).toBe(1);
  });
});

describe('tables', () => {
  const hit = score({ observations: [grooming('MinA', 1)] }, { observations: [grooming('MinA', 1)] });
  const miss = score({ observations: [grooming('MinA', 1)] }, {});

  it('pool hits and misses, not percentages, and leave prior levels out of the whole', () => {
    const prior = { task: 'x', fimItem: null, assistLevel: 'MinA' as const, when: 'before', evidence: [0] };
    const pooled = pool([hit, miss, score({ prior: [prior] }, {})]);
    expect(pooled.counts.all).toEqual({ hits: 1, falseOnes: 0, misses: 1 });
    expect(f1(pooled.counts.all)).toBeCloseTo(66.7, 1);
    expect(pooled.counts.prior.misses).toBe(1);
  });

  it('show the gap between the part known and the part kept aside', () => {
    expect(gapTable(pool([hit]), pool([miss]))).toContain('| all F1 | 100.0 | 0.0 | -100.0 |');
    expect(partTable('kept aside', pool([miss]))).toContain('| observations | – | 0.0 | 0.0 | 0 | 0 | 1 |');
  });
});
