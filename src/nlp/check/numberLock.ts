/**
 * The number lock: a statement that no person typed shows a value only where an anchor says which field of the record it
 * is, and only in the very words the record gives for it. Everything else of its kind (a numeral, a level, a side, a cue
 * type) is refused, as is a statement on a fact the record does not have. There is no way around it but the record or
 * the keyboard.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import type { Anchor, Statement } from '../../shared/domain/note.ts';
import { fieldText } from '../draft/fieldText.ts';
import { recordText } from '../draft/recordText.ts';
import { statementsOf, typedText } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { protectedTokens } from './protectedTokens.ts';

export function numberLock(context: CheckContext): readonly Issue[] {
  return statementsOf(context.note)
    .filter((statement) => !isTyped(statement, context))
    .flatMap((statement) => [
      ...unknownFacts(statement, context),
      ...wrongAnchors(statement, context),
      ...looseValues(statement, context),
    ]);
}

/** Typed in this review: the edit that made it is on record and has the same text. */
export function isTyped(statement: Statement, context: CheckContext): boolean {
  return statement.kind === 'typed' && typedText(statement.id, context.edits) === statement.text;
}

function unknownFacts(statement: Statement, context: CheckContext): Issue[] {
  const known = new Set(context.facts.map((fact) => fact.id));
  return statement.factIds
    .filter((id) => !known.has(id))
    .map((id) => blocker(statement, `This sentence rests on ${id}, which this record does not have.`));
}

function wrongAnchors(statement: Statement, context: CheckContext): Issue[] {
  return statement.anchors.flatMap((anchor) => {
    const shown = statement.text.slice(anchor.from, anchor.to);
    const recorded = recordedText(anchor, context);
    if (recorded === null) return [blocker(statement, `"${shown}" points at nothing in the record.`)];
    const agrees = shown.toLowerCase() === recorded.toLowerCase();
    return agrees ? [] : [blocker(statement, `The sentence says "${shown}", the record says "${recorded}".`)];
  });
}

function recordedText(anchor: Anchor, context: CheckContext): string | null {
  if (anchor.field === undefined) return null;
  if (anchor.factId === undefined) return recordText(anchor.field, context);
  const fact = context.facts.find((candidate) => candidate.id === anchor.factId);
  const fields = { wording: context.rules.wording, transcript: context.transcript };
  return fact === undefined ? null : fieldText(fact, anchor.field, fields);
}

function looseValues(statement: Statement, context: CheckContext): Issue[] {
  return protectedTokens(statement.text, context.rules.wording)
    .filter((token) => !statement.anchors.some((anchor) => anchor.from <= token.from && token.to <= anchor.to))
    .map((token) => blocker(statement, `"${token.text}" was neither heard nor typed.`));
}

function blocker(statement: Statement, message: string): Issue {
  return { severity: 'blocker', code: 'number-lock', message, at: statement.id };
}
