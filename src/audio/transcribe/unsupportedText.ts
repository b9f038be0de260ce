/**
 * Finds text that leans on no sound: over noise Whisper writes fluent sentences, but attention finds no place for the
 * words, so most of them have no length, and none is likely. Speech in noise is unlikely too, but it takes time.
 */
import type { Word } from '../../shared/domain/utterance.ts';

const NO_LENGTH_MS = 50;
/** Fewer words than this are too few to judge by their times. */
const MIN_WORDS = 3;
const NO_LENGTH_SHARE = 0.5;
const LIKELY_MEAN_P = 0.6;
const FEW_WORDS = 2;
/** From here on a word more may be a guess. */
const LIKELY_NO_SPEECH_P = 0.3;
/** Below this a short text is more often wrong than right by a wide margin, and is shown as a gap to listen to. */
const LEAST_MEAN_P = 0.4;

export function leansOnNoSound(words: readonly Word[]): boolean {
  if (words.length < MIN_WORDS) return false;
  const lengthless = words.filter((word) => word.endMs - word.startMs < NO_LENGTH_MS).length;
  return lengthless >= NO_LENGTH_SHARE * words.length && meanProbability(words) < LIKELY_MEAN_P;
}

/** Sneezes, barks and cries come back as an exclamation that the recogniser itself hardly believes. */
export function isBareGuess(words: readonly Word[], noSpeechP: number): boolean {
  const few = noSpeechP > LIKELY_NO_SPEECH_P ? FEW_WORDS + 1 : FEW_WORDS;
  return words.length <= few && meanProbability(words) < LEAST_MEAN_P;
}

export function meanProbability(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.p, 0) / words.length;
}
