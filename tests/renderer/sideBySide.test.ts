/** Two versions of a note beside each other: sentences find their partners, words their differences. */
import { describe, expect, it } from 'vitest';
import { besideDraft } from '../../src/main/core/session/besideDraft.ts';
import { wordChanges } from '../../src/renderer/features/review/wordChanges.ts';
import type { NoteDraft } from '../../src/shared/domain/note.ts';

const noteWith = (...sentences: readonly (readonly [string, string])[]) =>
  ({
    sections: [{ id: 'plan', heading: 'Plan', statements: sentences.map(([id, text]) => ({ id, text })) }],
  }) as unknown as NoteDraft;
const rows = (first: NoteDraft, note: NoteDraft) =>
  besideDraft(first, note).flatMap((section) => section.rows.map(({ drafted, now }) => [drafted, now]));

describe('a draft beside the note', () => {
  it('puts a changed sentence beside the drafted one, and leaves a place empty for one taken out or added', () => {
    const first = noteWith(['s0', 'A.'], ['s1', 'B.'], ['s2', 'C.']);
    const note = noteWith(['s0', 'A.'], ['s2', 'C changed.'], ['typed-1', 'D.']);
    expect(rows(first, note)).toEqual([
      ['A.', 'A.'],
      ['B.', null],
      ['C.', 'C changed.'],
      [null, 'D.'],
    ]);
  });

  it('goes by what a sentence says before it goes by its id, which a new draft counts anew', () => {
    expect(rows(noteWith(['s0', 'A.'], ['s1', 'B.']), noteWith(['s0', 'B.'], ['s1', 'C.']))).toEqual([
      ['A.', null],
      ['B.', 'B.'],
      [null, 'C.'],
    ]);
  });

  it('keeps every sentence of both, whichever way they were moved', () => {
    const found = rows(noteWith(['s0', 'A.'], ['s1', 'B.'], ['s2', 'C.']), noteWith(['s2', 'C.'], ['s0', 'A.']));
    expect(found.flatMap(([was]) => was ?? []).toSorted()).toEqual(['A.', 'B.', 'C.']);
    expect(found.flatMap(([, is]) => is ?? [])).toEqual(['C.', 'A.']);
  });
});

describe('the words of a changed sentence', () => {
  it('are marked where they differ, in runs', () => {
    expect(wordChanges('Patient required Mod A for transfer.', 'Patient required Min A for tub transfer.')).toEqual({
      before: [
        { text: 'Patient required', isSame: true },
        { text: 'Mod', isSame: false },
        { text: 'A for transfer.', isSame: true },
      ],
      after: [
        { text: 'Patient required', isSame: true },
        { text: 'Min', isSame: false },
        { text: 'A for', isSame: true },
        { text: 'tub', isSame: false },
        { text: 'transfer.', isSame: true },
      ],
    });
  });

  it('are all other words where nothing is shared', () => {
    expect(wordChanges('One two.', 'Three.').after).toEqual([{ text: 'Three.', isSame: false }]);
  });
});
