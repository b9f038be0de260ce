/**
 * Measures read aloud: range of motion, strength, grip and pinch, tone, timed tests, vitals, scores. Each number of
 * the talk becomes a frame (measure or motion, active or passive, part, side, value, unit) filled from its clause and
 * from what was said before it. Earlier values, norms, targets and single trials are left out.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { isEarlierOrNorm } from './earlierValues.ts';
import { attributesAfter, attributesIn } from './measureBinding.ts';
import { readValue } from './measureReading.ts';
import type { MeasureState } from './measureState.ts';
import { NOTHING_MEASURED, withAttribute } from './measureState.ts';
import { MeasureTalk, OWN_RATINGS } from './measureTalk.ts';
import type { Candidate } from './measureTrials.ts';
import { isAverage, lastOfEach, settleTrials } from './measureTrials.ts';
import { isAboutAnotherPerson, isQuestion, namesInTalk } from './standing.ts';

type MeasureDraft = DraftOf<'measure'>;

export function extractMeasures(document: Document): Draft[] {
  const names = namesInTalk(document);
  const talk = new MeasureTalk(document.lexicon);
  const found: MeasureDraft[] = [];
  for (const sentence of document.sentences) {
    if (sentence.speaker === 'therapist') {
      if (isAboutAnotherPerson(sentence, names.patient, names.all) || isOfRelative(sentence)) continue;
      found.push(...talk.takenOver(sentence));
      const moved = movementOfAll(sentence);
      if (moved !== null) tellMovement(found, sentence, moved);
      else if (isQuestion(sentence)) talk.ask(sentence, attributesIn(sentence));
      else if (!isNamedTarget(document, sentence)) found.push(...readSentence(sentence, talk, found));
    } else {
      const answer = talk.isAskedOf(sentence) ? readAnswer(sentence, talk) : [];
      if (talk.answersHimself(sentence)) found.push(...answer.slice(0, 1));
      else talk.offer(sentence, answer.length > 0 ? answer : readOffer(sentence));
    }
  }
  return lastOfEach(found);
}

const MOST_TOKENS_OF_ALL = 6;
const ALL = new Set(['all', 'both', 'those', 'these', 'everything', 'that']);

/** "All active.", "Those are passive.": how everything read in this turn was moved. */
function movementOfAll(sentence: Sentence): 'AROM' | 'PROM' | 'AAROM' | null {
  const [type] = hitsOf(sentence, 'movementTypes');
  const { tokens } = sentence;
  if (type === undefined || tokens.length > MOST_TOKENS_OF_ALL || tokens.some(isNumber)) return null;
  return ALL.has(tokens[0]?.text ?? '') && hitsOf(sentence, 'motions').length === 0 ? type.entry.measure : null;
}

function tellMovement(found: MeasureDraft[], sentence: Sentence, measure: 'AROM' | 'PROM' | 'AAROM'): void {
  for (const [at, draft] of found.entries()) {
    const [own] = draft.evidence;
    if (draft.measure !== 'ROM' || own.utteranceId !== sentence.utterance.id) continue;
    found[at] = {
      ...draft,
      measure,
      ...common(`measure/${measure}`, sentence.speaker),
      evidence: [own, ...draft.evidence.slice(1), ...evidenceOf({ sentence, from: 0, to: sentence.tokens.length })],
    };
  }
}

const RELATIVES = new Set(
  'husband wife son daughter mother father mom mum dad sister brother neighbor neighbour roommate friend aide'.split(
    ' ',
  ),
);

/** "Her husband's pressure is one sixty over ninety." */
function isOfRelative({ tokens, hits }: Sentence): boolean {
  return tokens.some(
    (token, at) =>
      RELATIVES.has(token.text) &&
      tokens[at + 1]?.text === "'s" &&
      (hits.get('measures') ?? []).some((hit) => hit.from - at >= 2 && hit.from - at <= 3),
  );
}

const TARGETS = new Set(['target', 'goal', 'aim', 'plan']);

/** "Tip pinch, two pounds, before the snow. That's the target." */
function isNamedTarget(document: Document, sentence: Sentence): boolean {
  const next = document.sentences[sentence.index + 1];
  if (next?.utteranceIndex !== sentence.utteranceIndex) return false;
  const words = next.tokens.map((token) => token.text);
  return ['that', 'this', 'it'].includes(words[0] ?? '') && words.slice(1, 4).some((word) => TARGETS.has(word));
}

const inTurn = (found: readonly MeasureDraft[], { utterance }: Sentence) =>
  found.filter((draft) => draft.evidence[0].utteranceId === utterance.id);

function readSentence(sentence: Sentence, talk: MeasureTalk, found: readonly MeasureDraft[]): MeasureDraft[] {
  const hits = attributesIn(sentence);
  const state = talk.stateFor(sentence, hits);
  if (state === null) {
    talk.note(sentence, hits);
    return [];
  }
  const read = readFrames(sentence, hits, state, talk.valuesIn(sentence), talk.muscleGrades, inTurn(found, sentence));
  const made = talk.inSideOrder(sentence, read.made);
  talk.remember(
    sentence,
    read.state,
    read.made.map(({ draft }) => draft.measure),
    hits,
  );
  return settleTrials(made);
}

/** The reply to a question about a measure: the bare number. */
function readAnswer(sentence: Sentence, talk: MeasureTalk): MeasureDraft[] {
  return settleTrials(readFrames(sentence, attributesIn(sentence), talk.asked, false).made);
}

/** Somebody else reads a value off an instrument; the therapist may take it over. */
function readOffer(sentence: Sentence): MeasureDraft[] {
  if (sentence.speaker === 'patient' || isQuestion(sentence)) return [];
  return settleTrials(readFrames(sentence, attributesIn(sentence), NOTHING_MEASURED, false).made);
}

interface Frames {
  readonly made: Candidate[];
  readonly state: MeasureState;
}

function readFrames(
  sentence: Sentence,
  hits: readonly Hit[],
  begin: MeasureState,
  valuesBefore: boolean,
  grades: MeasureState['measure'] = null,
  read: readonly MeasureDraft[] = [],
): Frames {
  const numbers = sentence.tokens.flatMap((token, at) =>
    isNumber(token) && !hits.some((hit) => at >= hit.from && at < hit.to) && !isDenominator(sentence, at)
      ? [{ from: at, to: at + 1 }]
      : [],
  );
  const made: Candidate[] = [];
  let state = begin;
  let heard = 0;
  let readUntil = 0;
  for (const [index, number] of numbers.entries()) {
    if (number.from < readUntil) continue;
    for (const hit of hits.slice(heard).filter((each) => each.to <= number.from)) {
      state = withAttribute(state, hit);
      heard += 1;
    }
    const after = attributesAfter(sentence, hits, numbers, index);
    const own = after.reduce(withAttribute, state);
    const value = readValue(sentence, number.from, own);
    if (
      value === null ||
      isEarlierOrNorm(sentence, number.from, valuesBefore || made.length > 0, {
        vital: VITAL.has(value.measure),
        ownRating: OWN_RATINGS.has(value.measure),
        sidesRead: new Set(
          [...read, ...made.map(({ draft }) => draft)].flatMap((one) =>
            one.measure === value.measure && one.side !== null ? [one.side] : [],
          ),
        ),
      })
    )
      continue;
    readUntil = value.to;
    const side = after.findLast((hit) => hit.group === 'sides');
    if (side !== undefined) relabel(made, own, isOfAll(sentence, side, hits));
    made.push(candidateOf(sentence, number.from, value, own));
    const sided = after.filter((hit) => hit.group !== 'sides' && hit.group !== 'movementTypes');
    state = sided.reduce(withAttribute, state);
    if (value.measure === grades?.measure && state.measure === null) state = { ...state, measure: grades };
  }
  for (const hit of hits.slice(heard)) state = withAttribute(state, hit);
  return { made: withOwnMovement(sentence, hits, made), state };
}

const RANGES = new Set(['ROM', 'AROM', 'PROM', 'AAROM']);
const ALONE = new Set(['own', 'herself', 'himself', 'themselves']);

/** "…, both active" after the values, or "on her own she gets to …" before them, tells how all of them were moved. */
function withOwnMovement(sentence: Sentence, hits: readonly Hit[], made: readonly Candidate[]): Candidate[] {
  const { tokens } = sentence;
  const last = made.at(-1);
  const said = hits.filter((hit) => hit.group === 'movementTypes');
  const trailing = said.length === 1 && last !== undefined && said[0]!.from > last.at ? said[0] : undefined;
  const lead = tokens[(trailing?.from ?? 0) - 1]?.text ?? '';
  const all =
    trailing !== undefined && ['both', 'all', "'s", 'that', 'those', 'each', ',', 'were', 'are'].includes(lead);
  const alone =
    said.length === 0 &&
    tokens.some(
      (token, at) => ALONE.has(token.text) && ['her', 'his', 'by', 'it'].includes(tokens[at - 1]?.text ?? ''),
    );
  const told = all ? (trailing.entry as Hit<'movementTypes'>['entry']).measure : null;
  const measure = told ?? (alone ? 'AROM' : null);
  if (measure === null) return said.length > 1 ? withTrailingMovement(sentence, said, made) : [...made];
  const takes = (each: Candidate) => RANGES.has(each.draft.measure) && (alone || each.draft.measure === 'ROM');
  return made.map((each) =>
    takes(each)
      ? { ...each, draft: { ...each.draft, measure, ...common(`measure/${measure}`, sentence.speaker) } }
      : each,
  );
}

/** "minus fifteen to one twenty active, minus ten to one thirty passive": each clause ends with how it was moved. */
function withTrailingMovement(sentence: Sentence, said: readonly Hit[], made: readonly Candidate[]): Candidate[] {
  const chunk = (at: number) => chunkIndexAt(sentence, at);
  const trails = said.every((hit) => made.some(({ at }) => at < hit.from && chunk(at) === chunk(hit.from)));
  if (!trails) return [...made];
  return made.map((each) => {
    const own = said.find((hit) => hit.from > each.at && chunk(hit.from) === chunk(each.at));
    if (own === undefined || !RANGES.has(each.draft.measure)) return each;
    const { measure } = own.entry as Hit<'movementTypes'>['entry'];
    return { ...each, draft: { ...each.draft, measure, ...common(`measure/${measure}`, sentence.speaker) } };
  });
}

/** The "five" of "four out of five". */
function isDenominator({ tokens }: Sentence, at: number): boolean {
  const before = tokens[at - 1]?.text;
  if (before === 'of') return tokens[at - 2]?.text === 'out' && isNumber(tokens[at - 3]);
  return before === '/' && isNumber(tokens[at - 2]);
}

/** "…, both on the right": the one side of the sentence, said of all its values. */
function isOfAll({ tokens }: Sentence, side: Hit, hits: readonly Hit[]): boolean {
  const lead = tokens.slice(Math.max(0, side.from - 3), side.from).map((token) => token.text);
  return (
    hits.filter((hit) => hit.group === 'sides' && hit !== side).every((hit) => tokens[hit.from]?.text === 'both') &&
    lead.some((word) => word === 'both' || word === 'all' || word === 'each')
  );
}

/** "eighteen, twenty-one, so twenty-one on average, right": the side at the end holds for the trials before it too. */
function relabel(made: Candidate[], own: MeasureState, ofAll: boolean): void {
  const last = made.at(-1);
  if (last === undefined || (last.draft.side !== null && !ofAll)) return;
  for (const [at, each] of made.entries()) {
    if (!SITE_FREE.has(each.draft.measure) && (ofAll || each.draft.side === null)) {
      made[at] = { ...each, draft: { ...each.draft, side: own.side } };
    }
  }
}

/** Told in the past a moment later ("it was ninety-five within a minute"), but of today. */
const VITAL = new Set(['bloodPressure', 'heartRate', 'spo2', 'RPE']);

/** Not of a limb: no part and no side. */
const SITE_FREE = new Set(
  'bloodPressure heartRate spo2 respiratoryRate temperature bloodGlucose RPE accuracy dizziness fatigue standingTolerance sittingTolerance berg TUG MoCA SLUMS BIMS MMSE QuickDASH chairStand trailMaking typingSpeed clockDrawing walkingSpeed functionalReach weight tinetti barthel FIM GDS COPM'.split(
    ' ',
  ),
);

function candidateOf(
  sentence: Sentence,
  at: number,
  { measure, motion, value, unit, to }: NonNullable<ReturnType<typeof readValue>>,
  state: MeasureState,
): Candidate {
  const free = SITE_FREE.has(measure);
  const draft: MeasureDraft = {
    kind: 'measure',
    measure,
    motion,
    bodyPart: free ? null : state.part,
    side: free ? null : state.side,
    value,
    unit,
    ...(isDoubtful(sentence, at, to) ? { unsure: true } : {}),
    ...common(`measure/${measure}`, sentence.speaker),
    evidence: evidenceOf({ sentence, from: at, to }),
  };
  return { draft, at, average: isAverage(sentence, at, to) };
}
