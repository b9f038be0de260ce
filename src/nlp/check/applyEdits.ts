/**
 * Lays the therapist's edits over a draft. The draft itself is never changed; the same edits over the same draft give
 * the same note, and laying them over twice changes nothing.
 */
import type { EnteredEvidence } from '../../shared/domain/evidence.ts';
import type { Anchor, Edit, NoteDraft, PulledFrom, Section, Statement } from '../../shared/domain/note.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';

export function applyEdits(draft: NoteDraft, edits: readonly Edit[], wording: NoteWording): NoteDraft {
  const edited = edits.reduce((note, edit) => applyEdit(note, edit, wording), draft);
  const shown = new Set(statementsOf(edited).flatMap((statement) => statement.factIds));
  const lost = statementsOf(draft)
    .flatMap((statement) => statement.factIds)
    .filter((id) => !shown.has(id));
  return { ...edited, leftOut: [...new Set([...draft.leftOut, ...lost])] };
}

export function statementsOf(note: NoteDraft): readonly Statement[] {
  return note.sections.flatMap(({ table, statements }) => [
    ...(table?.rows.flat().filter((cell) => cell !== null) ?? []),
    ...statements,
  ]);
}

/** What a person typed as the text of this statement, the last time they did. */
export function typedText(statementId: string, edits: readonly Edit[]): string | null {
  const edit = edits.findLast((candidate) => 'statementId' in candidate && candidate.statementId === statementId);
  return edit !== undefined && 'text' in edit ? edit.text : null;
}

function applyEdit(note: NoteDraft, edit: Edit, wording: NoteWording): NoteDraft {
  switch (edit.kind) {
    case 'replace':
      return mapStatements(note, (statement) =>
        statement.id === edit.statementId ? retyped(statement, edit) : statement,
      );
    case 'remove':
      return mapSections(note, (section) => ({
        ...section,
        statements: section.statements.filter((statement) => statement.id !== edit.statementId),
      }));
    case 'move':
      return moved(note, edit.statementId, edit.sectionId);
    case 'add':
      return addTyped(note, edit.sectionId, edit, edit.pulledFrom);
    case 'answer': {
      const question = note.questions.find((candidate) => candidate.id === edit.questionId);
      if (question === undefined) return note;
      const questions = note.questions.filter((candidate) => candidate !== question);
      return addTyped({ ...note, questions }, question.sectionId, edit);
    }
    case 'level':
      return mapStatements(note, (statement) => relevelled(statement, edit, wording));
  }
}

/** A sentence that is gone, or a section this layout does not have, leaves the note as it is. */
function moved(note: NoteDraft, statementId: string, sectionId: string): NoteDraft {
  const statement = note.sections.flatMap(({ statements }) => statements).find(({ id }) => id === statementId);
  if (statement === undefined || !note.sections.some(({ id }) => id === sectionId)) return note;
  return mapSections(note, (section) => {
    const others = section.statements.filter((each) => each !== statement);
    return { ...section, statements: section.id === sectionId ? [...others, statement] : others };
  });
}

interface Typing {
  readonly statementId: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

function addTyped(note: NoteDraft, sectionId: string, typing: Typing, pulledFrom?: PulledFrom): NoteDraft {
  if (statementsOf(note).some((statement) => statement.id === typing.statementId)) return note;
  const blank: Statement = {
    ...retyped({ id: typing.statementId, factIds: [] }, typing),
    ...(pulledFrom === undefined ? {} : { pulledFrom }),
  };
  return mapSections(note, (section) =>
    section.id === sectionId ? { ...section, statements: [...section.statements, blank] } : section,
  );
}

function retyped(statement: Pick<Statement, 'id' | 'factIds'>, typing: Typing): Statement {
  const evidence = entered(typing.by, typing.at);
  return {
    id: statement.id,
    kind: 'typed',
    text: typing.text,
    factIds: statement.factIds,
    evidence: [evidence],
    anchors: [],
  };
}

function entered(by: string, at: string): EnteredEvidence {
  return { kind: 'entered', by, at, field: 'review.statement' };
}

/** Puts the entered level where the statement shows the level of that fact; later anchors move along. */
function relevelled(statement: Statement, edit: Extract<Edit, { kind: 'level' }>, wording: NoteWording): Statement {
  let text = '';
  let copiedTo = 0;
  const anchors = statement.anchors.map((anchor): Anchor => {
    text += statement.text.slice(copiedTo, anchor.from);
    copiedTo = anchor.to;
    const shown = levelText(anchor, edit, wording);
    const from = text.length;
    text += shown ?? statement.text.slice(anchor.from, anchor.to);
    const evidence = shown === null ? anchor.evidence : ([entered(edit.by, edit.at)] as const);
    return { ...anchor, from, to: text.length, evidence };
  });
  return { ...statement, text: text + statement.text.slice(copiedTo), anchors };
}

function levelText(anchor: Anchor, edit: Extract<Edit, { kind: 'level' }>, wording: NoteWording): string | null {
  if (anchor.factId !== edit.factId) return null;
  const level = wording.levels[edit.level];
  switch (anchor.field) {
    case 'level.before':
      return level.before;
    case 'level.after':
      return level.after;
    case 'level.short':
      return level.short;
    case 'level.means':
      return level.means;
    default:
      return null;
  }
}

function mapSections(note: NoteDraft, change: (section: Section) => Section): NoteDraft {
  return { ...note, sections: note.sections.map(change) };
}

function mapStatements(note: NoteDraft, change: (statement: Statement) => Statement): NoteDraft {
  return mapSections(note, (section) => ({ ...section, statements: section.statements.map(change) }));
}
