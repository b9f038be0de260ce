/**
 * The length of the whole session as told ("thirty-five minutes all told", in at nine fifty-two and out at ten
 * twenty-four): no treatment by itself, but what "the rest was balance" is reckoned from. Rests are taken off.
 */
import { isNumber } from '../text/token.ts';
import { readAmount } from './amounts.ts';
import type { Sentence } from './document.ts';

const MOST_UTTERANCES = 4;
const RESTS = new Set(['rest', 'rests', 'break', 'breaks', 'breather', 'pause', 'phone', 'bathroom', 'waiting']);

export class WholeTime {
  #minutes: number | null = null;
  #utterance = -1;

  tell(minutes: number, { utteranceIndex }: Sentence): void {
    this.#minutes = minutes;
    this.#utterance = utteranceIndex;
  }

  /** "Took a five minute rest in the middle." */
  hear(sentence: Sentence): void {
    if (this.#minutes === null || sentence.utteranceIndex - this.#utterance > MOST_UTTERANCES) return;
    const { tokens } = sentence;
    if (!tokens.some((token) => RESTS.has(token.text))) return;
    const at = tokens.findIndex((token, index) => isNumber(token) && readAmount(tokens, index)?.unitSaid === true);
    const rest = at < 0 ? null : readAmount(tokens, at);
    if (rest !== null && rest.minutes < this.#minutes) this.#minutes -= rest.minutes;
  }

  /** What of the whole no entry has taken yet; null when no whole was told shortly before. */
  left({ utteranceIndex }: Sentence, entered: number): number | null {
    if (this.#minutes === null || utteranceIndex - this.#utterance > MOST_UTTERANCES) return null;
    return this.#minutes > entered ? this.#minutes - entered : null;
  }
}
