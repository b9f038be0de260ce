import type { IsoInstant, Span } from '../time.ts';

/** A range of words of one utterance: [from, to), counted over `tokens` of the text split at white space. */
export interface SpokenEvidence {
  readonly kind: 'spoken';
  readonly utteranceId: string;
  readonly from: number;
  readonly to: number;
}

/** Something measured on the sound itself (a timer, a detector), not on words. */
export interface HeardEvidence extends Span {
  readonly kind: 'heard';
  readonly detector: string;
}

/** Worked out by a rule from other facts or ledger entries. */
export interface RuleEvidence {
  readonly kind: 'rule';
  readonly ruleId: string;
  readonly inputs: readonly string[];
}

/** Typed by a person. `field` names where: "review.statement", "ledger", "patient.name". */
export interface EnteredEvidence {
  readonly kind: 'entered';
  readonly by: string;
  readonly at: IsoInstant;
  readonly field: string;
}

export type Evidence = SpokenEvidence | HeardEvidence | RuleEvidence | EnteredEvidence;
