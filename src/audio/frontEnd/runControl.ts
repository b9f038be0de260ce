/** How a long computation is watched and stopped; an AbortSignal fits. */
import { failure } from '../../shared/result.ts';

export interface RunControl {
  readonly signal: { readonly aborted: boolean };
  /** Share done, 0 to 1. */
  progress(share: number): void;
}

/** @throws AppFailure 'cancelled' when the user has asked to stop */
export function stopIfAsked(run: RunControl): void {
  if (run.signal.aborted) throw failure('cancelled', 'The analysis was stopped.');
}

/** The control of one stage that makes up [from, to] of the whole. */
export function partOf(run: RunControl, from: number, to: number): RunControl {
  return { signal: run.signal, progress: (share) => run.progress(from + (to - from) * Math.min(1, share)) };
}
