/** What every section writer needs: the facts in the order they were said, the rules, and a way to make statements. */
import type { Evidence } from '../../shared/domain/evidence.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { Statement, StatementKind } from '../../shared/domain/note.ts';
import type { NoteTemplate } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { isNonEmpty, type NonEmpty } from '../../shared/nonEmpty.ts';
import { fieldText } from './fieldText.ts';
import type { PatternName } from './patternSlots.ts';
import { type RecordContext, recordText } from './recordText.ts';
import { fillPattern, layOut, type Piece, type Slots } from './statementText.ts';

/** A statement before it has its place and number. */
export type StatementBody = Omit<Statement, 'id'> & { readonly id?: string };

export interface DraftContext extends RecordContext {
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly template: NoteTemplate;
}

/** One field of a fact as a piece; nothing when the fact does not say it. */
export function factPiece(fact: Fact, field: string, context: DraftContext): readonly Piece[] {
  const text = fieldText(fact, field, { wording: context.rules.wording, transcript: context.transcript });
  return text === null || text === '' ? [] : [{ text, factId: fact.id, field, evidence: fact.evidence }];
}

/** A figure or code of the record as a piece, on the evidence it was reckoned from. */
export function recordPiece(path: string, evidence: NonEmpty<Evidence>, context: DraftContext): readonly Piece[] {
  const text = recordText(path, context);
  return text === null || text === '' ? [] : [{ text, field: path, evidence }];
}

/** The template's wording for a sentence; where it has several they are used in turn. */
export function patternOf(name: PatternName, turn: number, context: DraftContext): string {
  const patterns = context.template.patterns[name];
  if (patterns === undefined) throw new Error(`The template ${context.template.id} has no pattern "${name}".`);
  return patterns[turn % patterns.length]!;
}

export function sentence(name: PatternName, slots: Slots, context: DraftContext, turn = 0): readonly Piece[] {
  return fillPattern(patternOf(name, turn, context), slots);
}

/** Where a section begins among the template's wordings: another record begins at another one, the same at the same. */
export function variation({ facts }: DraftContext): number {
  return facts.length;
}

/** A statement on facts; null when no fact carries it. */
export function statementOn(
  facts: readonly Fact[],
  pieces: readonly Piece[],
  kind: StatementKind = 'heard',
): StatementBody | null {
  const evidence = facts.flatMap((fact): readonly Evidence[] => fact.evidence);
  if (!isNonEmpty(evidence)) return null;
  return { kind, ...layOut(pieces), factIds: facts.map((fact) => fact.id), evidence };
}

export function factsOf<K extends Fact['kind']>(kind: K, facts: readonly Fact[]): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}
