import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import { checkDocument, wordsIn } from '../../../src/nlp/document/checkDocument.ts';
import type { Intake } from '../../../src/shared/domain/intake.ts';
import type { NoteDraft } from '../../../src/shared/domain/note.ts';
import { rules } from '../rules.ts';
import { blankIntake, documentOf, EXAMPLE_FILES, exampleIntake, goal, measured, templateOf } from './intakes.ts';

const issuesOf = (intake: Intake, note: NoteDraft = documentOf(intake)) =>
  checkDocument({ note, intake, edits: [], rules, template: templateOf(intake.document) });
const codesOf = (intake: Intake) => issuesOf(intake).map(({ code }) => code);
const textOf = (note: NoteDraft) =>
  statementsOf(note)
    .map(({ text }) => text)
    .join('\n');
const blockersOf = (intake: Intake) => issuesOf(intake).filter(({ severity }) => severity === 'blocker');

describe('the progress report of the stroke example', () => {
  const intake = exampleIntake('progress-stroke');
  const note = documentOf(intake);

  it('has every section a reviewer looks for, each with something in it', () => {
    const headings = note.sections
      .filter(({ statements, table }) => statements.length > 0 || table)
      .map(({ id }) => id);
    expect(headings).toEqual([
      ...[
        'reason',
        'summary',
        'goals',
        'gains',
        'reports',
        'reasoning',
        'limitations',
        'necessity',
        'plan',
        'discharge',
      ],
    ]);
  });

  it('gives each goal its first and its current measurement, and the status they support', () => {
    const [, second, third] = note.sections.find(({ id }) => id === 'goals')!.table!.rows;
    expect(second?.slice(1, 4).map((cell) => cell?.text)).toEqual([
      'Min-Mod A, items dropped from R UE',
      'SBA using one-handed cutting board, rocker knife and electric kettle',
      'PROGRESSING',
    ]);
    expect(third?.[3]?.text).toBe('PROGRESSING; MODIFIED');
    expect(textOf(note)).not.toMatch(/LTG 2[^\n]*\bMET\b/);
  });

  it('stays within 700 words and nothing stops the signature but what was not entered', () => {
    expect(wordsIn(note)).toBeLessThanOrEqual(700);
    expect(issuesOf(intake).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  it('shows no number that is not in the intake', () => {
    const entered = JSON.stringify(intake);
    const months = /January|February|March|April|May|June/;
    for (const [number] of textOf(note).replace(months, '').matchAll(/\d+/g)) {
      // "1 of 3" and "21, 2026" are reckoned from goals and dates, "33 of the 35 degrees" from 95, 128 and 130.
      expect(entered.includes(number) || ['1', '3', '33', '35'].includes(number)).toBe(true);
    }
  });

  it('is the same byte for byte each time', () => {
    expect(JSON.stringify(documentOf(structuredClone(intake)))).toBe(JSON.stringify(note));
  });
});

describe.each(EXAMPLE_FILES)('the example %s', (name) => {
  it('can be signed, every sentence resting on fields of the intake', () => {
    const intake = exampleIntake(name);
    const note = documentOf(intake);
    expect(blockersOf(intake)).toEqual([]);
    for (const statement of statementsOf(note)) {
      expect(statement.evidence.length).toBeGreaterThan(0);
      expect(statement.anchors.length).toBeGreaterThan(0);
    }
  });
});

describe('an empty intake', () => {
  it.each(['progress', 'plan', 'discharge', 'home'] as const)('gives a %s without a sentence, and asks', (document) => {
    const note = documentOf(blankIntake(document));
    expect(statementsOf(note)).toEqual([]);
    expect(note.questions.some(({ required }) => required)).toBe(true);
    expect(blockersOf(blankIntake(document)).length).toBeGreaterThan(0);
  });
});

describe('what refuses a report', () => {
  const report = (more: Partial<Intake>) => blankIntake('progress', more);

  it('is MET below the target, or without a target', () => {
    expect(codesOf(report({ goals: [goal({ status: 'MET' })] }))).toContain('met-below-target');
    const current = measured('Mod I', { level: 'ModI' });
    expect(codesOf(report({ goals: [goal({ status: 'MET', target: null, current })] }))).toContain('met-below-target');
    expect(codesOf(report({ goals: [goal({ status: 'MET', current })] }))).not.toContain('met-below-target');
  });

  it('is a status without a current measurement', () => {
    expect(codesOf(report({ goals: [goal({ status: 'PROGRESSING', current: null })] }))).toContain(
      'status-without-measurement',
    );
  });

  it('is progress that the measurements do not show', () => {
    const current = measured('Min A', { level: 'MinA' });
    expect(codesOf(report({ goals: [goal({ status: 'PROGRESSING', current })] }))).toContain(
      'status-contradicts-measurement',
    );
  });

  it('is a measurement whose words say another level or number than its value', () => {
    const level = measured('Min A', { level: 'ModI' });
    expect(codesOf(report({ goals: [goal({ current: level })] }))).toContain('measurement-mismatch');
    const target = { level: null, value: 130, unit: 'degrees', better: 'higher' } as const;
    const value = measured('0-118°', { value: 128, unit: 'degrees' });
    expect(codesOf(report({ goals: [goal({ target, initial: null, current: value })] }))).toContain(
      'measurement-mismatch',
    );
  });

  it('is a count of short-term goals that the table contradicts', () => {
    const shortTermCount = { addressed: 2, total: 2, met: 2, progressing: 0 };
    expect(codesOf(report({ shortTermCount, goals: [goal({ id: 'STG 1', term: 'short' })] }))).toContain('goal-count');
  });

  it('is a plan of bare treatment names; one that names the deficit passes', () => {
    const steps = ['Therapeutic exercise', 'ADL training', 'neuromuscular re-education.'];
    expect(codesOf(report({ plan: { frequency: null, steps, goals: [] } }))).toContain('cookie-cutter-plan');
    const named = ['ADL training with one-handed techniques for breakfast preparation'];
    expect(codesOf(report({ plan: { frequency: null, steps: named, goals: [] } }))).not.toContain('cookie-cutter-plan');
  });

  it('tells what clashes with the last report until it is explained', () => {
    const previous = {
      ...{ date: null, steps: [], explanation: null },
      goals: [{ id: 'LTG 1', current: measured('Mod I', { level: 'ModI' }) }],
    };
    const goals = [goal()];
    expect(codesOf(report({ goals, previous }))).toContain('clash-with-last-report');
    const explanation = 'shoulder pain after a fall at home';
    expect(codesOf(report({ goals, previous: { ...previous, explanation } }))).not.toContain('clash-with-last-report');
  });

  it('tells a change since the last report whose direction no target says', () => {
    const pain = (value: number) => measured(`${value}/10`, { value, unit: '/10' });
    const previous = { date: null, steps: [], explanation: null, goals: [{ id: 'LTG 1', current: pain(3) }] };
    const withNow = (value: number) =>
      codesOf(report({ goals: [goal({ target: null, current: pain(value) })], previous }));
    expect(withNow(6)).toContain('clash-with-last-report');
    expect(withNow(3)).not.toContain('clash-with-last-report');
    expect(codesOf(report({ goals: [goal({ id: 'LTG 9' })], previous }))).toContain('goal-dropped');
  });

  it('tells a plan that is the last one again while goals are open', () => {
    const steps = ['Grade the breakfast task from cold to hot items'];
    const previous = {
      date: null,
      goals: [],
      steps: ['Grade the breakfast task, from cold to hot items.'],
      explanation: null,
    };
    expect(codesOf(report({ goals: [goal()], plan: { frequency: null, steps, goals: [] }, previous }))).toContain(
      'unchanged-plan',
    );
  });

  it.each([
    ['Patient will benefit from continued skilled OT', 'generic-benefit'],
    ['Patient will achieve full independence', 'promise-will-return'],
    ['The tremor is caused by a new stroke', 'etiology'],
    ['PT should progress gait faster', 'other-discipline'],
    ['Patient is depressed about the slow progress', 'psychosocial'],
  ])('marks "%s"', (line, code) => {
    expect(codesOf(report({ reasoning: [line] }))).toContain(code);
  });

  it.each([
    'Overhead reach is limited by pain at end range',
    'Patient reports feeling sad about the slow progress',
    'Coordinated with PT on the transfer technique',
    'Caregiver education is the next focus',
  ])('lets "%s" stand', (line) => {
    expect(
      codesOf(report({ reasoning: [line] })).filter((code) =>
        /etiology|discipline|psychosocial|generic|promise/.test(code),
      ),
    ).toEqual([]);
  });

  it('takes a goal for a goal, not for a promise', () => {
    expect(codesOf(report({ goals: [goal({ text: 'Patient will reach the upper shelf' })] }))).not.toContain(
      'promise-will-return',
    );
  });
});

describe('settings and payers', () => {
  it('change the order of sections and their headings as the template says', () => {
    const note = documentOf({ ...exampleIntake('progress-stroke'), setting: 'skilledNursing' });
    expect(note.sections.map(({ id }) => id).indexOf('necessity')).toBe(2);
    expect(note.sections[2]?.heading).toBe('Skilled Need');
  });
});
