/** A phrase the therapist always writes otherwise: offered after it was changed by hand several times, kept when wanted. */
export interface WordingRule {
  readonly before: string;
  readonly after: string;
}
