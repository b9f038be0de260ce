/**
 * Measures read aloud: range of motion, strength, grip and pinch, tone, timed tests, vitals, scores. A small state
 * (what is measured, where, which side, active or passive) runs along the talk; each number that fits the state and
 * its plausible range becomes a measure. Earlier values, norms, targets and single trials are left out.
 */
import type { Side } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { readGrade, readPressure, scaled } from './measureValues.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, namesInTalk, standingAt } from './standing.ts';

type MeasureDraft = DraftOf<'measure'>;
type MeasureEntry = Hit<'measures'>['entry'];

interface State {
  measure: MeasureEntry | null;
  movement: 'AROM' | 'AAROM' | 'PROM' | null;
  motion: Hit<'motions'>['entry'] | null;
  part: string | null;
  digit: string | null;
  side: Side | null;
  sideSaid: boolean;
  utterance: number;
}

const JOINTS_OF_DIGITS = new Set(['PIP', 'DIP', 'MCP', 'IP']);
const DIGITS = new Set(['thumb', 'index finger', 'middle finger', 'ring finger', 'small finger', 'finger']);
const MOST_UTTERANCES_APART = 3;
const ANSWERED = new Set(['RPE', 'dizziness', 'confidence', 'fatigue']);
const REPEATABLE = new Set([
  'bloodPressure',
  'heartRate',
  'spo2',
  'respiratoryRate',
  'RPE',
  'dizziness',
  'fatigue',
  'accuracy',
  'standingTolerance',
]);

export function extractMeasures(document: Document): Draft[] {
  const names = namesInTalk(document);
  const state: State = {
    measure: null,
    movement: null,
    motion: null,
    part: null,
    digit: null,
    side: null,
    sideSaid: false,
    utterance: -9,
  };
  const found: MeasureDraft[] = [];
  for (const sentence of document.sentences) {
    const answer =
      sentence.speaker === 'patient' &&
      state.measure !== null &&
      ANSWERED.has(state.measure.measure) &&
      sentence.utteranceIndex - state.utterance === 1;
    if (sentence.speaker !== 'therapist' && !answer) continue;
    if (sentence.speaker === 'therapist' && isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
    found.push(...readSentence(sentence, state));
  }
  return lastOfEach(found);
}

type Event = { readonly at: number; readonly hit: Hit } | { readonly at: number; readonly number: true };

function readSentence(sentence: Sentence, state: State): MeasureDraft[] {
  if (sentence.utteranceIndex - state.utterance > MOST_UTTERANCES_APART) forget(state);
  const hits = [
    ...hitsOf(sentence, 'measures'),
    ...hitsOf(sentence, 'movementTypes'),
    ...hitsOf(sentence, 'motions'),
    ...hitsOf(sentence, 'bodyParts'),
    ...hitsOf(sentence, 'sides').filter((hit) => isSide(sentence, hit)),
  ] as Hit[];
  const measuring = hits.some((hit) => ['measures', 'movementTypes', 'motions'].includes(hit.group));
  const continuing = state.measure !== null || state.motion !== null;
  if (!measuring && hits.length > 0 && hitsOf(sentence, 'levels').length > 0) forget(state);
  const continues = continuing && stillMeasuring(sentence, state, hits);
  if (!measuring && !continues) {
    remember(state, hits);
    return [];
  }
  if (isQuestion(sentence)) {
    for (const hit of hits) applyHit(state, hit);
    if (measuring) state.utterance = sentence.utteranceIndex;
    return [];
  }
  const events: Event[] = [
    ...hits.map((hit) => ({ at: hit.from, hit })),
    ...sentence.tokens.flatMap((token, at) =>
      isNumber(token) && !insideHit(hits, at) ? [{ at, number: true as const }] : [],
    ),
  ].sort((a, b) => a.at - b.at);
  const made: Candidate[] = [];
  for (const event of events) {
    if ('hit' in event) {
      applyHit(state, event.hit);
      lookAhead(sentence, state, event.hit, hits);
    } else {
      const candidate = candidateAt(sentence, event.at, state);
      if (candidate) made.push(candidate);
    }
  }
  if (measuring || made.length > 0) state.utterance = sentence.utteranceIndex;
  return settleTrials(sentence, made);
}

/** Without a new measure the talk goes on only in the same turn, or with a side or body part, never into minutes. */
function stillMeasuring(sentence: Sentence, state: State, hits: readonly Hit[]): boolean {
  if (sentence.utteranceIndex === state.utterance) return true;
  if (hitsOf(sentence, 'activities').length > 0 || hitsOf(sentence, 'tasks').length > 0) return false;
  const short = sentence.tokens.length <= MOST_TOKENS_OF_A_READING;
  return short || hits.length > 0;
}

const MOST_TOKENS_OF_A_READING = 5;

const insideHit = (hits: readonly Hit[], at: number) => hits.some((hit) => at >= hit.from && at < hit.to);

function forget(state: State): void {
  Object.assign(state, { measure: null, movement: null, motion: null });
}

/** Body part and side named before any measuring ("left long finger, splint off") are kept as the setting. */
function remember(state: State, hits: readonly Hit[]): void {
  for (const hit of hits) if (hit.group === 'bodyParts' || hit.group === 'sides') applyHit(state, hit);
}

function applyHit(state: State, hit: Hit): void {
  if (hit.group === 'measures') {
    const entry = hit.entry as MeasureEntry;
    if (state.measure?.measure === entry.measure) return;
    state.measure = entry;
    state.movement = null;
    state.motion = null;
    if (entry.bodyPart) state.part = entry.bodyPart;
  } else if (hit.group === 'movementTypes') {
    state.movement = (hit.entry as Hit<'movementTypes'>['entry']).measure;
    if (state.measure?.form !== 'grade') state.measure = null;
  } else if (hit.group === 'motions') {
    state.motion = hit.entry as Hit<'motions'>['entry'];
    if (state.measure?.form !== 'grade') state.measure = null;
    if (state.motion.bodyPart) state.part = state.motion.bodyPart;
  } else if (hit.group === 'bodyParts') {
    const { part } = hit.entry as Hit<'bodyParts'>['entry'];
    if (DIGITS.has(part)) state.digit = part;
    state.part = JOINTS_OF_DIGITS.has(part) && state.digit ? `${state.digit} ${part}` : part;
  } else if (hit.group === 'sides') {
    const { side } = hit.entry as Hit<'sides'>['entry'];
    state.side = side === 'other' ? opposite(state.side) : side;
    state.sideSaid = true;
  }
}

/** "ninety-two degrees of flexion on the left": what follows the number in the same chunk also describes it. */
function lookAhead(sentence: Sentence, state: State, hit: Hit, hits: readonly Hit[]): void {
  if (hit.group !== 'measures' && hit.group !== 'movementTypes' && hit.group !== 'motions') return;
  const chunk = chunkIndexAt(sentence, hit.from);
  const side = hits.find(
    (each) => each.group === 'sides' && each.from > hit.from && chunkIndexAt(sentence, each.from) === chunk,
  );
  if (side) applyHit(state, side);
  const part = hits.find(
    (each) => each.group === 'bodyParts' && each.from > hit.from && chunkIndexAt(sentence, each.from) === chunk,
  );
  if (part && hit.group !== 'measures') applyHit(state, part);
}

const opposite = (side: Side | null): Side | null => (side === 'left' ? 'right' : side === 'right' ? 'left' : null);

/** "right" as a word of assent or place is no side. */
function isSide(sentence: Sentence, hit: Hit<'sides'>): boolean {
  if (sentence.tokens[hit.from]?.text !== 'right') return true;
  const before = sentence.tokens[hit.from - 1]?.text ?? '';
  const after = sentence.tokens[hit.to]?.text ?? '';
  if (['all', "'s", 'yeah', 'yes'].includes(before)) return false;
  return ![
    'now',
    'here',
    'there',
    'away',
    'then',
    'after',
    'up',
    'behind',
    'beside',
    'next',
    'by',
    'before',
    '?',
  ].includes(after);
}

interface Candidate {
  readonly draft: MeasureDraft;
  readonly key: string;
  readonly at: number;
  readonly average: boolean;
}

const SKIPPED_AFTER = new Set(
  'minutes minute reps times trials squeezes squeeze visits weeks week days months years laps sets units step steps more cues cue feet out'.split(
    ' ',
  ),
);
const SKIPPED_BEFORE = new Set(
  'week day zone visit past over number goal norm normal under around within until than from least trial'.split(' '),
);

function candidateAt(sentence: Sentence, at: number, state: State): Candidate | null {
  const token = sentence.tokens[at];
  const before = sentence.tokens[at - 1]?.text ?? '';
  if (!isNumber(token) || SKIPPED_BEFORE.has(before)) return null;
  if (standingAt(sentence, at).kind !== 'asserted' || isDeniedValue(sentence, at)) return null;
  const reading = readValue(sentence, at, state);
  if (reading === null) return null;
  const { measure, value, unit, to, motion } = reading;
  const draft: MeasureDraft = {
    kind: 'measure',
    measure,
    motion,
    bodyPart: SITE_FREE.has(measure) ? null : state.part,
    side: SITE_FREE.has(measure) ? null : state.side,
    value,
    unit,
    ...(isDoubtful(sentence, at, to) ? { unsure: true } : {}),
    ...common(`measure/${measure}`, sentence.speaker),
    evidence: evidenceOf({ sentence, from: at, to }),
  };
  const lead = sentence.tokens.slice(Math.max(0, at - 3), at).map((each) => each.text);
  const average = lead.some(
    (word) => word === 'average' || word === 'mean' || word === 'averaging' || word === 'averages',
  );
  return { draft, key: keyOf(draft), at, average };
}

const SITE_FREE = new Set([
  'bloodPressure',
  'heartRate',
  'spo2',
  'respiratoryRate',
  'RPE',
  'accuracy',
  'dizziness',
  'confidence',
  'fatigue',
  'standingTolerance',
  'sittingTolerance',
  'berg',
  'TUG',
  'MoCA',
  'SLUMS',
  'BIMS',
  'MMSE',
  'QuickDASH',
  'chairStand',
  'trailMaking',
  'typingSpeed',
  'clockDrawing',
  'walkingSpeed',
  'functionalReach',
]);

/** A number right after "no" or "not" is not a finding; "zero" before a chunk is. */
function isDeniedValue(sentence: Sentence, at: number): boolean {
  return isDenied(sentence, at) && sentence.tokens[at - 1]?.kind === 'word' && !isNumber(sentence.tokens[at])
    ? true
    : ['not', 'no', 'never'].includes(sentence.tokens[at - 1]?.text ?? '');
}

interface Value {
  readonly measure: string;
  readonly motion: string | null;
  readonly value: number | string;
  readonly unit: string | null;
  readonly to: number;
}

function readValue(sentence: Sentence, at: number, state: State): Value | null {
  const { tokens } = sentence;
  const pressure = readPressure(tokens, at);
  if (pressure) return { measure: 'bloodPressure', motion: null, unit: 'mmHg', ...pressure };
  if (tokens[at - 1]?.text === '/' || tokens[at - 1]?.text === 'over') return null;
  const grade = readGrade(tokens, at, state.measure?.form === 'grade');
  const motion = state.motion?.motion ?? null;
  if (
    grade &&
    (state.measure?.form === 'grade' || (state.motion !== null && grade.sure) || (state.part !== null && grade.sure))
  ) {
    const measure = state.measure?.form === 'grade' ? state.measure : null;
    const name = measure?.measure ?? 'MMT';
    return { measure: name, motion, value: grade.value, unit: measure?.unit ?? '/5', to: grade.to };
  }
  const unitHit = hitsOf(sentence, 'units').find((hit) => hit.from === at + 1);
  const unit = unitHit?.entry.unit ?? null;
  if (SKIPPED_AFTER.has(tokens[at + 1]?.text ?? '') && unit !== state.measure?.unit) return null;
  const raw = tokens[at]?.value ?? 0;
  const to = unitHit?.to ?? at + 1;
  if (state.measure === null) return readMotion(sentence, at, to, unit, raw, state);
  const { measure, min, max, needsUnit } = state.measure;
  if (unit !== null && !unitFits(state.measure.unit, unit)) return null;
  if (needsUnit && unit === null && !unitInSentence(sentence, state.measure.unit)) return null;
  const value = scaled(measure, raw);
  if (value < min || value > max || state.measure.form !== 'number') return null;
  if (tokens[at + 1]?.text === 'of' || (tokens[at - 1]?.text === 'of' && !isAverage(sentence, at))) return null;
  return { measure, motion: null, value, unit: unit === 'kg' ? 'kg' : state.measure.unit, to };
}

function isAverage(sentence: Sentence, at: number): boolean {
  return ['average', 'mean'].includes(sentence.tokens[at - 2]?.text ?? '');
}

const unitFits = (expected: string, said: string) =>
  expected === said ||
  (expected === 'lb' && said === 'kg') ||
  (expected === 'cm' && said === 'mm') ||
  (expected === 'min' && said === 's') ||
  (expected === 's' && said === 'min');
const unitInSentence = (sentence: Sentence, unit: string) =>
  hitsOf(sentence, 'units').some((hit) => hit.entry.unit === unit);

function readMotion(
  sentence: Sentence,
  at: number,
  to: number,
  unit: string | null,
  raw: number,
  state: State,
): Value | null {
  if (state.motion === null) return null;
  if (unit !== null && unit !== 'deg') return null;
  const { tokens } = sentence;
  const next = tokens[at + 1]?.text;
  if ((next === 'to' || next === 'through') && isNumber(tokens[at + 2])) return null;
  const lacking =
    tokens[at - 1]?.text === 'minus' ||
    tokens.slice(Math.max(0, at - 2), at).some((token) => token.text === 'lacks' || token.text === 'lacking');
  const value = lacking ? -raw : raw;
  if (raw > state.motion.max) return null;
  return { measure: state.movement ?? 'ROM', motion: state.motion.motion, value, unit: 'deg', to };
}

function keyOf(draft: MeasureDraft): string {
  return [draft.measure, draft.motion, draft.bodyPart, draft.side].join('|');
}

/** Of several trials only the stated average counts; bare trials without one are left out. */
function settleTrials(sentence: Sentence, made: readonly Candidate[]): MeasureDraft[] {
  const kept: MeasureDraft[] = [];
  const keys = [...new Set(made.map((each) => each.key))];
  for (const key of keys) {
    const same = made.filter((each) => each.key === key);
    const average = same.find((each) => each.average);
    const measure = same[0]!.draft.measure;
    if (average) kept.push(average.draft);
    else if (same.length === 1 || REPEATABLE.has(measure)) kept.push(...same.map((each) => each.draft));
    else if (!isTrialList(sentence, same)) kept.push(same[0]!.draft);
  }
  return kept;
}

function isTrialList(sentence: Sentence, same: readonly Candidate[]): boolean {
  return same.every((each, index) => index === 0 || each.at - same[index - 1]!.at <= 3) && sentence.tokens.length > 0;
}

/** Measured again under the same conditions: the last value. Vitals are taken under different conditions and all stay. */
function lastOfEach(found: readonly MeasureDraft[]): MeasureDraft[] {
  return found.filter((draft, at) => {
    if (REPEATABLE.has(draft.measure))
      return !found.slice(0, at).some((other) => keyOf(other) === keyOf(draft) && other.value === draft.value);
    return !found.slice(at + 1).some((other) => keyOf(other) === keyOf(draft));
  });
}
