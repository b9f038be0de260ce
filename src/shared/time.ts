/** Integer milliseconds on the session's sample clock, never the wall clock. */
export type Ms = number;

/** Half-open stretch of the session: startMs is inside, endMs is not. */
export interface Span {
  readonly startMs: Ms;
  readonly endMs: Ms;
}

/** ISO 8601 instant with offset or Z, for example 2026-03-02T14:05:00Z. */
export type IsoInstant = string;
/** ISO 8601 calendar date, for example 2026-03-02. */
export type IsoDate = string;
