import { describe, expect, it } from 'vitest';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import type { ChargeProposal } from '../../../src/shared/domain/billing.ts';
import type { Issue } from '../../../src/shared/domain/issue.ts';
import type { Edit, NoteDraft } from '../../../src/shared/domain/note.ts';
import type { SessionRecord } from '../../../src/shared/domain/record.ts';
import { recordOf, template } from '../draft/noteOf.ts';
import { dressingWithRange, kitchenCognition, type TestSession, toiletTransferAndGrooming } from '../draft/sessions.ts';
import { rules } from '../rules.ts';

const by = 't1';
const at = '2026-03-02T16:00:00Z';
const demo = recordOf(toiletTransferAndGrooming);

interface Reviewed {
  readonly edits?: readonly Edit[];
  readonly played?: readonly string[];
  readonly note?: NoteDraft;
}

function check(
  record: SessionRecord,
  { edits = [], played = [], note = record.note }: Reviewed = {},
): readonly Issue[] {
  return checkNote({ note, record, edits, played, rules, template });
}
const codes = (issues: readonly Issue[], severity?: Issue['severity']) =>
  issues.filter((issue) => severity === undefined || issue.severity === severity).map((issue) => issue.code);
const typed = (text: string): Edit => ({ kind: 'add', statementId: 'a1', sectionId: 'assessment', text, by, at });
const withUnsure = (session: TestSession, id: string): TestSession => ({
  ...session,
  facts: session.facts.map((fact) => (fact.id === id ? { ...fact, unsure: true } : fact)),
});

describe('a complete draft', () => {
  it('has no blocker and no warning, only hints', () => {
    expect(check(demo).map((issue) => [issue.severity, issue.code])).toEqual([['hint', 'unit-edge']]);
  });

  it('lists blockers before warnings before hints', () => {
    const order = check(recordOf(dressingWithRange)).map((issue) => issue.severity);
    expect(order).toEqual([...order].sort((a, b) => 'bwh'.indexOf(a[0]!) - 'bwh'.indexOf(b[0]!)));
  });
});

describe('the number lock', () => {
  it('lets the therapist type any number', () => {
    expect(check(demo, { edits: [typed('Standing tolerance 6 minutes with Min A.')] })).toEqual(check(demo));
  });

  it('does not take a sentence for typed because it says so of itself', () => {
    const [subjective, ...rest] = demo.note.sections;
    const [first, ...others] = subjective!.statements;
    const claimed = { ...first!, kind: 'typed', text: 'Patient rates pain 7/10.', anchors: [] } as const;
    const note = { ...demo.note, sections: [{ ...subjective!, statements: [claimed, ...others] }, ...rest] };
    expect(check(demo, { note }).filter((issue) => issue.code === 'number-lock')).not.toEqual([]);
  });

  it('names the sentence and both readings', () => {
    const note = JSON.parse(JSON.stringify(demo.note).replace('needed 2 verbal', 'needed 3 verbal')) as NoteDraft;
    expect(check(demo, { note })).toContainEqual({
      severity: 'blocker',
      code: 'number-lock',
      message: 'The sentence says "3", the record says "2".',
      at: 's3',
    });
  });

  it('accepts an entered level, asks to reword what was concluded from the old one, and refuses one that only changed in the text', () => {
    const edits: readonly Edit[] = [{ kind: 'level', factId: 'f0', level: 'MaxA', by, at }];
    const blocked = check(demo, { edits }).filter(({ severity }) => severity === 'blocker');
    expect(blocked.map(({ at: where }) => where)).toEqual(['s6']);
    const note = JSON.parse(JSON.stringify(demo.note).replaceAll('Mod A', 'Max A')) as NoteDraft;
    expect(codes(check(demo, { note }), 'blocker')).toContain('number-lock');
  });
});

describe('minutes and units', () => {
  const withCharges = (change: (charges: ChargeProposal) => ChargeProposal): SessionRecord => ({
    ...demo,
    charges: change(demo.charges),
  });

  it('block an estimate until it is confirmed', () => {
    expect(check(recordOf(dressingWithRange))).toContainEqual(
      expect.objectContaining({ severity: 'blocker', code: 'minutes-unconfirmed', at: 'm0' }),
    );
    const typedMinutes = [{ kind: 'confirm', entryId: 'm0', by, at }] as const;
    expect(codes(check(recordOf(dressingWithRange, { typed: typedMinutes })))).not.toContain('minutes-unconfirmed');
  });

  it('block an open tie until it is chosen', () => {
    expect(codes(check(recordOf(kitchenCognition)), 'blocker')).toEqual(['unit-tie']);
    const choices = [{ codes: ['97535'], by, at }];
    expect(codes(check(recordOf(kitchenCognition, { choices })), 'blocker')).toEqual([]);
  });

  it('block one unit more than the minutes allow, whichever line it hides in', () => {
    for (const index of [0, 1]) {
      const more = withCharges((charges) => ({
        ...charges,
        lines: charges.lines.map((line, i) => (i === index ? { ...line, units: line.units + 1 } : line)),
      }));
      expect(codes(check(more), 'blocker')).toContain('units-over-minutes');
    }
  });

  it('block charges that do not fit the ledger', () => {
    const stale = withCharges((charges) => ({
      ...charges,
      lines: charges.lines.map((line) => ({ ...line, minutes: line.minutes + 10 })),
    }));
    expect(codes(check(stale), 'blocker')).toContain('charges-stale');
  });
});

describe('doubtful words', () => {
  const doubtful = recordOf(withUnsure(toiletTransferAndGrooming, 'f2'));
  const blocked = (reviewed: Reviewed) => check(doubtful, reviewed).filter((issue) => issue.code === 'unsure-value');

  it('block every sentence that rests on them', () => {
    expect(blocked({}).map((issue) => [issue.severity, issue.at])).toEqual([
      ['blocker', 's3'],
      ['blocker', 's5'],
    ]);
  });

  it('are cleared by playing the word, or by playing or retyping the sentences', () => {
    expect(blocked({ played: ['f2'] })).toEqual([]);
    expect(blocked({ played: ['s3'] }).map((issue) => issue.at)).toEqual(['s5']);
    const retype = (id: string): Edit => ({ kind: 'replace', statementId: id, text: 'Retyped by hand.', by, at });
    expect(blocked({ edits: [retype('s3'), retype('s5')] })).toEqual([]);
  });

  it('are cleared for a level by entering it', () => {
    const level = recordOf(withUnsure(toiletTransferAndGrooming, 'f0'));
    const edits: readonly Edit[] = [{ kind: 'level', factId: 'f0', level: 'ModA', by, at }];
    expect(codes(check(level))).toContain('unsure-value');
    expect(codes(check(level, { edits }))).not.toContain('unsure-value');
  });
});

describe('a number that its own words do not hold', () => {
  const misread: TestSession = {
    ...toiletTransferAndGrooming,
    facts: toiletTransferAndGrooming.facts.map((fact) => (fact.kind === 'cue' ? { ...fact, count: 5 } : fact)),
  };
  const doubts = (reviewed: Reviewed) =>
    check(recordOf(misread), reviewed).filter((issue) => issue.code === 'value-not-in-words');

  it('is a warning at each sentence that shows it, until the words were played', () => {
    expect(doubts({}).map((issue) => [issue.severity, issue.at])).toEqual([
      ['warning', 's3'],
      ['warning', 's5'],
    ]);
    expect(doubts({ played: ['f2'] })).toEqual([]);
  });

  it('is not one that was reckoned from other numbers', () => {
    const clocked = recordOf({
      ...toiletTransferAndGrooming,
      facts: toiletTransferAndGrooming.facts.map((fact) =>
        fact.kind === 'minutes' ? { ...fact, minutes: fact.minutes + 3, derived: true } : fact,
      ),
    });
    expect(codes(check(clocked))).not.toContain('value-not-in-words');
  });
});

describe('a number in words that only sound like it', () => {
  const spoken: TestSession = {
    ...toiletTransferAndGrooming,
    transcript: {
      ...toiletTransferAndGrooming.transcript,
      utterances: toiletTransferAndGrooming.transcript.utterances.map((utterance) => ({
        ...utterance,
        text: utterance.text.replace('two verbal cues', 'to verbal cues'),
      })),
    },
  };

  it('is asked to be played, and is not called missing', () => {
    const found = codes(check(recordOf(spoken)));
    expect(found).toContain('value-from-sound-alike');
    expect(found).not.toContain('value-not-in-words');
    expect(codes(check(recordOf(spoken), { played: ['f2'] }))).not.toContain('value-from-sound-alike');
  });
});

describe('what is missing', () => {
  it('blocks where the treatment note needs it and warns where it helps', () => {
    const empty = recordOf({ name: 'silence', transcript: { utterances: [], gaps: [] }, facts: [] });
    expect(codes(check(empty), 'blocker')).toEqual(['question-open', 'question-open']);
    expect(codes(check(empty), 'warning')).toEqual(['question-open', 'question-open', 'question-open']);
  });

  it('warns of a section that was emptied by hand', () => {
    const edits: readonly Edit[] = [{ kind: 'remove', statementId: 's8', by, at }];
    expect(check(demo, { edits })).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'empty-section', at: 'plan' }),
    );
  });

  it('tells of speech that could not be written down', () => {
    const gaps = [{ reason: 'loop', startMs: 65_000, endMs: 72_000 }] as const;
    const record = { ...demo, transcript: { ...demo.transcript, gaps } };
    expect(check(record)).toContainEqual({
      severity: 'hint',
      code: 'speech-not-written',
      message: 'Speech from 1:05 to 1:12 could not be written down safely: listen to it.',
      at: 'gap-0',
    });
  });

  it('hints at facts that stand in no sentence', () => {
    const edits: readonly Edit[] = [{ kind: 'remove', statementId: 's1', by, at }];
    expect(check(demo, { edits })).toContainEqual(
      expect.objectContaining({ severity: 'hint', code: 'left-out', at: 'f4' }),
    );
  });
});

describe('empty phrases and promises', () => {
  it.each([
    ['Patient tolerated treatment well.', 'generic-tolerance'],
    ['Patient will benefit from skilled OT services.', 'generic-benefit'],
    ['Patient will return to independent living.', 'promise-will-return'],
  ])('%s', (text, code) => {
    expect(check(demo, { edits: [typed(text)] })).toContainEqual(
      expect.objectContaining({ severity: 'warning', code, at: 'a1' }),
    );
  });

  it('are not held against the patient’s own words', () => {
    expect(
      codes(check(demo, { edits: [typed('Patient states, "I tolerated therapy well, I will return."')] }), 'warning'),
    ).toEqual([]);
  });
});
