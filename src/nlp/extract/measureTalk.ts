/**
 * The measuring as a conversation: what is being measured from turn to turn, what the therapist asked for, and values
 * that somebody else read aloud and the therapist took over.
 */
import type { Side } from '../../shared/domain/facts.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { DraftOf } from './draft.ts';
import { evidenceOf } from './draft.ts';
import { isLiftedTo } from './measureReading.ts';
import type { MeasureState } from './measureState.ts';
import { NOTHING_MEASURED, withAttribute } from './measureState.ts';
import { readGrade } from './measureValues.ts';

type MeasureDraft = DraftOf<'measure'>;

const MOST_UTTERANCES_APART = 4;
const MOST_WORDS_TO_SIDE = 3;
const MOST_TOKENS_OF_A_READING = 8;
/** What only the patient can tell. */
export const OWN_RATINGS: ReadonlySet<string> = new Set(['RPE', 'dizziness', 'fatigue']);
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
  readonly #lexicon: Lexicon;
  #state: MeasureState = NOTHING_MEASURED;
  /** The vital signs read so far, the last one first: "dropped to eighty-six" goes on with one of them, however much later. */
  #vitals: NonNullable<MeasureState['measure']>[] = [];
  #sides: { readonly order: readonly [Side, Side]; readonly utterance: number } | null = null;
  #utterance = -9;
  #valuesUtterance = -9;
  #asked: { readonly state: MeasureState; readonly utterance: number } | null = null;
  #offered: { readonly drafts: readonly MeasureDraft[]; readonly utterance: number } | null = null;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** The scale of muscle strength: once a grade was read, the plain numbers after it are grades too. */
  get muscleGrades(): MeasureState['measure'] {
    return this.#lexicon.entries.measures.find((entry) => entry.measure === 'MMT') ?? null;
  }

  /** The state in which the sentence is read; null when it does not measure. */
  stateFor(sentence: Sentence, hits: readonly Hit[]): MeasureState | null {
    if (sentence.utteranceIndex - this.#utterance > MOST_UTTERANCES_APART) this.#forget();
    const measuring = hits.some((hit) => hit.group !== 'bodyParts' && hit.group !== 'sides');
    if (measuring || isGraded(sentence, hits)) return this.#state;
    const vital = changingVital(sentence, this.#vitals);
    if (vital !== null) return { ...NOTHING_MEASURED, measure: vital };
    const anonymous = isAnonymous(sentence, hits);
    if (anonymous)
      return this.#continues(sentence, hits) ? this.#state : { ...NOTHING_MEASURED, side: this.#state.side };
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

  /**
   * "Key pinch, eleven right, six left. Three-jaw, nine and seven.": two values without a side follow the order told before,
   * in the turn or in the same sentence ("deltoid four right and three left, grip twelve and nine").
   */
  inSideOrder<C extends { readonly draft: MeasureDraft; readonly at: number }>(
    sentence: Sentence,
    made: readonly C[],
  ): readonly C[] {
    let out = made;
    for (const measure of new Set(made.map(({ draft }) => draft.measure))) {
      const pair = out.filter(({ draft }) => draft.measure === measure);
      const [first, second] = pair;
      if (pair.length !== 2 || first === undefined || second === undefined) continue;
      const [one, other] = [first.draft.side, second.draft.side];
      if (one !== null && other !== null && one !== other)
        this.#sides = { order: [one, other], utterance: sentence.utteranceIndex };
      const order = this.#sides?.utterance === sentence.utteranceIndex ? this.#sides.order : null;
      const between = sentence.tokens.slice(first.at, second.at).map((token) => token.text);
      const sided = hitsOf(sentence, 'sides').some(
        ({ from }) => from > first.at - MOST_WORDS_TO_SIDE && from <= second.at + 2,
      );
      if (order === null || one !== other || sided || !between.includes('and')) continue;
      out = out.map((each) =>
        each === first || each === second
          ? { ...each, draft: { ...each.draft, side: each === first ? order[0] : order[1] } }
          : each,
      );
    }
    return out;
  }

  /** Body part and side named before any measuring ("left long finger, splint off") are kept as the setting. */
  note(sentence: Sentence, hits: readonly Hit[]): void {
    if (hitsOf(sentence, 'levels').length > 0 || hitsOf(sentence, 'activities').length > 0) this.#forget();
    for (const hit of hits) this.#state = withAttribute(this.#state, hit);
  }

  remember(sentence: Sentence, state: MeasureState, made: readonly string[], hits: readonly Hit[]): void {
    this.#state = isDeed(sentence, hits) ? { ...state, movement: null } : state;
    if (made.length > 0 || hits.some((hit) => hit.group !== 'sides' && hit.group !== 'bodyParts'))
      this.#utterance = sentence.utteranceIndex;
    if (made.length > 0) this.#valuesUtterance = sentence.utteranceIndex;
    const vitals = this.#lexicon.entries.measures.filter(
      (entry) => entry.measure in VITAL_RANGE && made.includes(entry.measure),
    );
    this.#vitals = [...vitals, ...this.#vitals.filter((each) => !vitals.includes(each))];
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

/** "I can take you up to ninety-eight": how this one was moved, not those after it. */
function isDeed({ tokens }: Sentence, hits: readonly Hit[]): boolean {
  const last = hits.findLast((hit) => hit.group === 'movementTypes');
  return last !== undefined && ['i', 'if', 'with'].includes(tokens[last.from]?.text ?? '');
}

/** What a sign of life moves within while a patient works. */
const VITAL_RANGE: Readonly<Record<string, readonly [number, number]>> = { spo2: [70, 100], heartRate: [45, 180] };
const CHANGES = new Set(
  'down up back dropped drops dipped fell went came climbed rose recovered held stayed settled bounced crept sank peaked hit desatted desaturated returned popped slid'.split(
    ' ',
  ),
);
const MOST_WORDS_TO_CHANGED = 3;
/** Work lowers a saturation and raises a pulse; "back" undoes either. */
const LOWERS = new Set([
  'down',
  'dropped',
  'drops',
  'dipped',
  'fell',
  'sank',
  'desatted',
  'desaturated',
  'slid',
  'back',
]);

function changingVital(
  sentence: Sentence,
  vitals: readonly NonNullable<MeasureState['measure']>[],
): MeasureState['measure'] {
  const fitting = vitals.filter((vital) => changesTo(sentence, vital));
  const lowers = sentence.tokens.some((token) => LOWERS.has(token.text));
  return (lowers ? fitting.find((vital) => vital.measure === 'spo2') : undefined) ?? fitting[0] ?? null;
}

/** "Down to eighty-eight after the basin", "back up to ninety-four": within what the sign moves. */
function changesTo(sentence: Sentence, { measure }: NonNullable<MeasureState['measure']>): boolean {
  const [least, most] = VITAL_RANGE[measure]!;
  const { tokens } = sentence;
  return tokens.some((token, at) => {
    if (!isNumber(token) || token.value < least || token.value > most) return false;
    const next = tokens[at + 1];
    const alone = next === undefined || next.kind === 'punctuation' || AFTER_VITAL.has(next.text);
    const lead = tokens.slice(Math.max(0, at - MOST_WORDS_TO_CHANGED), at).map((each) => each.text);
    return alone && lead.some((word) => CHANGES.has(word));
  });
}

const AFTER_VITAL = new Set(
  'percent after on when with and in within but at during once by while then again from for halfway right before bpm'.split(
    ' ',
  ),
);

/** A part with degrees or centimetres, or oxygen and a saturation: measured without saying what. */
function isAnonymous(sentence: Sentence, hits: readonly Hit[]): boolean {
  const { tokens } = sentence;
  const part = hits.some((hit) => hit.group === 'bodyParts');
  const unit = hitsOf(sentence, 'units').some(
    (hit) => (hit.entry.unit === 'deg' || hit.entry.unit === 'cm') && isNumber(tokens[hit.from - 1]),
  );
  if (part && unit) return true;
  if (
    part &&
    tokens.some((token, at) => isNumber(token) && (isLiftedTo(tokens, at) || tokens[at + 1]?.text === 'around'))
  )
    return true;
  const arc = tokens.some((token, at) => isNumber(token) && tokens[at + 1]?.text === 'to' && isNumber(tokens[at + 2]));
  if (part && arc && tokens.some((token) => isNumber(token) && token.value >= FEWEST_OF_ARC)) return true;
  return tokens.some((token, at) => {
    if (!isNumber(token) || token.value < FEWEST_SATURATION || token.value > 100) return false;
    const lead = tokens.slice(Math.max(0, at - 3), at).map((each) => each.text);
    return (
      lead.some((word) => SATURATES.has(word)) ||
      (lead.at(-1) === 'at' && tokens.some((each) => /^lit(er|re)s?$/.test(each.text)))
    );
  });
}

const FEWEST_OF_ARC = 40;
const FEWEST_SATURATION = 70;
const SATURATES = new Set(['sat', 'sats', 'satting', 'satted', 'saturating', 'oximeter', 'ox', 'meter', 'probe']);

/** "Left triceps three plus": a muscle and a signed grade need no name of the test. */
function isGraded({ tokens }: Sentence, hits: readonly Hit[]): boolean {
  if (!hits.some((hit) => hit.group === 'bodyParts')) return false;
  return tokens.some((_, at) => readGrade(tokens, at, false)?.sure === true);
}

function repeats({ tokens }: Sentence, value: number | string): boolean {
  const wanted = String(value).split('/')[0];
  return tokens.some((token) => isNumber(token) && String(token.value) === wanted);
}
