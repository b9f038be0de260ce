/**
 * What stands between the draft and the signature, as a list to walk through: each point knows where it is and what
 * one key press can do about it. Worked out from what the points are about, not from the names of checks. Pure.
 */
import type { ReviewState } from '../../../shared/contract.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { TranscriptGap } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';
import { resolveEvidence } from './evidence.ts';

export type Resolution =
  | { readonly kind: 'confirm'; readonly entryId: string }
  | { readonly kind: 'tie'; readonly codes: readonly string[] }
  | { readonly kind: 'answer'; readonly questionId: string }
  /** Sound to be played; `heard` names what counts as listened to after that. */
  | {
      readonly kind: 'listen';
      readonly clips: readonly Span[];
      readonly heard: readonly string[];
      readonly statementId: string | null;
    }
  | { readonly kind: 'show'; readonly statementId: string }
  /** A sentence brought forward: it holds today too, as it stands. */
  | { readonly kind: 'accept'; readonly statementId: string; readonly text: string }
  | { readonly kind: 'minutes' }
  /** An assistant signs for their minutes. */
  | { readonly kind: 'contribute' }
  /** Something typed before the transcript changed: back into the note where it can stand there, or dropped. */
  | { readonly kind: 'settle'; readonly position: number; readonly canKeep: boolean }
  | { readonly kind: 'none' };

export interface OpenPoint {
  readonly key: string;
  readonly code: string;
  readonly severity: Issue['severity'];
  readonly message: string;
  readonly resolution: Resolution;
}

const RANK: Readonly<Record<Issue['severity'], number>> = { blocker: 0, warning: 1, hint: 2 };

function resolutionOf(issue: Issue, review: ReviewState): Resolution {
  const { at } = issue;
  const { record, note } = review;
  const { ties } = record.charges.result;
  const tie = ties.find((entry) => entry.codes.join(',') === at);
  if (tie !== undefined) return { kind: 'tie', codes: tie.codes };
  if (at === undefined) return { kind: 'none' };
  if (at === 'charges') return { kind: 'minutes' };
  if (issue.code === 'assistant-signature' || issue.code === 'student-signature') return { kind: 'contribute' };
  const aside = review.setAside.find(({ position }) => at === `set-aside-${position}`);
  if (aside !== undefined) {
    return { kind: 'settle', position: aside.position, canKeep: aside.sectionId !== null && aside.text !== '' };
  }
  const entry = record.ledger.entries.find((candidate) => candidate.id === at);
  if (entry !== undefined) {
    const isConfirmable = entry.needsConfirmation && entry.cpt !== null;
    return isConfirmable ? { kind: 'confirm', entryId: at } : { kind: 'minutes' };
  }
  if (note.questions.some((question) => question.id === at)) return { kind: 'answer', questionId: at };
  const gap = gapAt(at, record.transcript.gaps);
  if (gap !== null) return { kind: 'listen', clips: [gap], heard: [], statementId: null };
  const line = record.transcript.utterances.find(({ id }) => id === at);
  if (line !== undefined) return { kind: 'listen', clips: [line], heard: [], statementId: null };
  return resolutionInNote({ at, code: issue.code }, review);
}

interface Located {
  readonly at: string;
  readonly code: string;
}

/** For an issue about a sentence or a fact: listen while it is in doubt and was not heard, else just show it. */
function resolutionInNote({ at, code }: Located, { record, note, played }: ReviewState): Resolution {
  const statements = note.sections.flatMap((section) => section.statements);
  const statement = statements.find((entry) => entry.id === at);
  if (statement !== undefined) {
    if (code === 'pulled-forward') return { kind: 'accept', statementId: at, text: statement.text };
    const isUnsure = record.facts.some((fact) => fact.unsure && statement.factIds.includes(fact.id));
    if (!isUnsure || played.includes(at)) return { kind: 'show', statementId: at };
    const { clips } = resolveEvidence(statement.evidence, record);
    return { kind: 'listen', clips, heard: [at, ...statement.factIds], statementId: at };
  }
  const fact = record.facts.find((entry) => entry.id === at);
  if (fact === undefined) return { kind: 'none' };
  const statementId = statements.find((entry) => entry.factIds.includes(at))?.id ?? null;
  return { kind: 'listen', clips: resolveEvidence(fact.evidence, record).clips, heard: [at], statementId };
}

/** "gap-0": the first stretch of speech that could not be written down. */
function gapAt(at: string, gaps: readonly TranscriptGap[]): Span | null {
  const number = /^gap-(\d+)$/.exec(at)?.[1];
  return number === undefined ? null : (gaps[Number(number)] ?? null);
}

/** Blockers first, then in the order the checks gave. */
export function openPoints(review: ReviewState): readonly OpenPoint[] {
  const points = review.issues.map((issue, index) => ({
    key: `${issue.code}-${issue.at ?? ''}-${index}`,
    code: issue.code,
    severity: issue.severity,
    message: issue.message,
    resolution: resolutionOf(issue, review),
  }));
  return points.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

export function blockerCount(review: ReviewState): number {
  return review.issues.filter((issue) => issue.severity === 'blocker').length;
}
