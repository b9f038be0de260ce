import type { ReadableWords, Reading } from '../../../nlp/read/reading.ts';

/** Whoever reads: the process with the graph, or a test. */
export interface FactReader {
  /** @throws AppFailure: a missing model, cancelled. */
  read(words: ReadableWords, signal?: AbortSignal): Promise<Reading>;
}
