/**
 * Stretches of speech from a detector's probabilities: a high threshold to begin, a low one to end, so that
 * a quiet syllable does not end a sentence; short gaps are bridged, single spikes ignored.
 */
export interface SpeechRunOptions {
  readonly start: number;
  readonly stop: number;
  /** Gaps up to this many values are part of the speech. */
  readonly joinGap: number;
  /** Runs shorter than this are no speech. */
  readonly minLength: number;
}

export interface SpeechRun {
  readonly start: number;
  readonly end: number;
}

export function speechRuns(probabilities: ArrayLike<number>, options: SpeechRunOptions): SpeechRun[] {
  const runs: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | null = null;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    if (open && p >= options.stop) open.end = i + 1;
    else if (open) open = null;
    else if (p >= options.start) {
      open = { start: quietStart(probabilities, i, options.stop), end: i + 1 };
      runs.push(open);
    }
  }
  const joined: { start: number; end: number }[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && run.start - last.end <= options.joinGap) last.end = run.end;
    else joined.push({ ...run });
  }
  return joined.filter((run) => run.end - run.start >= options.minLength);
}

/** The first value before the onset that is already above the lower threshold. */
function quietStart(probabilities: ArrayLike<number>, onset: number, stop: number): number {
  let start = onset;
  while (start > 0 && probabilities[start - 1]! >= stop) start -= 1;
  return start;
}
