/**
 * Follows evidence down to sound: words of an utterance with their times, a stretch that was measured, or what a person
 * typed. Rules are followed through their inputs (facts, ledger entries), so that a unit count leads to spoken minutes.
 */
import type { LedgerEntry } from '../../../shared/domain/billing.ts';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';

export type ResolvedEvidence =
  | {
      readonly kind: 'spoken';
      readonly utterance: number;
      readonly speaker: Utterance['speaker'];
      /** Seconds from the start of the session. */
      readonly t0: number;
      readonly t1: number;
      readonly words: string;
    }
  | { readonly kind: 'heard'; readonly t0: number; readonly t1: number; readonly detector: string }
  | { readonly kind: 'entered'; readonly by: string; readonly at: string; readonly field: string }
  | { readonly kind: 'rule'; readonly ruleId: string };

export interface EvidenceContext {
  readonly utterances: readonly Utterance[];
  readonly facts: readonly Fact[];
  readonly ledger: readonly LedgerEntry[];
}

export function resolveEvidence(evidence: readonly Evidence[], context: EvidenceContext): readonly ResolvedEvidence[] {
  const seen = new Set<string>();
  const resolved = evidence.flatMap((each) => follow(each, context, seen));
  return resolved.filter((each, index) => {
    const same = JSON.stringify(each);
    return resolved.findIndex((other) => JSON.stringify(other) === same) === index;
  });
}

function follow(evidence: Evidence, context: EvidenceContext, seen: Set<string>): readonly ResolvedEvidence[] {
  switch (evidence.kind) {
    case 'spoken':
      return [spoken(evidence, context)];
    case 'heard':
      return [
        { kind: 'heard', t0: seconds(evidence.startMs), t1: seconds(evidence.endMs), detector: evidence.detector },
      ];
    case 'entered':
      return [{ kind: 'entered', by: evidence.by, at: evidence.at, field: evidence.field }];
    case 'rule':
      return [
        { kind: 'rule', ruleId: evidence.ruleId },
        ...evidence.inputs.flatMap((id) => {
          if (seen.has(id)) return [];
          seen.add(id);
          const source =
            context.facts.find((fact) => fact.id === id) ?? context.ledger.find((entry) => entry.id === id);
          return (source?.evidence ?? []).flatMap((each) => follow(each, context, seen));
        }),
      ];
  }
}

/** Times of the words where they are known, else of the whole utterance. @throws on evidence that points nowhere */
function spoken(evidence: Extract<Evidence, { kind: 'spoken' }>, context: EvidenceContext): ResolvedEvidence {
  const utterance = context.utterances.findIndex((each) => each.id === evidence.utteranceId);
  const found = context.utterances[utterance];
  if (!found) throw new Error(`Evidence points at utterance ${evidence.utteranceId}, which does not exist`);
  const tokens = found.text.split(/\s+/).filter(Boolean);
  const words = found.words.length === tokens.length ? found.words.slice(evidence.from, evidence.to) : [];
  return {
    kind: 'spoken',
    utterance,
    speaker: found.speaker,
    t0: seconds(words[0]?.startMs ?? found.startMs),
    t1: seconds(words.at(-1)?.endMs ?? found.endMs),
    words: tokens.slice(evidence.from, evidence.to).join(' '),
  };
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
