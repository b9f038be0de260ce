/**
 * The therapist's own wording, laid over a draft: a phrase that is written otherwise. It touches words between anchors
 * only, so every number, level and side keeps its evidence, and a rule that holds such a word itself does nothing.
 */
import type { Anchor, NoteDraft, Statement } from '../../shared/domain/note.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import type { WordingRule } from '../../shared/domain/wordingRule.ts';
import { protectedTokens } from '../check/protectedTokens.ts';

/** Whether a phrase may be written otherwise: nothing in it needs evidence of its own. */
export function isFreeWording({ before, after }: Pick<WordingRule, 'before' | 'after'>, wording: NoteWording): boolean {
  const isWords = before.trim() !== '' && before.trim() !== after.trim();
  return isWords && [before, after].every((phrase) => protectedTokens(phrase, wording).length === 0);
}

export function applyWording(note: NoteDraft, rules: readonly WordingRule[], wording: NoteWording): NoteDraft {
  const free = rules.filter((rule) => isFreeWording(rule, wording));
  if (free.length === 0) return note;
  const sections = note.sections.map((section) => ({
    ...section,
    statements: section.statements.map((statement) => free.reduce(reworded, statement)),
  }));
  return { ...note, sections };
}

function reworded(statement: Statement, { before, after }: WordingRule): Statement {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(before)}(?![\\p{L}\\p{N}])`, 'gu');
  const places = [...statement.text.matchAll(pattern)]
    .map(({ index }) => ({ from: index, to: index + before.length }))
    .filter(({ from, to }) => !statement.anchors.some((anchor) => anchor.from < to && anchor.to > from));
  if (places.length === 0) return statement;
  const longer = after.length - before.length;
  const shift = (at: number): number => at + longer * places.filter(({ to }) => to <= at).length;
  const anchors = statement.anchors.map(
    (anchor): Anchor => ({ ...anchor, from: shift(anchor.from), to: shift(anchor.to) }),
  );
  const text = places.reduceRight(
    (words, { from, to }) => words.slice(0, from) + after + words.slice(to),
    statement.text,
  );
  return { ...statement, text, anchors };
}

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
