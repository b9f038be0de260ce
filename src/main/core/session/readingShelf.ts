/** Second readings of lines, in memory until the lock: only what a recogniser really gave can be accepted by its number. */
import { textOf, type Word } from '../../../shared/domain/utterance.ts';
import type { NonEmpty } from '../../../shared/nonEmpty.ts';

export interface KeptReading {
  readonly id: string;
  readonly sessionId: string;
  readonly utteranceId: string;
  readonly recogniser: string;
  readonly text: string;
  readonly words: NonEmpty<Word>;
}

export interface ReadingShelf {
  keep(reading: Omit<KeptReading, 'id' | 'text'>): KeptReading;
  find(sessionId: string, id: string): KeptReading | null;
  clear(): void;
}

const MOST_READINGS = 60;

export function createReadingShelf(newId: () => string): ReadingShelf {
  let kept: readonly KeptReading[] = [];
  return {
    keep(reading) {
      const one = { ...reading, id: newId(), text: textOf(reading.words) };
      kept = [...kept, one].slice(-MOST_READINGS);
      return one;
    },
    find: (sessionId, id) => kept.find((each) => each.sessionId === sessionId && each.id === id) ?? null,
    clear() {
      kept = [];
    },
  };
}
