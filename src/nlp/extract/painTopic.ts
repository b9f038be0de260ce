/** Pain as a topic of the talk: whether a question is open, when and where it was asked about, what else was asked. */
import type { Side } from '../../shared/domain/facts.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import { whenSpans } from './painWhen.ts';
import { isQuestion } from './standing.ts';

const MOST_UTTERANCES_APART = 4;
const LONGEST_BARE_QUESTION = 7;
const LONGEST_FOLLOW_UP = 12;

export class PainTopic {
  /** Utterance in which pain was last spoken of. */
  #utterance = -99;
  #asked = -99;
  #askedOther = -99;
  #askedWhen: string | null = null;
  #clarifying = false;
  #other = -99;
  part: string | null = null;
  side: Side | null = null;

  /** The patient's numbers answer a pain question, or go on with what was just said of pain. */
  isOpen(sentence: Sentence): boolean {
    const { utteranceIndex } = sentence;
    if (utteranceIndex - this.#askedOther === 1) return false;
    if (utteranceIndex - this.#asked === 1) return true;
    return this.#utterance === utteranceIndex || (this.isNear(sentence) && utteranceIndex - this.#utterance <= 2);
  }

  isNear({ utteranceIndex }: Sentence): boolean {
    return utteranceIndex - this.#utterance <= MOST_UTTERANCES_APART;
  }

  /** The reply to a question about something else than pain. */
  answersOther({ utteranceIndex }: Sentence): boolean {
    return utteranceIndex - this.#askedOther === 1;
  }

  /** The moment the therapist asked about ("And sitting here?"), for the reply right after. */
  whenAsked({ utteranceIndex }: Sentence): string | null {
    return utteranceIndex - this.#asked === 1 ? this.#askedWhen : null;
  }

  get when(): string | null {
    return this.#askedWhen;
  }

  /** The therapist repeated a score and asked when it was felt. */
  askedWhen({ utteranceIndex }: Sentence): boolean {
    return this.#clarifying && utteranceIndex - this.#asked === 1;
  }

  /** Reads a question of the therapist; false when the sentence asks nothing about pain. */
  asks(sentence: Sentence, about: boolean): boolean {
    const { tokens, utteranceIndex } = sentence;
    const scales = hitsOf(sentence, 'painWords').filter((hit) => hit.entry.strength === 'scale');
    const scale = scales.length > 0;
    const numbers = tokens.some((token, at) => isNumber(token) && !scales.some((hit) => at >= hit.from && at < hit.to));
    const other = hitsOf(sentence, 'notPain').length > 0 && !about;
    const bare =
      (about || scale) &&
      tokens.length <= LONGEST_BARE_QUESTION &&
      !numbers &&
      !OPENS_STATEMENT.has(tokens[0]?.text ?? '');
    const question = isQuestion(sentence) || tokens.at(-1)?.text === '?';
    if (!question && !bare && !(scale && !numbers)) return false;
    if (other) {
      this.#askedOther = utteranceIndex;
      return true;
    }
    const when = whenSpans(sentence)[0]?.when ?? null;
    const limb =
      hitsOf(sentence, 'bodyParts').length > 0 &&
      tokens.length <= LONGEST_FOLLOW_UP &&
      ASKING_HOW.has(tokens[0]?.text ?? '');
    const follows =
      this.isNear(sentence) &&
      tokens.length <= LONGEST_FOLLOW_UP &&
      (when !== null || numbers || tokens.length <= LONGEST_BARE_QUESTION);
    const rates = asksForRating(sentence);
    if (!about && !scale && !limb && !follows && !rates) return question && !numbers;
    this.#clarifying = this.isNear(sentence) && (numbers || when !== null);
    this.#asked = utteranceIndex;
    this.#askedWhen = when;
    this.#utterance = utteranceIndex;
    this.#noteSite(sentence);
    return !numbers || scale;
  }

  hearTherapist(sentence: Sentence, about: boolean, scored: boolean): void {
    if (about || scored) {
      this.#utterance = sentence.utteranceIndex;
      this.#noteSite(sentence);
    } else if (hitsOf(sentence, 'notPain').length > 0 && sentence.utteranceIndex - this.#utterance > 1)
      this.#utterance = -99;
  }

  hearPatient(sentence: Sentence, about: boolean, scored: boolean): void {
    if (about || scored || ratesHimself(sentence)) this.#utterance = sentence.utteranceIndex;
    if (about || scored || this.isNear(sentence)) this.#noteSite(sentence);
  }

  somebodyElse({ utteranceIndex }: Sentence, opens: boolean): void {
    if (opens) this.#other = utteranceIndex;
  }

  speaksOfSomebodyElse({ utteranceIndex }: Sentence): boolean {
    return this.#other === utteranceIndex;
  }

  #noteSite(sentence: Sentence): void {
    const part = hitsOf(sentence, 'bodyParts').at(-1);
    if (part) this.part = part.entry.part;
    const side = hitsOf(sentence, 'sides').at(-1)?.entry.side;
    const assent = sentence.tokens.length <= 2 && sentence.tokens[0]?.text === 'right';
    if (side && side !== 'other' && !assent) this.side = side;
  }
}

/** "Sunday I was an eight": how bad it was, whatever day. */
function ratesHimself({ tokens, hits }: Sentence): boolean {
  if ((hits.get('notPain') ?? []).length > 0) return false;
  return tokens.some((token, at) => {
    if (!isNumber(token) || token.value > HIGHEST_RATING || !['a', 'an'].includes(tokens[at - 1]?.text ?? ''))
      return false;
    const next = tokens[at + 1];
    return (
      ['was', "'s", 'is', "'m"].includes(tokens[at - 2]?.text ?? '') &&
      (next === undefined || next.kind === 'punctuation')
    );
  });
}

/** "Still a four?", "Is it still a seven like Monday?": a rating asked about, and nothing that it counts. */
function asksForRating({ tokens }: Sentence): boolean {
  return (
    tokens.length <= LONGEST_FOLLOW_UP &&
    tokens.some((token, at) => {
      if (!isNumber(token) || token.value > HIGHEST_RATING || tokens[at - 1]?.text !== 'a') return false;
      const next = tokens[at + 1];
      return next === undefined || next.kind === 'punctuation' || AFTER_RATING.has(next.text);
    })
  );
}

const HIGHEST_RATING = 10;
const AFTER_RATING = new Set(['like', 'when', 'if', 'today', 'now', 'still', 'with', 'or', 'at', 'on', 'from', 'as']);

const OPENS_STATEMENT = new Set(['no', 'he', 'she', 'i', 'ow', 'pain-free', 'not']);
const ASKING_HOW = new Set(['where', 'how', "how's", 'and', 'what', "what's", 'is', 'does', 'any', 'so', 'okay']);
