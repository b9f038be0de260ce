/** The reason behind a result, so that a reviewer can redo it: what went in, which rule, who says so. */
export interface WhyInput {
  readonly name: string;
  readonly value: string;
  /** What it was read from: a fact, ledger entry or session id, or a path into the record. */
  readonly at?: string;
}

export interface Why {
  /** Stable name, for example "burden/share". */
  readonly ruleId: string;
  /** Title and section of the authority, or who else the rule comes from. */
  readonly source: string;
  readonly inputs: readonly WhyInput[];
  /** The reasoning as one sentence. */
  readonly text: string;
}
