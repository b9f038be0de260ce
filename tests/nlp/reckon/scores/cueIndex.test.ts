import { describe, expect, it } from 'vitest';
import { goalProgress } from '../../../../src/nlp/reckon/scores/goalProgress.ts';
import { trends } from '../../../../src/nlp/reckon/scores/trends.ts';
import { type FactSketch, factsFrom, transcriptOf } from '../../draft/facts.ts';
import { rules } from '../../rules.ts';

const WORDS = 'First stand moderate, three prompts. Second stand minimal, one prompt. Not a word for the third.';
const task = 'sit to stand';
const go = (words: string, more: Partial<FactSketch> = {}): FactSketch =>
  ({ kind: 'observation', task, fimItem: null, assistLevel: 'ModA', words, ...more }) as FactSketch;
const cue = (words: string, count: number | null, more: Partial<FactSketch> = {}): FactSketch =>
  ({ kind: 'cue', type: 'verbal', count, intensity: null, task, words, ...more }) as FactSketch;

function visit(date: string, sketches: readonly FactSketch[]) {
  const transcript = transcriptOf([['therapist', WORDS]]);
  return { sessionId: `s-${date}`, date, facts: factsFrom(transcript, sketches), transcript };
}

const indexOf = (...visits: readonly ReturnType<typeof visit>[]) =>
  trends(visits, rules.scores).find(({ key }) => key === `index.${task}`);

const TWO_GOES = [
  go('First stand moderate,', { task: `${task}, first` }),
  cue('three prompts.', 3),
  go('Second stand minimal,', { task: `${task}, second`, assistLevel: 'MinA' } as Partial<FactSketch>),
  cue('one prompt.', 1),
];

describe('cues for each go at a task', () => {
  it('divides the counted cues of a visit by its goes and names every fact it rests on', () => {
    expect(indexOf(visit('2026-03-02', TWO_GOES))).toMatchObject({
      unit: 'cues per go',
      points: [{ date: '2026-03-02', value: 2, factIds: ['f0', 'f2', 'f1', 'f3'] }],
      index: { visits: [{ levels: ['ModA', 'MinA'], cues: 4, value: 2, lacks: null }] },
      change: null,
    });
  });

  it('moves over the visits, oldest first, and can be what a goal is judged by', () => {
    const later = visit('2026-03-09', [go('First stand moderate,'), cue('one prompt.', 1)]);
    const moved = trends([later, visit('2026-03-02', TWO_GOES)], rules.scores);
    expect(moved.find(({ key }) => key === `index.${task}`)?.change).toMatchObject({ by: -1 });
    const target = { follows: `index.${task}`, level: null, value: 1, unit: 'cues per go', better: 'lower' } as const;
    const [goal] = goalProgress([{ id: 'g', term: 'short', text: 'Stands with a cue at most.', target }], moved);
    expect(goal?.status).toBe('MET');
  });

  it('has no index where a cue was told without a number, and says so', () => {
    const some = visit('2026-03-09', [go('First stand moderate,'), cue('three prompts.', 3), cue('one prompt.', null)]);
    const series = indexOf(visit('2026-03-02', TWO_GOES), some);
    expect(series?.points).toHaveLength(1);
    expect(series?.index?.visits[1]).toMatchObject({ cues: null, value: null, lacks: 'count' });
  });

  it('takes no cue for none: a visit with goes and no cue has no index', () => {
    const series = indexOf(visit('2026-03-02', TWO_GOES), visit('2026-03-09', [go('First stand moderate,')]));
    expect(series?.index?.visits[1]).toMatchObject({ cues: null, value: null, lacks: 'cue' });
  });

  it('divides by no go that was not told', () => {
    const series = indexOf(visit('2026-03-02', TWO_GOES), visit('2026-03-09', [cue('one prompt.', 1)]));
    expect(series?.index?.visits[1]).toMatchObject({ levels: [], cues: 1, value: null, lacks: 'go' });
    expect(indexOf(visit('2026-03-09', [cue('one prompt.', 1)]))).toBeUndefined();
  });

  it('counts goes of other tasks and planned ones for nothing', () => {
    const mixed = visit('2026-03-02', [
      ...TWO_GOES,
      go('Not a word for the third.', { task: 'grooming' }),
      go('Not a word for the third.', { polarity: 'planned' }),
    ]);
    expect(indexOf(mixed)?.index?.visits[0].levels).toHaveLength(2);
  });

  it('leaves out a visit in which the task played no part', () => {
    expect(indexOf(visit('2026-03-02', TWO_GOES), visit('2026-03-09', []))?.index?.visits).toHaveLength(1);
  });

  it('knows a go by the words it shares with its cue, whatever the task was called', () => {
    const named = visit('2026-03-02', [go('First stand moderate, three prompts.', { task: 'stand' }), cue('three', 3)]);
    expect(indexOf(named)?.points[0].value).toBe(3);
  });
});
