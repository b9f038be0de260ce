/**
 * A document from a typed intake and a template: same intake, same template, same bytes. It can say only what was
 * entered; what the template wants and nobody entered becomes a question.
 */
import type {
  DocumentLine,
  DocumentSection,
  DocumentTemplate,
  LineCondition,
  ListStyle,
  ScoreTableColumn,
} from '../../shared/domain/documentTemplate.ts';
import type { Intake } from '../../shared/domain/intake.ts';
import type {
  NoteDraft,
  NoteQuestion,
  Section,
  Statement,
  StatementTable,
  VersionStamp,
} from '../../shared/domain/note.ts';
import { joinPieces, type Piece, upper } from '../draft/statementText.ts';
import { type IntakeContext, isEntered, listAt, rawValue } from './intakeText.ts';
import { listText } from './listText.ts';
import { fieldPiece, sayPattern, statementOf } from './sayPattern.ts';
import { templateFor } from './templateFor.ts';

export interface DocumentInput {
  readonly intake: Intake;
  readonly template: DocumentTemplate;
  readonly stamp: Pick<VersionStamp, 'app' | 'rules'>;
}

export function writeDocument({ intake, template: asShipped, stamp }: DocumentInput): NoteDraft {
  const template = templateFor(asShipped, intake);
  const context: IntakeContext = { intake, template };
  let next = 0;
  const numbered = (pieces: readonly Piece[] | null): Statement | null =>
    pieces === null ? null : statementOf(`s${next++}`, pieces);
  const sections = template.sections.map((section): Section => {
    const table = tableOf(section, context, numbered);
    const statements = section.lines.flatMap((line) => sayLine(line, context)).map(numbered);
    return {
      id: section.id,
      heading: section.heading,
      statements: statements.filter((statement) => statement !== null),
      ...(table === null ? {} : { table }),
    };
  });
  return {
    type: template.type,
    sections,
    questions: openQuestions(template, intake),
    leftOut: [],
    issues: [],
    stamp: { app: stamp.app, rules: stamp.rules, models: 'none', template: `${template.id}@${template.version}` },
  };
}

function sayLine(line: DocumentLine, context: IntakeContext): (readonly Piece[] | null)[] {
  const { intake } = context;
  if (line.each !== undefined) {
    const elements = listAt(line.each, intake).map((_, i) => `${line.each}.${i}`);
    const chosen = elements.filter((element) => holds(line.if, element, intake));
    return chosen.map((element, turn) => {
      const items = line.join === undefined ? [] : listedItems(`${element}${line.join}`, line.list ?? 'run', context);
      return items === null ? null : sayPattern(inTurn(line.say, turn), element, context, items);
    });
  }
  if (!holds(line.if, null, intake)) return [];
  if (line.join === undefined) return [sayPattern(inTurn(line.say, 0), null, context)];
  const items = listedItems(line.join, line.list ?? 'run', context);
  return items === null ? [] : [sayPattern(inTurn(line.say, 0), null, context, items)];
}

/** null for an empty list. */
function listedItems(path: string, style: ListStyle, context: IntakeContext): readonly Piece[] | null {
  const isSmall = style !== 'sentences';
  const items = listAt(path, context.intake).flatMap((_, i) => fieldPiece(`${path}.${i}`, context, isSmall) ?? []);
  if (items.length === 0) return null;
  return listText(isSmall ? items : items.map((item) => ({ ...item, text: upper(item.text) })), style);
}

function inTurn(patterns: readonly string[], turn: number): string {
  return patterns[turn % patterns.length]!;
}

function holds(conditions: readonly LineCondition[] | undefined, element: string | null, intake: Intake): boolean {
  return (conditions ?? []).every(({ path, is, empty }) => {
    const at = path.startsWith('.') ? `${element}${path}` : path;
    const value = rawValue(at, intake) ?? (isEntered(at, intake) ? 'some' : null);
    if (empty === true) return value === null;
    return value !== null && (is === undefined || is.includes(value));
  });
}

type Numbered = (pieces: readonly Piece[] | null) => Statement | null;

/** A row for each goal, or for each series of values. */
function tableOf({ goalTable, scoreTable }: DocumentSection, context: IntakeContext, numbered: Numbered) {
  if (goalTable !== undefined) return table('goals', goalTable, context, numbered);
  return scoreTable === undefined ? null : table('scores', scoreTable, context, numbered);
}

function table(
  each: 'goals' | 'scores',
  columns: readonly ScoreTableColumn[],
  context: IntakeContext,
  numbered: Numbered,
): StatementTable | null {
  const rows = listAt(each, context.intake).map((_, i) =>
    columns.map((column) => numbered(cellOf(column, `${each}.${i}`, context))),
  );
  if (rows.length === 0) return null;
  // A column of lists that are all empty is no column.
  const shown = columns.map((column, i) => !('each' in column) || rows.some((row) => row[i] !== null));
  return {
    columns: columns.filter((_, i) => shown[i]).map(({ heading, width }) => ({ heading, width })),
    rows: rows.map((row) => row.filter((_, i) => shown[i])),
  };
}

function cellOf({ say, each }: ScoreTableColumn, row: string, context: IntakeContext): readonly Piece[] | null {
  if (each === undefined) return sayPattern(say, row, context);
  const entries = listAt(`${row}${each}`, context.intake).map((_, i) => sayPattern(say, `${row}${each}.${i}`, context));
  return joinPieces(
    entries.filter((entry) => entry !== null),
    '; ',
  );
}

function openQuestions(template: DocumentTemplate, intake: Intake): readonly NoteQuestion[] {
  const asked = template.questions.flatMap((question) => {
    const elements =
      question.each === undefined ? [null] : listAt(question.each, intake).map((_, i) => `${question.each}.${i}`);
    return elements
      .filter((element) => holds(question.if, element, intake))
      .filter((element) => !holds([{ path: question.path }], element, intake))
      .map((element) => ({
        sectionId: question.sectionId,
        prompt: question.prompt.replace('{.id}', element === null ? '' : (rawValue(`${element}.id`, intake) ?? '')),
        required: question.required,
      }));
  });
  return asked.map((question, index) => ({ id: `q${index}`, ...question }));
}
