import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialogueSchema } from '../../bench/facts/dialogueForm.ts';
import { readMarked } from '../../bench/facts/marked.ts';

const files = ['marked', 'plain'].flatMap((folder) =>
  readdirSync(path.join(import.meta.dirname, folder)).map((file) => path.join(folder, file)),
);

const HEAD = '=== Inpatient rehab | Left CVA | correction | clean\n';
const read = (line: string) => readMarked(`${HEAD}${line}`, 'test')[0]!;

describe('the marked dialogues', () => {
  it.each(files)('%s is in the form, with marks that stand on words', (file) => {
    for (const { dialogue, marks } of readMarked(readFileSync(path.join(import.meta.dirname, file), 'utf8'), file)) {
      const parsed = dialogueSchema.safeParse(dialogue);
      expect(parsed.error?.issues ?? [], dialogue.id).toEqual([]);
      for (const mark of marks) expect(mark.to, `${dialogue.id} ${mark.utterance}`).toBeGreaterThan(mark.from);
    }
  });
});

describe('a marked line', () => {
  it('gives the words as spoken, the fact, and the words that carry it', () => {
    const { dialogue, marks } = read(
      'T: He needed {a quarter lift|obs MinA transferToilet "toilet transfer" or=CGA} there.',
    );
    expect(dialogue.utterances[0]).toMatchObject({ speaker: 'therapist', text: 'He needed a quarter lift there.' });
    expect(dialogue.gold.observations).toMatchObject([
      { assistLevel: 'MinA', fimItem: 'transferToilet', task: 'toilet transfer', acceptLevels: ['CGA'], evidence: [0] },
    ]);
    expect(marks).toMatchObject([{ kind: 'obs', from: 2, to: 5 }]);
  });

  it('may hold a mark within a mark', () => {
    const { dialogue, marks } = read(
      'P: {It hurts, {a seven|pain 7 night}, all night|sub patient "pain at night" k=night}.',
    );
    expect(dialogue.gold.pain).toMatchObject([{ score: 7, when: 'night' }]);
    expect(dialogue.gold.subjective).toMatchObject([{ who: 'patient', keywords: ['night'] }]);
    expect(marks.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['pain', 2, 4],
      ['sub', 0, 6],
    ]);
  });

  it('turns what only looks like a fact into one that must not be asserted', () => {
    const { dialogue } = read('O: Next door she is {max assist|no obs MaxA}.');
    expect(dialogue.gold.observations).toEqual([]);
    expect(dialogue.gold.forbidden).toEqual([{ kind: 'obs', utterance: 0, assistLevel: 'MaxA' }]);
  });

  it.each(['T: An {open mark', 'T: A {mark|of nothing known}.', 'X: Who speaks?'])(
    'is refused where it reads "%s"',
    (line) => {
      expect(() => read(line)).toThrow('test:2');
    },
  );
});
