import { describe, expect, it } from 'vitest';
import { applyEdits, statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import type { Edit, NoteDraft } from '../../../src/shared/domain/note.ts';
import { noteOf, textOf } from '../draft/noteOf.ts';
import { kitchenCognition, toiletTransferAndGrooming } from '../draft/sessions.ts';
import { rules } from '../rules.ts';

const by = 't1';
const at = '2026-03-02T16:00:00Z';
const draft = noteOf(toiletTransferAndGrooming);
const edited = (note: NoteDraft, ...edits: readonly Edit[]) => applyEdits(note, edits, rules.wording);
const statement = (note: NoteDraft, id: string) => statementsOf(note).find((each) => each.id === id)!;

describe('edits lie over the draft', () => {
  it('a retyped sentence keeps its name and facts and rests on the typing', () => {
    const after = statement(
      edited(draft, { kind: 'replace', statementId: 's8', text: 'Next visit: shower.', by, at }),
      's8',
    );
    expect(after).toEqual({
      id: 's8',
      kind: 'typed',
      text: 'Next visit: shower.',
      factIds: ['f11', 'f12'],
      anchors: [],
      evidence: [{ kind: 'entered', by, at, field: 'review.statement' }],
    });
  });

  it('leave the draft as it was first generated', () => {
    const before = JSON.stringify(draft);
    edited(
      draft,
      { kind: 'replace', statementId: 's0', text: 'x', by, at },
      { kind: 'remove', statementId: 's1', by, at },
    );
    expect(JSON.stringify(draft)).toBe(before);
  });

  it('a removed sentence puts its facts on the omission list, unless another sentence tells them', () => {
    const withoutPain = edited(draft, { kind: 'remove', statementId: 's1', by, at });
    expect(statement(withoutPain, 's1')).toBeUndefined();
    expect(withoutPain.leftOut).toEqual(['f4']);
    const withoutLimits = edited(draft, { kind: 'remove', statementId: 's6', by, at });
    expect(withoutLimits.leftOut).toEqual([]);
  });

  it('an added sentence stands at the end of its section', () => {
    const after = edited(draft, {
      kind: 'add',
      statementId: 'a1',
      sectionId: 'plan',
      text: 'Call the spouse.',
      by,
      at,
    });
    expect(textOf(after, 'plan')).toBe('Next visit: continue the transfers; try the reacher.\nCall the spouse.');
  });

  it('an answer becomes a sentence and its question is gone', () => {
    const open = noteOf(kitchenCognition);
    const answer = {
      kind: 'answer',
      questionId: 'ask-plan',
      statementId: 'a1',
      text: 'Kettle again.',
      by,
      at,
    } as const;
    const after = edited(open, answer);
    expect(textOf(after, 'plan')).toBe('Kettle again.');
    expect(after.questions.map((question) => question.id)).not.toContain('ask-plan');
  });

  it('an entered level shows wherever that level was shown, and later anchors still point at their words', () => {
    const after = edited(draft, { kind: 'level', factId: 'f0', level: 'MaxA', by, at });
    expect(statement(after, 's3').text).toMatch(/^Patient required Max A for toilet transfer; therapist guided/);
    expect(statement(after, 's6').text).toContain('patient does less than half of the work in toilet transfer');
    const shownBesideLevels = (note: NoteDraft, id: string) =>
      statement(note, id)
        .anchors.filter((anchor) => !anchor.field!.startsWith('level'))
        .map((anchor) => statement(note, id).text.slice(anchor.from, anchor.to));
    for (const id of ['s3', 's6']) expect(shownBesideLevels(after, id)).toEqual(shownBesideLevels(draft, id));
    expect(statement(after, 's3').anchors.find((each) => each.field === 'level.before')!.evidence).toMatchObject([
      { kind: 'entered', by },
    ]);
  });

  it('change nothing when laid over twice, or when they name what is not there', () => {
    const edits: readonly Edit[] = [
      { kind: 'replace', statementId: 's0', text: 'Patient reports soreness.', by, at },
      { kind: 'add', statementId: 'a1', sectionId: 'plan', text: 'Call the spouse.', by, at },
      { kind: 'level', factId: 'f6', level: 'SBA', by, at },
      { kind: 'remove', statementId: 's1', by, at },
    ];
    const once = edited(draft, ...edits);
    expect(edited(once, ...edits)).toEqual(once);
    expect(
      edited(
        draft,
        { kind: 'remove', statementId: 's99', by, at },
        { kind: 'answer', questionId: 'none', statementId: 'a2', text: 'x', by, at },
      ),
    ).toEqual(draft);
  });
});
