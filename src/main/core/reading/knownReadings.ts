/**
 * Readings at hand for work that cannot wait: a change of the transcript is one transaction, and reading takes a while.
 * Such work asks for a reading; where there is none it stops without a trace, the words are read, and it begins again.
 */
import type { ReadableWords, Reading } from '../../../nlp/read/reading.ts';
import { AppFailure, ok, type Result } from '../../../shared/result.ts';
import type { FactReader } from './factReader.ts';

/** Thrown through a transaction, which takes back what it had done. */
export class NotYetRead extends Error {
  readonly words: ReadableWords;
  constructor(words: ReadableWords) {
    super('These words have not been read yet.');
    this.name = 'NotYetRead';
    this.words = words;
  }
}

export interface KnownReadings {
  /** null: nobody reads here. @throws NotYetRead */
  of(words: ReadableWords): Reading | null;
  /** Runs `work`, again after each reading it lacked. Whatever else it throws passes. */
  whenRead<T>(work: () => Result<T>): Promise<Result<T>>;
}

/** Of the sessions that are looked at: each needs two or three, as it was and as it is corrected. */
const MOST_KEPT = 12;

export function createKnownReadings(reader: FactReader | null): KnownReadings {
  const kept = new Map<string, Reading>();
  const keyOf = ({ utterances }: ReadableWords) =>
    utterances.map(({ id, speaker, text }) => `${id}\t${speaker}\t${text}`).join('\n');

  async function learn(words: ReadableWords): Promise<Result<null>> {
    if (reader === null) return ok(null);
    try {
      kept.set(keyOf(words), await reader.read(words));
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      throw error;
    }
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return ok(null);
  }

  return {
    of(words) {
      if (reader === null) return null;
      const key = keyOf(words);
      const known = kept.get(key);
      if (known === undefined) throw new NotYetRead(words);
      kept.delete(key);
      kept.set(key, known);
      return known;
    },
    async whenRead(work) {
      for (;;) {
        try {
          return work();
        } catch (error) {
          if (!(error instanceof NotYetRead)) throw error;
          const learnt = await learn(error.words);
          if (!learnt.ok) return learnt;
        }
      }
    },
  };
}
