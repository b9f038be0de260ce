/** note.json: the draft with each statement's evidence followed down to seconds of sound, or to the field typed. */
import type { DocumentRecord } from '../../../shared/domain/intake.ts';
import type { NoteDraft, Statement } from '../../../shared/domain/note.ts';
import type { ReleasedRecord } from './release.ts';
import { type EvidenceContext, type ResolvedEvidence, resolveEvidence } from './resolveEvidence.ts';

export interface StatementJson {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly factIds: readonly string[];
  readonly evidence: readonly ResolvedEvidence[];
  readonly anchors: readonly {
    readonly from: number;
    readonly to: number;
    readonly factId?: string;
    readonly field?: string;
    readonly evidence: readonly ResolvedEvidence[];
  }[];
}

export interface NoteJson {
  readonly format: 'ot-scribe-note';
  readonly version: 1;
  readonly type: NoteDraft['type'];
  readonly status: 'draft' | 'signed';
  readonly dateOfService: string | null;
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly table?: {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (StatementJson | null)[])[];
    };
    readonly statements: readonly StatementJson[];
  }[];
  readonly questions: NoteDraft['questions'];
  readonly leftOut: NoteDraft['leftOut'];
  readonly issues: NoteDraft['issues'];
  readonly stamp: NoteDraft['stamp'];
}

export function noteToJson(record: ReleasedRecord | DocumentRecord): NoteJson {
  const { note, signature } = record;
  const context: EvidenceContext =
    record.format === 'ot-scribe-record'
      ? { utterances: record.transcript.utterances, facts: record.facts, ledger: record.ledger.entries }
      : { utterances: [], facts: [], ledger: [] };
  const dateOfService =
    record.format === 'ot-scribe-record' ? record.session.dateOfService : record.intake.dates.report;
  return {
    format: 'ot-scribe-note',
    version: 1,
    type: note.type,
    status: signature ? 'signed' : 'draft',
    dateOfService,
    sections: note.sections.map(({ id, heading, table, statements }) => ({
      id,
      heading,
      ...(table === undefined
        ? {}
        : {
            table: {
              columns: table.columns.map((column) => column.heading),
              rows: table.rows.map((row) => row.map((cell) => (cell === null ? null : statementJson(cell, context)))),
            },
          }),
      statements: statements.map((statement) => statementJson(statement, context)),
    })),
    questions: note.questions,
    leftOut: note.leftOut,
    issues: note.issues,
    stamp: note.stamp,
  };
}

function statementJson(statement: Statement, context: EvidenceContext): StatementJson {
  return {
    id: statement.id,
    kind: statement.kind,
    text: statement.text,
    factIds: statement.factIds,
    evidence: resolveEvidence(statement.evidence, context),
    anchors: statement.anchors.map(({ evidence, ...shown }) => ({
      ...shown,
      evidence: resolveEvidence(evidence, context),
    })),
  };
}
