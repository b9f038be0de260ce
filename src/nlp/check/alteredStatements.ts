/**
 * The second lock: drafting is deterministic, so a statement nobody typed must still be what the record gives. Catches
 * what carries no number: a lost "not", a sentence from another session, one that is gone. Only for a note of the same rules and template;
 * an older one is judged by the number lock alone.
 */
import type { Fact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { NoteDraft } from '../../shared/domain/note.ts';
import { applyWording } from '../draft/applyWording.ts';
import { draftDailyNote } from '../draft/draftDailyNote.ts';
import { inPayerLayout } from '../draft/payerLayout.ts';
import { applyEdits, statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

export function alteredStatements(context: CheckContext): readonly Issue[] {
  const { note, edits, rules } = context;
  const fresh = draftedFrom(context.heardFacts, context);
  if (fresh.stamp.rules !== note.stamp.rules || fresh.stamp.template !== note.stamp.template) return [];
  const whole = applyEdits(applyWording(fresh, context.wording, rules.wording), edits, rules.wording);
  const expected = new Map(statementsOf(whole).map((each) => [each.id, each.text]));
  const altered = statementsOf(note)
    .filter((statement) => !isTyped(statement, context) && expected.get(statement.id) !== statement.text)
    .map(({ id }) => blocker('This sentence is not what the record gives, and nobody typed it.', id));
  return [...altered, ...outdated(context), ...missing(whole, note)];
}

function draftedFrom(facts: readonly Fact[], context: CheckContext): NoteDraft {
  const drafted = draftDailyNote({ ...context, facts, stamp: context.note.stamp });
  return context.payer === undefined ? drafted : inPayerLayout(drafted, context.payer, context.edits);
}

/** A level that was entered is shown at once wherever it stands; what was concluded from the old one has to be reworded. */
function outdated(context: CheckContext): readonly Issue[] {
  const { note, edits, rules } = context;
  const entered = new Set(edits.flatMap((edit) => (edit.kind === 'level' ? [edit.factId] : [])));
  if (entered.size === 0) return [];
  const current = applyWording(draftedFrom(context.facts, context), context.wording, rules.wording);
  const texts = new Set(statementsOf(current).map(({ text }) => text));
  return statementsOf(note)
    .filter((statement) => !isTyped(statement, context) && !texts.has(statement.text))
    .filter(({ factIds }) => factIds.some((id) => entered.has(id)))
    .map(({ id }) => blocker('This sentence was written for the level that was heard: reword it or take it out.', id));
}

/** What was taken out of a note by hand and not in the review: a sentence, or a question that is not answered. */
export function missing(whole: NoteDraft, note: NoteDraft): readonly Issue[] {
  const present = new Set([...statementsOf(note), ...note.questions].map(({ id }) => id));
  return [
    ...statementsOf(whole)
      .filter(({ id }) => !present.has(id))
      .map(({ id, text }) => blocker(`A sentence is missing that nobody removed in the review: "${text}"`, id)),
    ...whole.questions
      .filter(({ id }) => !present.has(id))
      .map(({ id, prompt }) => blocker(`An open question is missing that nobody answered: "${prompt}"`, id)),
  ];
}

function blocker(message: string, at: string): Issue {
  return { severity: 'blocker', code: 'altered-statement', message, at };
}
