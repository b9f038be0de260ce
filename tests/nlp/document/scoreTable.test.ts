/** The table of scores over the period: what was taken, when, and nothing else. */
import { describe, expect, it } from 'vitest';
import { carryScores } from '../../../src/main/core/reports/carryScores.ts';
import type { Series } from '../../../src/main/core/reports/carrySeries.ts';
import { checkDocument } from '../../../src/nlp/document/checkDocument.ts';
import { rules } from '../rules.ts';
import { blankIntake, documentOf, measured, templateOf } from './intakes.ts';

const value = (text: string, date: string) => ({ text, date });
const scores = [
  {
    name: 'Toilet transfer',
    first: value('Max A', '2026-03-02'),
    between: [value('Mod A', '2026-03-05'), value('Mod A', '2026-03-09')],
    latest: value('Min A', '2026-03-12'),
  },
];
const tableOf = (document: 'progress' | 'discharge' | 'plan') =>
  documentOf(blankIntake(document, { scores })).sections.find(({ table }) => table !== undefined)?.table;

describe('the table of scores', () => {
  it.each(['progress', 'discharge'] as const)('stands among the gains of a %s with every value and its day', (kind) => {
    expect(tableOf(kind)?.rows.map((row) => row.map((cell) => cell?.text))).toEqual([
      [
        ...['Toilet transfer', 'Max A (March 2, 2026)', 'Mod A (March 5, 2026); Mod A (March 9, 2026)'],
        'Min A (March 12, 2026)',
      ],
    ]);
  });

  it('is no part of a plan of care, which begins the period', () => {
    expect(tableOf('plan')).toBeUndefined();
  });

  it('is under the number lock: another level or day is not what was entered', () => {
    const intake = blankIntake('progress', { scores });
    const note = documentOf(intake);
    const locks = (from: string, to: string) =>
      checkDocument({
        ...{ intake, edits: [], rules, template: templateOf('progress') },
        note: JSON.parse(JSON.stringify(note).replaceAll(from, to)) as typeof note,
      }).filter(({ code }) => code === 'number-lock');
    expect(locks('nothing', 'nothing')).toEqual([]);
    expect(locks('Max A', 'Mod A')).not.toEqual([]);
    expect(locks('March 5', 'March 8')).not.toEqual([]);
  });
});

describe('what a report takes over of a series', () => {
  const series = (count: number): Series => ({
    ...{ key: 'k', label: 'grip strength', better: 'higher', isNamedBy: () => false },
    points: Array.from({ length: count }, (_, i) => ({
      source: { kind: 'session', sessionId: `s${i}`, date: `2026-03-${String(i + 1).padStart(2, '0')}` },
      measurement: measured(`grip strength ${20 + i} lb`),
    })) as unknown as Series['points'],
  });

  it('is both ends and at most three values between, spread over the time', () => {
    const [row] = carryScores([series(9)]);
    expect(row).toMatchObject({ name: 'Grip strength', first: { text: '20 lb' }, latest: { text: '28 lb' } });
    expect(row?.between.map(({ text }) => text)).toEqual(['21 lb', '24 lb', '27 lb']);
  });

  it('is nothing where there was one value', () => {
    expect(carryScores([series(1)])).toEqual([]);
    expect(carryScores([series(2)])[0]?.between).toEqual([]);
  });
});
