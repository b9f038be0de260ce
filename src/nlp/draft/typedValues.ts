/**
 * A value that rests on a word somebody typed into the transcript counts as typed: the number and the sentence round it say
 * by whom. The words stay evidence, so that the sound behind them can still be played.
 */
import type { EnteredEvidence, Evidence } from '../../shared/domain/evidence.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { Anchor, Section, Statement } from '../../shared/domain/note.ts';
import type { Typed } from '../../shared/domain/utterance.ts';

export function enteredWord({ by, at }: Typed): EnteredEvidence {
  return { kind: 'entered', by, at, field: 'transcript' };
}

export function markTypedValues(sections: readonly Section[], facts: readonly Fact[]): readonly Section[] {
  const typed = new Map(facts.flatMap(({ id, typed }) => (typed === undefined ? [] : [[id, typed] as const])));
  if (typed.size === 0) return sections;
  return sections.map((section) => ({
    ...section,
    statements: section.statements.map((statement) => marked(statement, typed)),
  }));
}

function marked(statement: Statement, typed: ReadonlyMap<string, Typed>): Statement {
  const whose = ({ factId }: Anchor) => (factId === undefined ? undefined : typed.get(factId));
  const first = statement.anchors.map(whose).find((each) => each !== undefined);
  if (first === undefined || statement.kind !== 'heard') return statement;
  const anchors = statement.anchors.map((anchor): Anchor => {
    const who = whose(anchor);
    if (who === undefined) return anchor;
    const evidence: Anchor['evidence'] = [...anchor.evidence, enteredWord(who)];
    return { ...anchor, evidence };
  });
  const evidence: readonly [Evidence, ...Evidence[]] = [...statement.evidence, enteredWord(first)];
  return { ...statement, kind: 'typed', anchors, evidence };
}
