import { describe, expect, it } from 'vitest';
import { trends } from '../../../../src/nlp/reckon/scores/trends.ts';
import { factsFrom, transcriptOf } from '../../draft/facts.ts';
import { rules } from '../../rules.ts';

function session(sessionId: string, date: string, assistLevel: 'ModA' | 'MinA', degrees: number) {
  const transcript = transcriptOf([['therapist', `Toilet transfer assisted. Shoulder flexion ${degrees} degrees.`]]);
  const measure = {
    measure: 'range of motion',
    motion: 'flexion',
    bodyPart: 'shoulder',
    side: 'left',
    unit: 'degrees',
  } as const;
  const facts = factsFrom(transcript, [
    { kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel, words: 'Toilet transfer' },
    { kind: 'measure', ...measure, value: degrees, words: `${degrees} degrees.` },
  ]);
  return { sessionId, date, facts, transcript };
}

describe('trends over an episode', () => {
  const series = trends(
    [session('s2', '2026-03-09', 'MinA', 128), session('s1', '2026-03-02', 'ModA', 95)],
    rules.scores,
  );
  const of = (key: string) => series.find((trend) => trend.key === key);

  it('gives first, last and change with dates, oldest first whatever the order of the input', () => {
    expect(of('score.transferToilet')).toMatchObject({
      label: 'Transfer: toilet',
      points: [
        { sessionId: 's1', date: '2026-03-02', value: 3, level: 'ModA' },
        { sessionId: 's2', date: '2026-03-09', value: 4, level: 'MinA' },
      ],
      change: { by: 1, from: { date: '2026-03-02' }, to: { date: '2026-03-09' } },
    });
  });

  it('follows measures by side, part and motion', () => {
    expect(of('measure.range of motion.flexion.shoulder.left')).toMatchObject({ unit: 'degrees', change: { by: 33 } });
  });

  it('claims no change where there is only one point', () => {
    const single = trends([session('s1', '2026-03-02', 'ModA', 95)], rules.scores);
    expect(single.every(({ change }) => change === null)).toBe(true);
  });

  it('shows nothing that was in no session', () => {
    expect(of('score.toileting')).toBeUndefined();
    expect(trends([], rules.scores)).toEqual([]);
  });
});
