/**
 * The measuring as a conversation: what is being measured from turn to turn, what the therapist asked for, and values
 * that somebody else read aloud and the therapist took over.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { DraftOf } from './draft.ts';
import { evidenceOf } from './draft.ts';
import type { MeasureState } from './measureState.ts';
import { NOTHING_MEASURED, withAttribute } from './measureState.ts';
import { readGrade } from './measureValues.ts';

type MeasureDraft = DraftOf<'measure'>;

const MOST_UTTERANCES_APART = 4;
const MOST_TOKENS_OF_A_READING = 8;
/** What only the patient can tell. */
const OWN_RATINGS = new Set(['RPE', 'dizziness', 'fatigue']);
const ASSENT = new Set([
  'okay',
  'ok',
  'thanks',
  'thank',
  'good',
  'got',
  'right',
  'great',
  'alright',
  'perfect',
  'fine',
  'lovely',
  'noted',
]);

export class MeasureTalk {
  #state: MeasureState = NOTHING_MEASURED;
  #utterance = -9;
  #valuesUtterance = -9;
  #asked: { readonly state: MeasureState; readonly utterance: number } | null = null;
  #offered: { readonly drafts: readonly MeasureDraft[]; readonly utterance: number } | null = null;

  /** The state in which the sentence is read; null when it does not measure. */
  stateFor(sentence: Sentence, hits: readonly Hit[]): MeasureState | null {
    if (sentence.utteranceIndex - this.#utterance > MOST_UTTERANCES_APART) this.#forget();
    const measuring = hits.some((hit) => hit.group !== 'bodyParts' && hit.group !== 'sides');
    if (measuring || isGraded(sentence, hits)) return this.#state;
    const pressure = sentence.tokens.some(
      (token, at) => token.text === 'over' && isNumber(sentence.tokens[at - 1]) && isNumber(sentence.tokens[at + 1]),
    );
    const percent = sentence.tokens.some((token, at) => token.text === 'percent' && isNumber(sentence.tokens[at - 1]));
    if (pressure || percent)
      return this.#continues(sentence, hits) ? this.#state : { ...NOTHING_MEASURED, side: this.#state.side };
    return this.#continues(sentence, hits) ? this.#state : null;
  }

  /** Without a new measure the talk goes on in short readings and with sides and parts, never into treatment. */
  #continues(sentence: Sentence, hits: readonly Hit[]): boolean {
    if (this.#state.measure === null && this.#state.motion === null) return false;
    if (!sentence.tokens.some(isNumber)) return false;
    const other = (['levels', 'activities', 'cueNouns', 'cueVerbs'] as const).some(
      (group) => hitsOf(sentence, group).length > 0,
    );
    if (other) return false;
    const sameTurn = sentence.utteranceIndex === this.#utterance;
    const short = sentence.tokens.length <= MOST_TOKENS_OF_A_READING;
    return sameTurn
      ? short || hits.length > 0 || sentence.tokens.length <= 2 * MOST_TOKENS_OF_A_READING
      : short && (hits.length > 0 || sentence.tokens.length <= 5);
  }

  /** Body part and side named before any measuring ("left long finger, splint off") are kept as the setting. */
  note(sentence: Sentence, hits: readonly Hit[]): void {
    if (hitsOf(sentence, 'levels').length > 0 || hitsOf(sentence, 'activities').length > 0) this.#forget();
    for (const hit of hits) this.#state = withAttribute(this.#state, hit);
  }

  remember(sentence: Sentence, state: MeasureState, made: number, hits: readonly Hit[]): void {
    this.#state = state;
    if (made > 0 || hits.some((hit) => hit.group !== 'sides' && hit.group !== 'bodyParts'))
      this.#utterance = sentence.utteranceIndex;
    if (made > 0) this.#valuesUtterance = sentence.utteranceIndex;
  }

  /** Whether values were already read in this turn: "it was twenty" after them is an earlier one. */
  valuesIn(sentence: Sentence): boolean {
    return this.#valuesUtterance >= 0 && sentence.utteranceIndex - this.#valuesUtterance <= 1;
  }

  #forget(): void {
    this.#state = { ...this.#state, measure: null, movement: null, motion: null };
  }

  ask(sentence: Sentence, hits: readonly Hit[]): void {
    if (!hits.some((hit) => hit.group !== 'bodyParts' && hit.group !== 'sides')) return;
    this.#state = hits.reduce(withAttribute, this.#state);
    this.#utterance = sentence.utteranceIndex;
    this.#asked = { state: this.#state, utterance: sentence.utteranceIndex };
  }

  get asked(): MeasureState {
    return this.#asked?.state ?? NOTHING_MEASURED;
  }

  isAskedOf(sentence: Sentence): boolean {
    return this.#asked !== null && sentence.utteranceIndex - this.#asked.utterance === 1;
  }

  /** A rating that is the patient's own needs nobody to take it over. */
  answersHimself(sentence: Sentence): boolean {
    return (
      sentence.speaker === 'patient' &&
      this.isAskedOf(sentence) &&
      OWN_RATINGS.has(this.#asked?.state.measure?.measure ?? '')
    );
  }

  offer(sentence: Sentence, drafts: readonly MeasureDraft[]): void {
    if (drafts.length > 0) this.#offered = { drafts, utterance: sentence.utteranceIndex };
  }

  /** "Ninety-one, thanks": the therapist repeats or accepts what was read aloud. */
  takenOver(sentence: Sentence): MeasureDraft[] {
    const offered = this.#offered;
    if (offered === null || sentence.utteranceIndex - offered.utterance > 1) return [];
    const asked = this.#asked !== null && offered.utterance - this.#asked.utterance <= 1;
    const first = sentence.tokens[0]?.text ?? '';
    const accepted = offered.drafts.filter((draft) => repeats(sentence, draft.value) || (asked && ASSENT.has(first)));
    if (accepted.length === 0) return [];
    this.#offered = null;
    const place = { sentence, from: 0, to: sentence.tokens.length };
    return accepted.map((draft) => ({
      ...draft,
      source: 'therapist',
      evidence: [...draft.evidence, ...evidenceOf(place)],
    }));
  }
}

/** "Left triceps three plus": a muscle and a signed grade need no name of the test. */
function isGraded({ tokens }: Sentence, hits: readonly Hit[]): boolean {
  if (!hits.some((hit) => hit.group === 'bodyParts')) return false;
  return tokens.some((_, at) => readGrade(tokens, at, false)?.sure === true);
}

function repeats({ tokens }: Sentence, value: number | string): boolean {
  const wanted = String(value).split('/')[0];
  return tokens.some((token) => isNumber(token) && String(token.value) === wanted);
}
