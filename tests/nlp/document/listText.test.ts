/** Lists of typed items, as a therapist would write them out. */
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import { checkDocument } from '../../../src/nlp/document/checkDocument.ts';
import { listText } from '../../../src/nlp/document/listText.ts';
import { plainText } from '../../../src/nlp/draft/statementText.ts';
import type { ListStyle } from '../../../src/shared/domain/documentTemplate.ts';
import type { Intake } from '../../../src/shared/domain/intake.ts';
import { rules } from '../rules.ts';
import { blankIntake, documentOf, exampleIntake, templateOf } from './intakes.ts';

const evidence = [{ kind: 'entered', by: 'therapist', at: '2026-01-01T00:00:00Z', field: 'intake.x' }] as const;
const listed = (style: ListStyle, ...items: readonly string[]) =>
  plainText(
    listText(
      items.map((text) => ({ text, field: 'x', evidence })),
      style,
    ),
  );
const linesOf = (intake: Intake) => statementsOf(documentOf(intake)).map(({ text }) => text);

describe('a list of short items', () => {
  it.each(['run', 'entries'] as const)('is joined by commas and "and" (%s)', (style) => {
    expect(listed(style, 'dressing')).toBe('dressing');
    expect(listed(style, 'dressing', 'grooming')).toBe('dressing and grooming');
    expect(listed(style, 'dressing', 'grooming', 'tub transfers')).toBe('dressing, grooming, and tub transfers');
  });
});

describe('a list whose items hold a comma, an "and" or many words', () => {
  it('shows by semicolons where each item ends', () => {
    expect(listed('entries', 'tub bench, in place', 'sock aid and reacher, issued')).toBe(
      'tub bench, in place; sock aid and reacher, issued',
    );
    expect(listed('run', 'grading of motion', 'scar and edema care', 'retraining of tool use')).toBe(
      'grading of motion; scar and edema care; and retraining of tool use',
    );
    expect(listed('entries', 'meal preparation at home with the caregiver beside', 'dressing')).toBe(
      'meal preparation at home with the caregiver beside; dressing',
    );
  });

  it('does not take a word that only begins like "and" or "or" for one', () => {
    expect(listed('entries', 'Andover board', 'orthotic wear')).toBe('Andover board and orthotic wear');
  });
});

describe('a document with lists', () => {
  it('lists equipment and education once each, with what became of each item', () => {
    const lines = linesOf(exampleIntake('discharge-knee'));
    expect(lines).toContain('Equipment: tub bench, in place; sock aid and reacher, issued.');
    expect(lines.filter((line) => line.startsWith('Education:'))).toHaveLength(1);
  });

  it('tells a patient each step of an activity in a sentence of its own', () => {
    expect(linesOf(exampleIntake('home-shoulder'))).toContain(
      'Dish towel squeeze (15 squeezes, 3 times a day): Roll a dish towel. Squeeze and hold for 3 seconds.',
    );
  });

  it('says an activity of the home program also where no dose was entered', () => {
    const homeProgramme = [{ name: 'Sock aid practice', dose: null, steps: [], stopIf: null }];
    expect(linesOf(blankIntake('discharge', { homeProgramme }))).toContain('Home program: sock aid practice.');
  });
});

describe('a quotation at the end of a sentence', () => {
  const quoting = (text: string) =>
    blankIntake('progress', { reports: [{ who: 'patient', where: null, text }] } as Partial<Intake>);

  it.each([
    ['"I bathe alone now"', 'Per patient: "I bathe alone now."'],
    ['"I bathe alone now."', 'Per patient: "I bathe alone now."'],
    ['"Who helps me then?"', 'Per patient: "Who helps me then?"'],
    ['bathes alone now.', 'Per patient: bathes alone now.'],
  ])('has one closing mark, inside the quotation: %s', (text, sentence) => {
    expect(linesOf(quoting(text))).toEqual([sentence]);
  });

  it('is still what was entered to the checks, and another number in it is not', () => {
    const intake = quoting('"I bathe alone 2 times a week"');
    const note = documentOf(intake);
    const locks = (shown: typeof note) =>
      checkDocument({ note: shown, intake, edits: [], rules, template: templateOf('progress') }).filter(
        ({ code }) => code === 'number-lock',
      );
    expect(locks(note)).toEqual([]);
    expect(locks(JSON.parse(JSON.stringify(note).replace('alone 2', 'alone 3')) as typeof note)).toHaveLength(1);
  });
});
