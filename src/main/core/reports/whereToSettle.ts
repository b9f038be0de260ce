/** Where in the form an issue of a document can be settled: a path into the draft. */
import { statementsOf } from '../../../nlp/check/applyEdits.ts';
import { templateFor } from '../../../nlp/document/templateFor.ts';
import type { DocumentTemplate } from '../../../shared/domain/documentTemplate.ts';
import type { DocumentRecord } from '../../../shared/domain/intake.ts';
import type { Issue } from '../../../shared/domain/issue.ts';

export function whereToSettle(
  issue: Issue,
  { intake, note }: DocumentRecord,
  shipped: DocumentTemplate,
): string | null {
  const { at } = issue;
  if (at === undefined) return null;
  const question = note.questions.find(({ id }) => id === at);
  if (question !== undefined) return placeOfQuestion(question.prompt, templateFor(shipped, intake), intake.goals);
  const statement = statementsOf(note).find(({ id }) => id === at);
  if (statement !== undefined) return statement.anchors[0]?.field ?? null;
  return /^[a-z][\w.]*$/i.test(at) ? at : null;
}

/** A question about each goal or activity names it by its place in the list. */
function placeOfQuestion(
  prompt: string,
  { questions }: DocumentTemplate,
  goals: DocumentRecord['intake']['goals'],
): string | null {
  const plain = questions.find((question) => question.each === undefined && question.prompt === prompt);
  // How many were attended the store knows; how many were scheduled is what is missing.
  if (plain !== undefined) return plain.path === 'attendance.attended' ? 'attendance.scheduled' : plain.path;
  for (const question of questions.filter(({ each }) => each !== undefined)) {
    const index = goals.findIndex(({ id }) => question.prompt.replace('{.id}', id) === prompt);
    if (question.each === 'goals' && index >= 0) return `goals.${index}${question.path}`;
    if (question.prompt === prompt) return question.each ?? null;
  }
  return null;
}
