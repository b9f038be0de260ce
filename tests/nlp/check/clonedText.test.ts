/** Copied forward: what stands in the last note word for word, and what of it has nothing of today behind it. */
import { describe, expect, it } from 'vitest';
import { clonedText, compareNotes } from '../../../src/nlp/check/clonedText.ts';
import type { NoteDraft, Statement, StatementKind } from '../../../src/shared/domain/note.ts';

const sentence = (id: string, kind: StatementKind, text: string): Statement => ({
  ...{ id, kind, text, factIds: [], anchors: [] },
  evidence: [{ kind: 'entered', by: 'u1', at: '2026-03-02T10:00:00Z', field: 'review.statement' }],
});
const noteOf = (...statements: Statement[]): NoteDraft => ({
  ...{ type: 'daily', questions: [], leftOut: [], issues: [] },
  stamp: { app: '0', models: '0', rules: '0', template: '0' },
  sections: [{ id: 'assessment', heading: 'Assessment', statements }],
});
const before = noteOf(
  sentence('s0', 'typed', 'Patient is making steady gains.'),
  sentence('s1', 'heard', 'Patient required Min A for grooming.'),
  sentence('s2', 'record', 'Session addressed the short-term goal: grooming.'),
  sentence('minutes-97535', 'heard', 'Self-care (97535): 11 min.'),
);
const earlier = { dateOfService: '2026-02-27', note: before };

describe('a note beside the last one', () => {
  it('asks about a typed sentence that stands in both, whatever its case and points', () => {
    const today = noteOf(sentence('t7', 'typed', 'patient is making steady gains'));
    expect(clonedText(today, earlier)).toEqual([
      {
        ...{ severity: 'warning', code: 'cloned-sentence', at: 't7' },
        message: expect.stringContaining('in the note of 2026-02-27'),
      },
    ]);
  });

  it('does not ask where one number differs, nor about a sentence that rests on today’s words', () => {
    const counted = { ...earlier, note: noteOf(sentence('s0', 'typed', 'Stood for 4.5 min at the sink.')) };
    expect(clonedText(noteOf(sentence('t1', 'typed', 'Stood for 45 min at the sink.')), counted)).toEqual([]);
    expect(clonedText(noteOf(sentence('s9', 'heard', 'Patient required Min A for grooming.')), earlier)).toEqual([]);
  });

  it('tells what is in both, only here and only there, and counts neither minutes nor goals', () => {
    const today = noteOf(
      sentence('s0', 'heard', 'Patient required Min A for grooming.'),
      sentence('s1', 'heard', 'Patient required CGA for toilet transfer.'),
      sentence('s2', 'record', 'Session addressed the short-term goal: grooming.'),
      sentence('minutes-97535', 'heard', 'Self-care (97535): 11 min.'),
    );
    const { same, onlyHere, onlyThere } = compareNotes(today, before);
    expect(same.map(({ text }) => text)).toEqual(['Patient required Min A for grooming.']);
    expect(onlyHere.map(({ text }) => text)).toEqual(['Patient required CGA for toilet transfer.']);
    expect(onlyThere.map(({ text }) => text)).toEqual(['Patient is making steady gains.']);
  });
});
