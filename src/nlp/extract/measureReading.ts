/** Reads one number of the talk as the value of what is being measured, or says that it is not one. */
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { MeasureState } from './measureState.ts';
import { isLacking, readGrade, readPressure, scaled } from './measureValues.ts';

export interface MeasureValue {
  readonly measure: string;
  readonly motion: string | null;
  readonly value: number | string;
  readonly unit: string | null;
  readonly to: number;
}

const SKIPPED_AFTER = new Set(
  "minutes minute reps rep times time trials trial squeezes squeeze visits weeks week days day months hours years year laps sets set units unit step steps more cues cue feet out go goes gos pulls tries try attempt attempts shot liters litres liter litre hand side one tests taps words point o o'clock of buttons quizzes pegs fingers finger".split(
    ' ',
  ),
);
/** "ten centimetres up": where it was measured. */
const PLACES = new Set(['up', 'above', 'below', 'proximal', 'distal', 'from', 'down']);
const SKIPPED_BEFORE = new Set(
  'week day zone visit past number goal norm normal under around within until than least wrong bed room level age weeks by if every another times step bay page grade'.split(
    ' ',
  ),
);

export function readValue(sentence: Sentence, at: number, state: MeasureState): MeasureValue | null {
  const { tokens } = sentence;
  const pressure = readPressure(tokens, at);
  if (pressure) return { measure: 'bloodPressure', motion: null, unit: 'mmHg', ...pressure };
  const before = tokens[at - 1]?.text ?? '';
  if (before === '/' || (before === 'over' && isNumber(tokens[at - 2]))) return null;
  const graded = readGraded(sentence, at, state);
  if (graded) return graded;
  if (SKIPPED_BEFORE.has(before)) return null;
  if (before === 'at' && isNumber(tokens[at - 2]) && (tokens[at]?.value ?? 0) <= 12) return null;
  const saturation = readSaturation(sentence, at, state);
  if (saturation) return saturation;
  const unitHit = hitsOf(sentence, 'units').find((hit) => hit.from === at + 1);
  const unit = unitHit?.entry.unit ?? null;
  const vital = readVitalInRow(sentence, at, unit, state);
  if (vital) return vital;
  const percent = readAccuracy(sentence, at, unit);
  if (percent) return percent;
  if (unitHit && PLACES.has(tokens[unitHit.to]?.text ?? '')) return null;
  if (isCounting(sentence, at, state) && unit !== state.measure?.unit) return null;
  if (tokens[at]?.text === 'one' && unit === null) return null;
  const to = unitHit?.to ?? at + 1;
  const beyond =
    state.measure?.form === 'grade' &&
    state.motion !== null &&
    (unit === 'deg' || (tokens[at]?.value ?? 0) >= FEWEST_DEGREES);
  return state.measure === null || beyond
    ? readMotion(sentence, at, to, unit, state)
    : readNumber(sentence, at, to, unit, state);
}

function readGraded(sentence: Sentence, at: number, state: MeasureState): MeasureValue | null {
  const scale = state.measure?.form === 'grade' ? state.measure : null;
  const grade = readGrade(sentence.tokens, at, scale !== null);
  if (grade === null || sentence.tokens[at - 1]?.text === 'minus') return null;
  const ungraded = state.measure === null || (state.measure.measure === 'grip' && /[+-]$/.test(String(grade.value)));
  if (scale === null && !(grade.sure && ungraded && (state.motion !== null || state.part !== null))) return null;
  const name = scale?.measure ?? 'MMT';
  const highest = scale?.max ?? 5;
  if (typeof grade.value === 'number' && grade.value > highest) return null;
  return {
    measure: name,
    motion: state.motion?.motion ?? null,
    value: grade.value,
    unit: scale?.unit ?? '/5',
    to: grade.to,
  };
}

/** "six reps", "four of ten" count; "one fifty of flexion" and "nineteen out of thirty" of a test do not. */
function isCounting(sentence: Sentence, at: number, state: MeasureState): boolean {
  const { tokens } = sentence;
  const next = tokens[at + 1]?.text ?? '';
  if (!SKIPPED_AFTER.has(next)) return false;
  if (next === 'of' && isNumber(tokens[at + 2]) && `/${tokens[at + 2]?.value}` === state.measure?.unit) return false;
  if (next === 'of')
    return !(['motions', 'measures', 'bodyParts'] as const).some((group) =>
      hitsOf(sentence, group).some((hit) => hit.from - at >= 2 && hit.from - at <= 4),
    );
  const highest = tokens[at + 3];
  if (next === 'out' && tokens[at + 2]?.text === 'of' && isNumber(highest))
    return `/${highest.value}` !== state.measure?.unit;
  return true;
}

/** Larger than any grade of a muscle that a motion may be followed by: degrees, even without the word. */
const FEWEST_DEGREES = 20;
const FEWEST_SATURATION = 70;
/** Words that say a saturation by themselves when a number of its range follows. */
const SATURATES = new Set([
  'sat',
  'sats',
  'satting',
  'satted',
  'saturating',
  'saturated',
  'oximeter',
  'ox',
  'meter',
  'probe',
]);

/** "ninety-seven on two litres", "ninety-three on room air": a saturation even without its name. */
function readSaturation({ tokens }: Sentence, at: number, state: MeasureState): MeasureValue | null {
  const value = tokens[at]?.value ?? 0;
  const after = tokens[at + 1]?.text === 'percent' ? at + 2 : at + 1;
  const next = tokens.slice(after, after + 3).map((token) => token.text);
  const onAir =
    next[0] === 'on' &&
    (next[1] === 'room' ||
      next[1] === 'oxygen' ||
      (isNumber(tokens[after + 1]) && /^lit(er|re)s?$/.test(next[2] ?? '')));
  const lead = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
  const named = lead.some((word) => SATURATES.has(word)) && tokens[at + 1]?.text !== 'minutes';
  const oxygen =
    isOnOxygen(tokens, at) && ['at', "'s", 'is', 'was', 'reads', 'are', "'re", 'to'].includes(lead.at(-1) ?? '');
  if (!(onAir || named || oxygen) || value < FEWEST_SATURATION || value > 100 || state.measure?.measure === 'grip')
    return null;
  return { measure: 'spo2', motion: null, value, unit: '%', to: after };
}

const PULSE = [40, 200] as const;

/** "Vitals: one thirty-six over seventy, sixty-eight, ninety-seven percent": told by their range and order. */
function readVitalInRow(
  { tokens }: Sentence,
  at: number,
  unit: string | null,
  state: MeasureState,
): MeasureValue | null {
  const value = tokens[at]?.value ?? 0;
  const pressed = tokens.slice(0, at).some((token, index) => token.text === 'over' && isNumber(tokens[index - 1]));
  if (!pressed || (state.measure !== null && state.measure.measure !== 'bloodPressure')) return null;
  if (unit === '%' && value >= FEWEST_SATURATION && value <= 100)
    return { measure: 'spo2', motion: null, value, unit: '%', to: at + 2 };
  const listed = tokens.some((token) => token.text === 'vitals') && unit === null && tokens[at - 1]?.text === ',';
  if (!listed || value < PULSE[0] || value > PULSE[1] || tokens[at + 1]?.kind === 'word') return null;
  return { measure: 'heartRate', motion: null, value, unit: 'bpm', to: at + 1 };
}

/** "On three liters you're at ninety-two." */
function isOnOxygen(tokens: Sentence['tokens'], at: number): boolean {
  return tokens
    .slice(0, at)
    .some(
      (token, index) =>
        /^lit(er|re)s?$/.test(token.text) && isNumber(tokens[index - 1]) && tokens[index - 2]?.text === 'on',
    );
}

const CORRECT = new Set([
  'accurate',
  'accuracy',
  'correct',
  'correctly',
  'right',
  'accurately',
  'errors',
  'legible',
  'legibility',
  'matched',
]);
const OF_THE_WORK = new Set([
  'him',
  'her',
  'me',
  'mine',
  'his',
  'hers',
  'effort',
  'work',
  'weight',
  'himself',
  'herself',
  'himself',
  'us',
  'it',
  'himself',
  'power',
  'assist',
  'help',
]);
const MOST_WORDS_TO_RATIO = 9;

/** "ninety percent accurate", "thirty-four of forty words, eighty-five percent": right answers, not a share of the work. */
function readAccuracy(sentence: Sentence, at: number, unit: string | null): MeasureValue | null {
  if (unit !== '%') return null;
  const { tokens } = sentence;
  const value = tokens[at]?.value ?? -1;
  if (value < 0 || value > 100) return null;
  const after = tokens.slice(at + 2, at + 8).map((token) => token.text);
  const clause = after.slice(0, 3);
  const mark = clause.findIndex((word) => /^[,.;:]$/.test(word));
  const own = mark < 0 ? clause : clause.slice(0, mark);
  if (own.some((word) => OF_THE_WORK.has(word)) && !after.some((word) => CORRECT.has(word))) return null;
  const before = tokens.slice(Math.max(0, at - MOST_WORDS_TO_RATIO), at);
  const correct = [...after.slice(0, 6), ...before.map((token) => token.text)].some((word) => CORRECT.has(word));
  if (!correct && !hasRatio(sentence, Math.max(0, at - MOST_WORDS_TO_RATIO), at)) return null;
  return { measure: 'accuracy', motion: null, value, unit: '%', to: at + 2 };
}

/** "x of y", "x words of y", "x commands out of y": right ones of all. */
function hasRatio({ tokens }: Sentence, from: number, to: number): boolean {
  for (let of = from; of < to; of += 1) {
    if (tokens[of]?.text !== 'of' || !isNumber(tokens[of + 1])) continue;
    if (tokens.slice(Math.max(0, of - 4), of).some(isNumber)) return true;
  }
  return false;
}

function readNumber(
  sentence: Sentence,
  at: number,
  to: number,
  unit: string | null,
  state: MeasureState,
): MeasureValue | null {
  const entry = state.measure;
  if (entry === null || entry.form !== 'number') return null;
  const { measure, min, max, needsUnit } = entry;
  if (unit !== null && !unitFits(entry.unit, unit)) return null;
  if (needsUnit && unit === null && !unitInSentence(sentence, entry.unit)) return null;
  const { tokens } = sentence;
  const raw = tokens[at]?.value ?? 0;
  const average = isAverageOf(sentence, at);
  const countsTrials = average || tokens[at - 1]?.text === 'trial';
  if (countsTrials && raw <= MOST_TRIALS) return null;
  const value = scaled(measure, average && raw >= 100 ? raw % 100 : raw);
  if (value < min || value > max) return null;
  if (tokens[at - 1]?.text === 'of' && !average && !isNamedBefore(sentence, at - 1)) return null;
  const shown = unit === 'kg' || unit === 'mm' || unit === 'in' ? unit : entry.unit;
  return { measure, motion: null, value, unit: shown, to };
}

/** "an exertion of thirteen", "a grip of forty": the measure stands right before. */
function isNamedBefore(sentence: Sentence, of: number): boolean {
  return hitsOf(sentence, 'measures').some((hit) => hit.to === of);
}

const MOST_TRIALS = 6;
const AVERAGES = new Set(['average', 'mean', 'averaging', 'averages', 'best']);

/** "average of three": how many trials; "average of three forty-one" runs the count and the value together. */
function isAverageOf({ tokens }: Sentence, at: number): boolean {
  return ['of', 'over'].includes(tokens[at - 1]?.text ?? '') && AVERAGES.has(tokens[at - 2]?.text ?? '');
}

const unitFits = (expected: string, said: string) =>
  expected === said ||
  (expected === 'lb' && said === 'kg') ||
  (expected === 'cm' && (said === 'mm' || said === 'in')) ||
  (expected === 'min' && said === 's') ||
  (expected === 's' && said === 'min');

function unitInSentence(sentence: Sentence, unit: string): boolean {
  return hitsOf(sentence, 'units').some((hit) => hit.entry.unit === unit);
}

function readMotion(
  sentence: Sentence,
  at: number,
  to: number,
  unit: string | null,
  state: MeasureState,
): MeasureValue | null {
  const { tokens } = sentence;
  const raw = tokens[at]?.value ?? 0;
  const arc = arcAt(tokens, at);
  if (state.motion === null) return readAnonymousMotion(sentence, at, to, unit, state);
  if (unit !== null && unit !== 'deg') return null;
  if (arc === 'start') return arcStart(tokens, at, to, state);
  const beyond = raw > state.motion.max && HINGES.test(state.part ?? '') && hitsOf(sentence, 'motions').length === 0;
  if (beyond && raw <= MOST_DEGREES)
    return { measure: state.movement ?? 'ROM', motion: 'flexion', value: raw, unit: 'deg', to };
  if (raw > state.motion.max || !Number.isFinite(raw)) return null;
  const lacking = isLacking(tokens, at, to) && raw > 0;
  const straightens = lacking && state.motion.motion === 'flexion' && HINGES.test(state.part ?? '');
  return {
    measure: state.movement ?? 'ROM',
    motion: straightens ? 'extension' : state.motion.motion,
    value: lacking ? -raw : raw,
    unit: 'deg',
    to,
  };
}

/** "zero to one ten", "minus ten to one twenty-five": whether the number begins or ends the arc of a joint. */
function arcAt(tokens: Sentence['tokens'], at: number): 'start' | 'end' | null {
  const isJoint = (text: string | undefined) => text === 'to' || text === 'through';
  if (
    isJoint(tokens[at + 1]?.text) &&
    isNumber(tokens[at + 2]) &&
    (tokens[at + 2]?.value ?? 0) > (tokens[at]?.value ?? 0)
  )
    return 'start';
  return isJoint(tokens[at - 1]?.text) && isNumber(tokens[at - 2]) ? 'end' : null;
}

/** What is missing to straight at the start of an arc; a start at zero says nothing of its own. */
function arcStart(tokens: Sentence['tokens'], at: number, to: number, state: MeasureState): MeasureValue | null {
  const raw = tokens[at]?.value ?? 0;
  if (raw === 0 || tokens[at - 1]?.text !== 'minus') return null;
  return { measure: state.movement ?? 'ROM', motion: 'extension', value: -raw, unit: 'deg', to };
}

/** Joints that only bend and straighten: an arc of theirs needs no name of the motion. */
const HINGES = /^(?:elbow|knee|wrist|.*\b(?:PIP|DIP|MCP|IP))$/;
/** What is lifted to a height in degrees is flexed. */
const LIFTED = new Set(['shoulder', 'arm', 'elbow', 'knee', 'hip']);
const LIFTS = new Set([
  'up',
  'goes',
  'raises',
  'lifts',
  'comes',
  'gets',
  'bends',
  'reaches',
  'went',
  'got',
  'raised',
  'lifted',
  'bent',
]);
const FEWEST_TAPE_CM = 3;
const MOST_TAPE_CM = 120;
const FEWEST_LIFTED = 30;
const MOST_DEGREES = 180;
const NOT_AROUND = new Set([
  'off',
  'from',
  'up',
  'above',
  'below',
  'short',
  'gap',
  'away',
  'long',
  'wide',
  'deep',
  'line',
]);

/** A number of degrees or centimetres whose part is named and whose motion or measure is not. */
function readAnonymousMotion(
  sentence: Sentence,
  at: number,
  to: number,
  unit: string | null,
  state: MeasureState,
): MeasureValue | null {
  if (state.part === null) return null;
  const { tokens } = sentence;
  const raw = tokens[at]?.value ?? 0;
  const measure = state.movement ?? 'ROM';
  const degrees = (unit === null || unit === 'deg') && raw <= MOST_DEGREES;
  const arc = arcAt(tokens, at);
  if (degrees && HINGES.test(state.part)) {
    if (arc === 'start') return arcStart(tokens, at, to, state);
    if (arc === 'end') return { measure, motion: 'flexion', value: raw, unit: 'deg', to };
    if (isLacking(tokens, at, to) && raw > 0) return { measure, motion: 'extension', value: -raw, unit: 'deg', to };
  }
  if (degrees && LIFTED.has(state.part) && raw >= FEWEST_LIFTED && isLiftedTo(tokens, at))
    return { measure, motion: 'flexion', value: raw, unit: 'deg', to };
  if (unit === 'deg' && degrees) return { measure, motion: null, value: raw, unit, to };
  return isTaped(sentence, at, to, unit)
    ? { measure: 'circumference', motion: null, value: raw, unit: 'cm', to }
    : null;
}

/** "raises to ninety-five", "up to one thirty". */
export function isLiftedTo(tokens: Sentence['tokens'], at: number): boolean {
  return tokens[at - 1]?.text === 'to' && tokens.slice(Math.max(0, at - 4), at).some((token) => LIFTS.has(token.text));
}

/** "Wrist crease is seventeen centimetres", "seventeen point two around". */
function isTaped(sentence: Sentence, at: number, to: number, unit: string | null): boolean {
  const { tokens } = sentence;
  const raw = tokens[at]?.value ?? 0;
  if (raw < FEWEST_TAPE_CM || raw > MOST_TAPE_CM || !hitsOf(sentence, 'bodyParts').some((hit) => hit.to <= at))
    return false;
  if (unit === null) return tokens[to]?.text === 'around' && tokens[to + 1]?.kind !== 'word';
  return unit === 'cm' && !tokens.some((token) => NOT_AROUND.has(token.text));
}
