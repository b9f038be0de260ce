/** The draft as first generated: kept for good, never overwritten by an edit. */
import type { ChargeProposal } from '../../../../shared/domain/billing.ts';
import type { Evidence } from '../../../../shared/domain/evidence.ts';
import type { NoteDraft, Statement } from '../../../../shared/domain/note.ts';
import type { NonEmpty } from '../../../../shared/nonEmpty.ts';
import { type Db, transaction } from '../openDatabase.ts';

export interface StoredDraft {
  readonly note: NoteDraft;
  readonly charges: ChargeProposal;
}

type NoteRow = {
  type: NoteDraft['type'];
  questions: string;
  left_out: string;
  issues: string;
  charges: string;
  stamp: string;
};
type StatementRow = {
  id: string;
  section_id: string;
  kind: Statement['kind'];
  text: string;
  fact_ids: string;
  anchors: string;
};

export function notesIn(db: Db) {
  const clear = db.prepare<[string]>('DELETE FROM note WHERE session_id = ?');
  const addNote = db.prepare(`INSERT INTO note (session_id, type, questions, left_out, issues, charges, stamp)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const addSection = db.prepare('INSERT INTO note_section (session_id, id, position, heading) VALUES (?, ?, ?, ?)');
  const addStatement = db.prepare(`INSERT INTO statement
    (session_id, id, section_id, position, kind, text, fact_ids, anchors) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const addEvidence = db.prepare(`INSERT INTO statement_evidence
    (session_id, statement_id, position, kind, utterance_id, start_ms, end_ms, rule_id, body)
    VALUES (@sessionId, @statementId, @position, @kind, @utteranceId, @startMs, @endMs, @ruleId, @body)`);
  const note = db.prepare<[string], NoteRow>('SELECT * FROM note WHERE session_id = ?');
  const sections = db.prepare<[string], { id: string; heading: string }>(
    'SELECT id, heading FROM note_section WHERE session_id = ? ORDER BY position',
  );
  const statements = db.prepare<[string], StatementRow>(
    'SELECT * FROM statement WHERE session_id = ? ORDER BY section_id, position',
  );
  const evidence = db.prepare<[string], { statement_id: string; body: string }>(
    'SELECT statement_id, body FROM statement_evidence WHERE session_id = ? ORDER BY statement_id, position',
  );

  return {
    save: transaction(db, (sessionId: string, draft: StoredDraft) => {
      const { note: text, charges } = draft;
      clear.run(sessionId);
      const parts = [text.questions, text.leftOut, text.issues, charges, text.stamp].map((part) =>
        JSON.stringify(part),
      );
      addNote.run(sessionId, text.type, ...parts);
      text.sections.forEach((section, at) => {
        addSection.run(sessionId, section.id, at, section.heading);
        section.statements.forEach((statement, index) => {
          const leaves = [statement.factIds, statement.anchors].map((leaf) => JSON.stringify(leaf));
          addStatement.run(sessionId, statement.id, section.id, index, statement.kind, statement.text, ...leaves);
          statement.evidence.forEach((item, position) => {
            addEvidence.run({ sessionId, statementId: statement.id, position, ...evidenceColumns(item) });
          });
        });
      });
    }),
    load: (sessionId: string): StoredDraft | null => {
      const row = note.get(sessionId);
      if (row === undefined) return null;
      const found = Map.groupBy(evidence.all(sessionId), (item) => item.statement_id);
      const inSection = Map.groupBy(statements.all(sessionId), (statement) => statement.section_id);
      return {
        charges: JSON.parse(row.charges) as ChargeProposal,
        note: {
          type: row.type,
          sections: sections.all(sessionId).map(({ id, heading }) => ({
            id,
            heading,
            statements: (inSection.get(id) ?? []).map((statement) =>
              toStatement(statement, found.get(statement.id) ?? []),
            ),
          })),
          questions: JSON.parse(row.questions) as NoteDraft['questions'],
          leftOut: JSON.parse(row.left_out) as NoteDraft['leftOut'],
          issues: JSON.parse(row.issues) as NoteDraft['issues'],
          stamp: JSON.parse(row.stamp) as NoteDraft['stamp'],
        },
      };
    },
  };
}

function evidenceColumns(item: Evidence) {
  return {
    kind: item.kind,
    utteranceId: item.kind === 'spoken' ? item.utteranceId : null,
    startMs: item.kind === 'heard' ? item.startMs : null,
    endMs: item.kind === 'heard' ? item.endMs : null,
    ruleId: item.kind === 'rule' ? item.ruleId : null,
    body: JSON.stringify(item),
  };
}

function toStatement(row: StatementRow, evidence: readonly { readonly body: string }[]): Statement {
  return {
    id: row.id,
    kind: row.kind,
    text: row.text,
    factIds: JSON.parse(row.fact_ids) as Statement['factIds'],
    evidence: evidence.map((item) => JSON.parse(item.body) as Evidence) as unknown as NonEmpty<Evidence>,
    anchors: JSON.parse(row.anchors) as Statement['anchors'],
  };
}
