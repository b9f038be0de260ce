/**
 * What stands between the draft and the signature, as a list to walk through: each point knows where it is and what
 * one key press can do about it. Worked out from what the points are about, not from the names of checks. Pure.
 */
import type { ReviewState } from '../../../shared/contract.ts';
import type { Issue } from '../../../shared/domain/issue.ts';

export type Resolution =
  | { readonly kind: 'confirm'; readonly entryId: string }
  | { readonly kind: 'tie'; readonly codes: readonly string[] }
  | { readonly kind: 'answer'; readonly questionId: string }
  | { readonly kind: 'play'; readonly factId: string; readonly statementId: string | null }
  | { readonly kind: 'show'; readonly statementId: string }
  | { readonly kind: 'minutes' }
  | { readonly kind: 'none' };

export interface OpenPoint {
  readonly key: string;
  readonly severity: Issue['severity'];
  readonly message: string;
  readonly resolution: Resolution;
}

const RANK: Readonly<Record<Issue['severity'], number>> = { blocker: 0, warning: 1, hint: 2 };

function resolutionOf(issue: Issue, { record, note, played }: ReviewState): Resolution {
  const { at } = issue;
  const tie = record.charges.result.ties.find((entry) => at !== undefined && entry.codes.join(',') === at);
  if (tie !== undefined || (issue.code.includes('tie') && record.charges.result.ties.length > 0))
    return { kind: 'tie', codes: (tie ?? record.charges.result.ties[0])?.codes ?? [] };
  if (at === undefined) return issue.code.startsWith('minutes') ? { kind: 'minutes' } : { kind: 'none' };
  const entry = record.ledger.entries.find((candidate) => candidate.id === at);
  if (entry !== undefined) return entry.needsConfirmation ? { kind: 'confirm', entryId: at } : { kind: 'minutes' };
  if (note.questions.some((question) => question.id === at)) return { kind: 'answer', questionId: at };
  const statements = note.sections.flatMap((section) => section.statements);
  if (statements.some((statement) => statement.id === at)) return { kind: 'show', statementId: at };
  if (record.facts.some((fact) => fact.id === at)) {
    const statementId = statements.find((statement) => statement.factIds.includes(at))?.id ?? null;
    if (played.includes(at) && statementId !== null) return { kind: 'show', statementId };
    return { kind: 'play', factId: at, statementId };
  }
  return issue.code.startsWith('minutes') ? { kind: 'minutes' } : { kind: 'none' };
}

/** Blockers first, then in the order the checks gave; blanks that no check names are added as hints or blockers. */
export function openPoints(review: ReviewState): readonly OpenPoint[] {
  const points = review.issues.map((issue, index) => ({
    key: `${issue.code}-${issue.at ?? ''}-${index}`,
    severity: issue.severity,
    message: issue.message,
    resolution: resolutionOf(issue, review),
  }));
  return points.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

export function blockerCount(review: ReviewState): number {
  return review.issues.filter((issue) => issue.severity === 'blocker').length;
}
