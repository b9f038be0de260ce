/** What a note is checked against: the record it was made from and what a person did since. */
import type { ChargeProposal, MinutesLedger } from '../../shared/domain/billing.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { Edit, NoteDraft } from '../../shared/domain/note.ts';
import type { Patient, SessionHeader } from '../../shared/domain/record.ts';
import type { NoteTemplate, PayerRules, RuleSet } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import type { WordingRule } from '../../shared/domain/wordingRule.ts';

export interface CheckedRecord {
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly patient: Patient | null;
  readonly session: Pick<SessionHeader, 'durationMs'>;
}

export interface CheckContext extends CheckedRecord {
  /** The facts before any level was entered: what the draft was written from. */
  readonly heardFacts: readonly Fact[];
  /** The note with the edits applied. */
  readonly note: NoteDraft;
  readonly edits: readonly Edit[];
  /** The therapist's own wording, as it was laid over the draft. */
  readonly wording: readonly WordingRule[];
  /** Statement and fact ids whose sound was played. */
  readonly played: ReadonlySet<string>;
  readonly rules: RuleSet;
  readonly template: NoteTemplate;
  /** Whose layout the note is in; absent: the template's. */
  readonly payer?: PayerRules;
}

/** The facts as the therapist left them: an entered level replaces the heard one. */
export function withEnteredLevels(facts: readonly Fact[], edits: readonly Edit[]): readonly Fact[] {
  return facts.map((fact) => {
    if (fact.kind !== 'observation') return fact;
    const edit = edits.findLast((candidate) => candidate.kind === 'level' && candidate.factId === fact.id);
    if (edit === undefined || edit.kind !== 'level') return fact;
    const { range: _range, helpers: _helpers, ...rest } = fact;
    return { ...rest, assistLevel: edit.level };
  });
}
