/**
 * A note file against what it was written from. The file's sentences are judged as they stand there: what the record or
 * the intake does not give, and nobody typed in the app, is refused.
 */
import { z } from 'zod';
import { checkNote } from '../../../nlp/check/checkNote.ts';
import { checkDocument } from '../../../nlp/document/checkDocument.ts';
import { layoutVersion } from '../../../nlp/draft/payerLayout.ts';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import { DOCUMENT_TYPES } from '../../../shared/domain/intake.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { NoteDraft, Statement } from '../../../shared/domain/note.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import type { NonEmpty } from '../../../shared/nonEmpty.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readJsonFile } from '../input/readJson.ts';
import { readNoteSource } from '../input/readNoteSource.ts';
import { sessionTemplate } from '../rules/dailyTemplate.ts';
import { documentTemplate } from './draftDocument.ts';

const anchor = z.object({
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  factId: z.string().optional(),
  field: z.string().optional(),
});
const statement = z.object({
  id: z.string(),
  kind: z.enum(['heard', 'timed', 'typed', 'record', 'standard']),
  text: z.string(),
  factIds: z.array(z.string()),
  anchors: z.array(anchor),
});
const noteFile = z.object({
  format: z.literal('ot-scribe-note'),
  version: z.literal(1),
  type: z.enum(['daily', 'treatment', ...DOCUMENT_TYPES]),
  sections: z.array(
    z.object({
      id: z.string(),
      heading: z.string(),
      statements: z.array(statement),
      table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(statement.nullable())) }).optional(),
    }),
  ),
  questions: z.array(z.object({ id: z.string(), sectionId: z.string(), prompt: z.string(), required: z.boolean() })),
  leftOut: z.array(z.string()),
  stamp: z.object({ app: z.string(), rules: z.string(), models: z.string(), template: z.string() }),
});
type NoteFile = z.infer<typeof noteFile>;

export async function checkNoteFile(
  notePath: string,
  sourcePath: string,
  rules: RuleSet,
): Promise<Result<readonly Issue[]>> {
  const read = await readJsonFile(notePath, 'note', noteFile);
  if (!read.ok) return read;
  const source = await readNoteSource(sourcePath);
  if (!source.ok) return source;
  const note = toDraft(read.value);
  if (source.value.kind === 'session') {
    if (note.type !== 'daily' && note.type !== 'treatment') return wrongSource(note.type, 'the record of a session');
    const template = sessionTemplate(rules, note.type);
    const { record } = source.value;
    const payer = record.ownPayer;
    const issues = checkNote({ note, record, edits: [], played: [], rules, template, ...(payer && { payer }) });
    const laidOut = payer?.sections === undefined ? template : { ...template, version: layoutVersion(template, payer) };
    return ok([...otherRules(note, laidOut, rules), ...issues]);
  }
  const { intake } = source.value;
  if (note.type !== intake.document) return wrongSource(note.type, `an intake for "${intake.document}"`);
  const template = documentTemplate(rules, intake.document);
  return ok([...otherRules(note, template, rules), ...checkDocument({ note, intake, edits: [], rules, template })]);
}

/**
 * Sentences are held against what the installed rules write. A file that names others cannot be, so it is refused rather
 * than judged by its numbers alone: a lost "not" carries none.
 */
function otherRules({ stamp }: NoteDraft, { id, version }: { id: string; version: string }, rules: RuleSet): Issue[] {
  if (stamp.rules === rules.sha256 && stamp.template === `${id}@${version}`) return [];
  const message = 'This note was written under other rules or another template than those installed: draft it again.';
  return [{ severity: 'blocker', code: 'other-rules', message }];
}

function wrongSource(type: string, what: string) {
  return fail('invalid_input', `This is a ${type} note, and --record is ${what}: give what the note was written from.`);
}

/** The checks look at text, facts and anchors; evidence is followed through the record, never taken from the file. */
const FROM_FILE: NonEmpty<Evidence> = [{ kind: 'rule', ruleId: 'check/note-file', inputs: [] }];

function toDraft({ type, sections, questions, leftOut, stamp }: NoteFile): NoteDraft {
  const revived = (given: z.infer<typeof statement>): Statement => ({
    ...given,
    evidence: FROM_FILE,
    anchors: given.anchors.map(({ from, to, factId, field }) => ({
      from,
      to,
      ...(factId === undefined ? {} : { factId }),
      ...(field === undefined ? {} : { field }),
      evidence: FROM_FILE,
    })),
  });
  return {
    type,
    sections: sections.map(({ id, heading, statements, table }) => ({
      id,
      heading,
      statements: statements.map(revived),
      ...(table === undefined
        ? {}
        : {
            table: {
              columns: table.columns.map((name) => ({ heading: name, width: 1 })),
              rows: table.rows.map((row) => row.map((cell) => (cell === null ? null : revived(cell)))),
            },
          }),
    })),
    questions,
    leftOut,
    issues: [],
    stamp,
  };
}
