/**
 * The second lock: drafting is deterministic, so a statement nobody typed must still be what the record gives. Catches
 * what carries no number: a lost "not", a sentence from another session. Only for a note of the same rules and template;
 * an older one is judged by the number lock alone.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import { applyWording } from '../draft/applyWording.ts';
import { draftDailyNote } from '../draft/draftDailyNote.ts';
import { applyEdits, statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

export function alteredStatements(context: CheckContext): readonly Issue[] {
  const { note, edits, rules } = context;
  const fresh = draftDailyNote({ ...context, facts: context.heardFacts, stamp: note.stamp });
  if (fresh.stamp.rules !== note.stamp.rules || fresh.stamp.template !== note.stamp.template) return [];
  const worded = applyWording(fresh, context.wording, rules.wording);
  const expected = new Map(statementsOf(applyEdits(worded, edits, rules.wording)).map((each) => [each.id, each.text]));
  return statementsOf(note)
    .filter((statement) => !isTyped(statement, context) && expected.get(statement.id) !== statement.text)
    .map((statement) => ({
      severity: 'blocker',
      code: 'altered-statement',
      message: 'This sentence is not what the record gives, and nobody typed it.',
      at: statement.id,
    }));
}
