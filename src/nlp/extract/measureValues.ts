/** Forms of spoken values: pressures ("one eighteen over seventy-two"), muscle grades ("four minus"), filament sizes. */
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';

export interface Reading<V extends number | string> {
  readonly value: V;
  readonly to: number;
}

export function readPressure(tokens: readonly Token[], at: number): Reading<string> | null {
  const systolic = tokens[at];
  const joint = tokens[at + 1]?.text;
  const diastolic = tokens[at + 2];
  if (!isNumber(systolic) || !isNumber(diastolic) || (joint !== 'over' && joint !== '/')) return null;
  const plausible =
    systolic.value >= 60 &&
    systolic.value <= 260 &&
    diastolic.value >= 30 &&
    diastolic.value <= 160 &&
    systolic.value > diastolic.value;
  return plausible ? { value: `${systolic.value}/${diastolic.value}`, to: at + 3 } : null;
}

export interface Grade extends Reading<number | string> {
  /** A sign or "out of five" was said: a grade even without the name of the scale. */
  readonly sure: boolean;
}

const HIGHEST_GRADE = 5;
const NOT_A_GRADE_BEFORE = new Set(
  'out / times minutes minute reps of degrees pounds percent seconds weeks muscles trials over cues more steps kilos'.split(
    ' ',
  ),
);

export function readGrade(tokens: readonly Token[], at: number, expected: boolean): Grade | null {
  const first = tokens[at];
  if (!isNumber(first) || !Number.isInteger(first.value) || first.value < 0 || first.value > HIGHEST_GRADE) return null;
  const sign = tokens[at + 1]?.text === 'minus' ? '-' : tokens[at + 1]?.text === 'plus' ? '+' : '';
  if (sign && isNumber(tokens[at + 2]) && tokens[at + 3]?.text === 'degrees') return null;
  let to = at + (sign ? 2 : 1);
  const outOf = outOfFive(tokens, to);
  if (outOf !== null) to = outOf;
  else if (NOT_A_GRADE_BEFORE.has(tokens[to]?.text ?? '')) return null;
  if (!expected && !sign && outOf === null) return null;
  return { value: sign ? `${first.value}${sign}` : first.value, to, sure: sign !== '' || outOf !== null };
}

function outOfFive(tokens: readonly Token[], at: number): number | null {
  const text = (offset: number) => tokens[at + offset]?.text;
  if (text(0) === 'out' && text(1) === 'of' && text(2) === String(HIGHEST_GRADE)) return at + 3;
  if ((text(0) === '/' || text(0) === 'over') && text(1) === String(HIGHEST_GRADE)) return at + 2;
  return null;
}

const FILAMENT_PARTS = 100;

/** "two eighty-three" is the 2.83 filament. */
export function scaled(measure: string, value: number): number {
  return measure === 'monofilament' && value >= FILAMENT_PARTS ? value / FILAMENT_PARTS : value;
}

const LACKING = new Set(['minus', 'lacks', 'lacking', 'lack', 'short', 'missing', 'negative', 'shy', 'off']);
const MOST_WORDS_TO_LACKING = 3;
const LAG = new Set(['lag', 'contracture', 'deficit', 'lagging', 'lags', 'loss']);

/** "minus fifteen", "lacks twenty", "short eight", "fifteen shy of straight": what is missing to the full motion. */
export function isLacking(tokens: readonly Token[], at: number, to: number): boolean {
  const lead = tokens.slice(Math.max(0, at - MOST_WORDS_TO_LACKING), at);
  const before = lead.slice(lead.findLastIndex(isNumber) + 1).map((token) => token.text);
  const after = tokens.slice(to, to + 2).map((token) => token.text);
  const lacks = before.findLastIndex((word) => LACKING.has(word));
  const near = lacks >= 0 && !before.slice(lacks).includes(',');
  const shy = after[0] === 'shy' || after[0] === 'short' || after[0] === 'lacking';
  const clause = tokens.slice(0, at);
  return near || shy || clause.slice(clause.findLastIndex(isNumber) + 1).some((token) => LAG.has(token.text));
}
