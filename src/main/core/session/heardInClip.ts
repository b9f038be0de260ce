/**
 * Which of the statements and facts a page calls heard really sounded in the clip it asked for. A doubtful value may be
 * signed after it was listened to, so the claim alone does not count: at least one piece of its evidence must lie in it.
 */
import type { ReviewState } from '../../../shared/contract.ts';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { Span } from '../../../shared/time.ts';
import { resolveEvidence } from '../export/resolveEvidence.ts';

/** Word times are good to about a tenth of a second, and a clip ends with the sound. */
const LEAST_SHARE = 0.9;

export function heardInClip(claimed: readonly string[], clip: Span, { note, record }: ReviewState): readonly string[] {
  const context = { utterances: record.transcript.utterances, facts: record.facts, ledger: record.ledger.entries };
  const statements = note.sections.flatMap((section) => section.statements);
  return claimed.filter((id) => {
    const subject = statements.find((each) => each.id === id) ?? record.facts.find((each) => each.id === id);
    const evidence: readonly Evidence[] = subject?.evidence ?? [];
    return resolveEvidence(evidence, context).some((each) => {
      if (!('t0' in each)) return false;
      return lies({ startMs: each.t0 * 1000, endMs: each.t1 * 1000 }, clip);
    });
  });
}

function lies(piece: Span, clip: Span): boolean {
  const shared = Math.min(piece.endMs, clip.endMs) - Math.max(piece.startMs, clip.startMs);
  return shared > 0 && shared >= LEAST_SHARE * (piece.endMs - piece.startMs);
}
