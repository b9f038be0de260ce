/**
 * Drafts with one thing altered: each number, level, side, cue and code raised, lowered or swapped, a sentence moved in
 * from another session, a negation added or lost. Not one may pass; an untouched draft raises nothing.
 */
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import { protectedTokens } from '../../../src/nlp/check/protectedTokens.ts';
import type { Issue } from '../../../src/shared/domain/issue.ts';
import type { NoteDraft, Statement } from '../../../src/shared/domain/note.ts';
import type { SessionRecord } from '../../../src/shared/domain/record.ts';
import { recordOf, template, walter } from '../draft/noteOf.ts';
import { SESSIONS } from '../draft/sessions.ts';
import { rules } from '../rules.ts';

const records = SESSIONS.flatMap((session) => [recordOf(session), recordOf(session, { patient: walter })]);

function locksOf(record: SessionRecord, note: NoteDraft): readonly Issue[] {
  const issues = checkNote({ note, record, edits: [], played: [], rules, template });
  return issues.filter((issue) => issue.code === 'number-lock' || issue.code === 'altered-statement');
}

function withText(note: NoteDraft, id: string, text: string): NoteDraft {
  return mapped(note, (statement) => (statement.id === id ? { ...statement, text } : statement));
}

function mapped(note: NoteDraft, change: (statement: Statement) => Statement): NoteDraft {
  return { ...note, sections: note.sections.map((part) => ({ ...part, statements: part.statements.map(change) })) };
}

const LEVELS = Object.values(rules.wording.levels).map((level) => level.short);
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'eight', 'fifteen', 'twenty', 'once'];
const SWAPS: readonly (readonly string[])[] = [
  ['left', 'right', 'bilateral'],
  ['verbal', 'tactile', 'visual'],
  NUMBER_WORDS,
  [...LEVELS],
];

function alternatives(token: string): readonly string[] {
  if (/^\d+$/.test(token)) return [String(Number(token) + 1), String(Math.max(0, Number(token) - 1)), `${token}0`];
  if (/\d/.test(token)) return [token.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))];
  const family = SWAPS.find((swap) => swap.some((word) => word.toLowerCase() === token.toLowerCase())) ?? LEVELS;
  return family.filter((word) => word.toLowerCase() !== token.toLowerCase());
}

interface Alteration {
  readonly note: NoteDraft;
  readonly what: string;
}

function alteredValues(note: NoteDraft): Alteration[] {
  return statementsOf(note).flatMap((statement) =>
    protectedTokens(statement.text, rules.wording).flatMap((token) =>
      alternatives(token.text).map((other) => {
        const text = statement.text.slice(0, token.from) + other + statement.text.slice(token.to);
        return { note: withText(note, statement.id, text), what: `${statement.text} → ${text}` };
      }),
    ),
  );
}

function alteredSense(note: NoteDraft): Alteration[] {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/\brequired\b/, 'did not require'],
    [/\bneeded\b/, 'never needed'],
    [/\bwas unsteady\b/, 'was steady'],
    [/\bwas independent\b/, 'was not safe'],
    [/\bPatient\b/, 'Spouse'],
    [/\.$/, ' without difficulty.'],
  ];
  return statementsOf(note).flatMap((statement) =>
    changes.flatMap(([from, to]) => {
      const text = statement.text.replace(from, to);
      return text === statement.text ? [] : [{ note: withText(note, statement.id, text), what: text }];
    }),
  );
}

/** A sentence of another session, with its own evidence, in the place of one of ours. */
function foreignSentences(note: NoteDraft, others: readonly NoteDraft[]): Alteration[] {
  const own = new Set(statementsOf(note).map((statement) => statement.text));
  const foreign = others.flatMap(statementsOf).filter((statement) => !own.has(statement.text));
  const first = statementsOf(note)[0]!;
  return foreign.map((statement) => ({
    note: mapped(note, (each) => (each === first ? { ...statement, id: first.id } : each)),
    what: statement.text,
  }));
}

describe('a draft with one seeded error', () => {
  it('is refused every time', () => {
    const escapes: string[] = [];
    let seeded = 0;
    for (const record of records) {
      const others = records.filter((other) => other.transcript !== record.transcript).map((other) => other.note);
      const { note } = record;
      for (const { note: altered, what } of [
        ...alteredValues(note),
        ...alteredSense(note),
        ...foreignSentences(note, others),
      ]) {
        seeded += 1;
        if (!locksOf(record, altered).some((issue) => issue.severity === 'blocker')) escapes.push(what);
      }
    }
    expect(escapes).toEqual([]);
    expect(seeded).toBeGreaterThan(1000);
  });

  it('is refused by the number lock alone when a value was altered, also under other rules than it was drafted with', () => {
    const escapes = records.flatMap((record) =>
      alteredValues({ ...record.note, stamp: { ...record.note.stamp, rules: 'older' } })
        .filter(({ note }) => !locksOf(record, note).some((issue) => issue.code === 'number-lock'))
        .map(({ what }) => what),
    );
    expect(escapes).toEqual([]);
  });

  it('is refused when an anchor is taken away or points at another fact', () => {
    for (const record of records)
      for (const statement of statementsOf(record.note)) {
        const locked = statement.anchors.filter(
          (anchor) => protectedTokens(statement.text.slice(anchor.from, anchor.to), rules.wording).length > 0,
        );
        for (const anchor of locked) {
          const anchors = statement.anchors.filter((other) => other !== anchor);
          const bare = mapped(record.note, (each) => (each.id === statement.id ? { ...each, anchors } : each));
          expect(locksOf(record, bare), statement.text).not.toEqual([]);
        }
      }
  });
});

describe('an untouched draft', () => {
  it.each(
    records.map(
      (record, i) =>
        [`${SESSIONS[Math.floor(i / 2)]!.name} ${i % 2 === 0 ? '' : '(with a plan of care)'}`, record] as const,
    ),
  )('raises no alarm of the locks: %s', (_, record) => {
    expect(locksOf(record, record.note)).toEqual([]);
  });
});

describe('the wording of the template', () => {
  it('holds no value of its own: no numeral, level, side or cue type outside the slots', () => {
    for (const pattern of Object.values(template.patterns).flat())
      expect(protectedTokens(pattern.replace(/\{\w+\}/g, '…'), rules.wording), pattern).toEqual([]);
  });
});
