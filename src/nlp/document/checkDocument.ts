/**
 * The checks of a document written from a typed intake. A blocker refuses the signature: a value that is not in the
 * intake, a sentence the intake does not give, a status the measurements contradict, a required field left blank.
 */
import type { DocumentTemplate } from '../../shared/domain/documentTemplate.ts';
import type { Intake } from '../../shared/domain/intake.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { Edit, NoteDraft, Statement } from '../../shared/domain/note.ts';
import type { RuleSet } from '../../shared/domain/rules.ts';
import { missing } from '../check/alteredStatements.ts';
import { applyEdits, statementsOf, typedText } from '../check/applyEdits.ts';
import { phraseChecks } from '../check/phraseChecks.ts';
import { protectedTokens } from '../check/protectedTokens.ts';
import { withoutStop } from '../draft/closingMarks.ts';
import { goalChecks } from './goalChecks.ts';
import { intakeText } from './intakeText.ts';
import { comparisonChecks, planChecks } from './previousReport.ts';
import { writeDocument } from './writeDocument.ts';

export interface DocumentCheckInput {
  readonly note: NoteDraft;
  readonly intake: Intake;
  readonly edits: readonly Edit[];
  readonly rules: Pick<RuleSet, 'wording' | 'phrases'>;
  readonly template: DocumentTemplate;
}

const SEVERITIES: readonly Issue['severity'][] = ['blocker', 'warning', 'hint'];

export function checkDocument(input: DocumentCheckInput): readonly Issue[] {
  const { note: draft, intake, edits, rules, template } = input;
  const note = applyEdits(draft, edits, rules.wording);
  const written = statementsOf(note).filter((statement) => typedText(statement.id, edits) !== statement.text);
  const issues = [
    ...lockedValues(written, input),
    ...alteredSentences(written, input),
    ...goalChecks(intake, rules.wording),
    ...comparisonChecks(intake),
    ...planChecks(intake, template),
    ...note.questions.map(questionIssue),
    ...phraseChecks({ note: withoutGoals(note), rules }),
    ...lengthCheck(note, template.wordLimit),
  ];
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity));
}

/** Every shown field reads as the intake gives it, and no value stands outside a shown field. */
function lockedValues(statements: readonly Statement[], { intake, rules, template }: DocumentCheckInput): Issue[] {
  return statements.flatMap((statement) => {
    const wrong = statement.anchors.flatMap(({ from, to, field = '' }) => {
      const shown = statement.text.slice(from, to);
      const entered = intakeText(field, { intake, template });
      if (entered !== null && withoutStop(entered) === withoutStop(shown)) return [];
      return [
        blocker(statement, 'number-lock', `The document says "${shown}", the intake says "${entered ?? 'nothing'}".`),
      ];
    });
    const loose = protectedTokens(statement.text, rules.wording)
      .filter((token) => !statement.anchors.some(({ from, to }) => from <= token.from && token.to <= to))
      .map(({ text }) => blocker(statement, 'number-lock', `"${text}" is not in the intake.`));
    return [...wrong, ...loose];
  });
}

/** Writing is deterministic: a sentence nobody typed must be what the intake gives, down to a lost "not". */
function alteredSentences(
  statements: readonly Statement[],
  { note, intake, edits, rules, template }: DocumentCheckInput,
): Issue[] {
  const fresh = writeDocument({ intake, template, stamp: note.stamp });
  if (fresh.stamp.template !== note.stamp.template) return [];
  const whole = applyEdits(fresh, edits, rules.wording);
  const expected = new Map(statementsOf(whole).map(({ id, text }) => [id, text]));
  const altered = statements
    .filter(({ id, text }) => expected.get(id) !== text)
    .map((statement) =>
      blocker(statement, 'altered-statement', 'This sentence is not what the intake gives, and nobody typed it.'),
    );
  return [...altered, ...missing(whole, applyEdits(note, edits, rules.wording))];
}

function questionIssue({ id, prompt, required }: NoteDraft['questions'][number]): Issue {
  return { severity: required ? 'blocker' : 'hint', code: 'open-question', message: `Not entered: ${prompt}`, at: id };
}

const GOAL_FIELD = /^(?:goals\.\d+\.(?:text|revised)|plan\.goals\.\d+|discharge\.criteria\.\d+)$/;

/** A goal says what will be reached: that is no promise, and its words are not judged as one. */
function withoutGoals(note: NoteDraft): NoteDraft {
  const masked = (statement: Statement): Statement => {
    const goals = statement.anchors.filter(({ field = '' }) => GOAL_FIELD.test(field));
    const text = goals.reduce(
      (rest, { from, to }) => rest.slice(0, from) + '…'.repeat(to - from) + rest.slice(to),
      statement.text,
    );
    return { ...statement, text };
  };
  const sections = note.sections.map((section) => ({
    ...section,
    statements: section.statements.map(masked),
    ...(section.table === undefined
      ? {}
      : {
          table: {
            ...section.table,
            rows: section.table.rows.map((row) => row.map((cell) => (cell === null ? null : masked(cell)))),
          },
        }),
  }));
  return { ...note, sections };
}

export function wordsIn(note: NoteDraft): number {
  return statementsOf(note).reduce((sum, { text }) => sum + text.split(/\s+/).filter((word) => word !== '').length, 0);
}

function lengthCheck(note: NoteDraft, limit: number | null): Issue[] {
  const count = wordsIn(note);
  if (limit === null || count <= limit) return [];
  const message = `The document has ${count} words, ${count - limit} more than the ${limit} asked for: shorten what was typed.`;
  return [{ severity: 'warning', code: 'too-long', message }];
}

function blocker({ id }: Statement, code: string, message: string): Issue {
  return { severity: 'blocker', code, message, at: id };
}
