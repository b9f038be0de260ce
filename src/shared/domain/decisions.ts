/** What the therapist settled on the review screen besides the text and the minutes; later ones win over earlier ones. */
import type { DistinctAnswer } from './billing.ts';
import type { CompanyDecision } from './company.ts';
import type { DiagnosisDecision } from './diagnoses.ts';
import type { ScoreAnswer, ScoreOverride } from './scores.ts';
import type { ModifierDecision } from './threshold.ts';

export type Decision =
  | ({ readonly kind: 'threshold' } & ModifierDecision)
  | ({ readonly kind: 'distinct' } & DistinctAnswer)
  | ({ readonly kind: 'scoreAnswer' } & ScoreAnswer)
  | ({ readonly kind: 'scoreOverride' } & ScoreOverride)
  | ({ readonly kind: 'company' } & CompanyDecision)
  | ({ readonly kind: 'diagnosis' } & DiagnosisDecision);
export type DecisionOf<K extends Decision['kind']> = Extract<Decision, { kind: K }>;

export function decisionsOf<K extends Decision['kind']>(kind: K, all: readonly Decision[]): readonly DecisionOf<K>[] {
  return all.filter((decision): decision is DecisionOf<K> => decision.kind === kind);
}
