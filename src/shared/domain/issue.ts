/** A finding of a check. A blocker refuses the signature; a warning needs a reason; a hint is only told. */
export interface Issue {
  readonly severity: 'blocker' | 'warning' | 'hint';
  /** Stable name of the check, for example "number-lock". */
  readonly code: string;
  readonly message: string;
  /** What it is about: a statement id, ledger entry id, fact id or record field. */
  readonly at?: string;
}
