/**
 * Above the annual threshold the modifier says that the services are medically necessary and documented. The sentence
 * that stands for it in the note gives the therapist's own reason and the help that was needed today, and nothing of a
 * standard text; without the therapist's attestation there is none.
 */
import type { ChargeProposal } from '../../shared/domain/billing.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import { type DraftContext, recordPiece, type StatementBody, sentence } from './draftContext.ts';
import { layOut, type Piece } from './statementText.ts';

/** Which input of a modifier's reason is the therapist's: written by the threshold's rule. */
const THERAPISTS_REASON = 'reason of the therapist';

export interface Attested {
  readonly modifier: string;
  readonly reason: string;
  readonly ruleId: string;
}

export function attestedModifier(charges: ChargeProposal): Attested | null {
  const whys = charges.lines.filter(({ units }) => units > 0).flatMap((line) => line.whys ?? []);
  for (const { ruleId, inputs } of whys) {
    const reason = inputs.find(({ name }) => name === THERAPISTS_REASON)?.value.trim();
    if (reason) return { modifier: ruleId.replace('modifier/', ''), reason: reason.replace(/[.\s]+$/, ''), ruleId };
  }
  return null;
}

/** `findings`: the help that remains, as it is told in the assessment. */
export function attestationStatement(
  findings: readonly Piece[],
  facts: readonly Fact[],
  context: DraftContext,
): StatementBody | null {
  const attested = attestedModifier(context.charges);
  if (attested === null || facts.length === 0) return null;
  const lines = context.ledger.entries.map(({ id }) => id);
  const evidence = [{ kind: 'rule', ruleId: attested.ruleId, inputs: lines }] as const;
  const slots = {
    modifier: recordPiece('attestation.modifier', evidence, context),
    reason: recordPiece('attestation.reason', evidence, context),
    findings,
  };
  const own = facts.flatMap((fact) => fact.evidence);
  return {
    ...{ id: 'attestation', kind: 'record', ...layOut(sentence('attestation', slots, context)) },
    factIds: facts.map(({ id }) => id),
    evidence: [...evidence, ...own],
  };
}
