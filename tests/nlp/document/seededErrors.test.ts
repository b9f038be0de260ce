/** Every altered document is refused: each numeral, level, side, status, date and negation in turn; foreign sentences. */
import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/nlp/document/checkDocument.ts';
import type { NoteDraft, Statement } from '../../../src/shared/domain/note.ts';
import { rules } from '../rules.ts';
import { documentOf, EXAMPLE_FILES, exampleIntake, templateOf } from './intakes.ts';

const SWAPS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\d+/g, ['0', '1', '4', '9', '12', '37', '100']],
  [/\b(?:Min A|Mod A|Max A|Mod I|SBA|CGA|Supervision)\b/gi, ['Max A', 'Mod I', 'SBA', 'independent']],
  [/\b(?:left|right|R|L)\b/g, ['left', 'right', 'bilateral']],
  [/\b(?:MET|PROGRESSING|MODIFIED|NOT MET)\b/g, ['MET', 'NOT MET', 'PROGRESSING']],
  [/\b(?:January|February|March|April|May|June)\b/g, ['July', 'March']],
  [/\b(?:not|no|without)\b/g, ['', 'always']],
  [/\b(?:patient|caregiver|daughter)\b/gi, ['therapist']],
];

function* alterations(text: string): Generator<string> {
  for (const [pattern, replacements] of SWAPS) {
    for (const match of text.matchAll(pattern)) {
      for (const replacement of replacements) {
        const altered = text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
        if (altered.toLowerCase() !== text.toLowerCase()) yield altered;
      }
    }
  }
}

function mapStatements(note: NoteDraft, change: (statement: Statement) => Statement): NoteDraft {
  return {
    ...note,
    sections: note.sections.map((section) => ({
      ...section,
      statements: section.statements.map(change),
      ...(section.table === undefined
        ? {}
        : {
            table: {
              ...section.table,
              rows: section.table.rows.map((row) => row.map((cell) => (cell === null ? null : change(cell)))),
            },
          }),
    })),
  };
}

describe('an altered document', () => {
  it('is refused in each of more than 900 ways, and untouched ones raise no alarm', () => {
    let tried = 0;
    const escaped: string[] = [];
    for (const name of EXAMPLE_FILES) {
      const intake = exampleIntake(name);
      const template = templateOf(intake.document);
      const note = documentOf(intake);
      const refuses = (altered: NoteDraft) =>
        checkDocument({ note: altered, intake, edits: [], rules, template }).some(
          ({ severity }) => severity === 'blocker',
        );
      expect(refuses(note)).toBe(false);
      const ids: [string, string][] = [];
      mapStatements(note, (statement) => {
        ids.push([statement.id, statement.text]);
        return statement;
      });
      for (const [id, text] of ids) {
        const foreign = ['Patient was independent with bathing.', 'Patient denied pain.'];
        for (const changed of [...alterations(text), ...foreign]) {
          tried += 1;
          if (!refuses(mapStatements(note, (each) => (each.id === id ? { ...each, text: changed } : each)))) {
            escaped.push(`${name} ${id}: ${changed}`);
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(900);
    expect(escaped).toEqual([]);
  });
});
