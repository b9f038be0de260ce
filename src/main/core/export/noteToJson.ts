/** note.json: the draft with each statement's evidence followed down to seconds of sound. */
import type { NoteDraft } from '../../../shared/domain/note.ts';
import type { ReleasedRecord } from './release.ts';
import { type EvidenceContext, type ResolvedEvidence, resolveEvidence } from './resolveEvidence.ts';

export interface NoteJson {
  readonly format: 'ot-scribe-note';
  readonly version: 1;
  readonly type: NoteDraft['type'];
  readonly status: 'draft' | 'signed';
  readonly dateOfService: string;
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly statements: readonly {
      readonly id: string;
      readonly kind: string;
      readonly text: string;
      readonly factIds: readonly string[];
      readonly evidence: readonly ResolvedEvidence[];
      readonly anchors: readonly {
        readonly from: number;
        readonly to: number;
        readonly evidence: readonly ResolvedEvidence[];
      }[];
    }[];
  }[];
  readonly questions: NoteDraft['questions'];
  readonly leftOut: NoteDraft['leftOut'];
  readonly issues: NoteDraft['issues'];
  readonly stamp: NoteDraft['stamp'];
}

export function noteToJson(record: ReleasedRecord): NoteJson {
  const context: EvidenceContext = {
    utterances: record.transcript.utterances,
    facts: record.facts,
    ledger: record.ledger.entries,
  };
  return {
    format: 'ot-scribe-note',
    version: 1,
    type: record.note.type,
    status: record.signature ? 'signed' : 'draft',
    dateOfService: record.session.dateOfService,
    sections: record.note.sections.map((section) => ({
      id: section.id,
      heading: section.heading,
      statements: section.statements.map((statement) => ({
        id: statement.id,
        kind: statement.kind,
        text: statement.text,
        factIds: statement.factIds,
        evidence: resolveEvidence(statement.evidence, context),
        anchors: statement.anchors.map((anchor) => ({
          from: anchor.from,
          to: anchor.to,
          evidence: resolveEvidence(anchor.evidence, context),
        })),
      })),
    })),
    questions: record.note.questions,
    leftOut: record.note.leftOut,
    issues: record.note.issues,
    stamp: record.note.stamp,
  };
}
