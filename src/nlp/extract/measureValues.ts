/** Forms of spoken values: pressures ("one eighteen over seventy-two"), muscle grades ("four minus"), filament sizes. */
import type { Token } from '../text/token.ts';
import { isNumber } from '../text/token.ts';

export function readPressure(
  tokens: readonly Token[],
  at: number,
): { readonly value: string; readonly to: number } | null {
  const systolic = tokens[at];
  const joint = tokens[at + 1]?.text;
  const diastolic = tokens[at + 2];
  if (!isNumber(systolic) || !isNumber(diastolic) || (joint !== 'over' && joint !== '/')) return null;
  const plausible = systolic.value >= 60 && systolic.value <= 260 && diastolic.value >= 30 && diastolic.value <= 160;
  return plausible ? { value: `${systolic.value}/${diastolic.value}`, to: at + 3 } : null;
}

export interface Grade {
  readonly value: number | string;
  readonly to: number;
  /** A sign or "out of five" was said: a grade even without the name of the scale. */
  readonly sure: boolean;
}

const HIGHEST_GRADE = 5;

export function readGrade(tokens: readonly Token[], at: number, expected: boolean): Grade | null {
  const first = tokens[at];
  if (!isNumber(first) || !Number.isInteger(first.value) || first.value < 0 || first.value > HIGHEST_GRADE) return null;
  const sign = tokens[at + 1]?.text === 'minus' ? '-' : tokens[at + 1]?.text === 'plus' ? '+' : '';
  let to = at + (sign ? 2 : 1);
  const outOf = outOfFive(tokens, to);
  if (outOf !== null) to = outOf;
  else if (followedByOther(tokens, to)) return null;
  if (!expected && !sign && outOf === null) return null;
  return { value: sign ? `${first.value}${sign}` : first.value, to, sure: sign !== '' || outOf !== null };
}

function outOfFive(tokens: readonly Token[], at: number): number | null {
  const text = (offset: number) => tokens[at + offset]?.text;
  if (text(0) === 'out' && text(1) === 'of' && text(2) === String(HIGHEST_GRADE)) return at + 3;
  if (text(0) === '/' && text(1) === String(HIGHEST_GRADE)) return at + 2;
  return null;
}

function followedByOther(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.text ?? '';
  return [
    'out',
    '/',
    'times',
    'minutes',
    'reps',
    'of',
    'degrees',
    'pounds',
    'percent',
    'seconds',
    'weeks',
    'muscles',
    'trials',
  ].includes(next);
}

/** "two eighty-three" is the 2.83 filament. */
export function scaled(measure: string, value: number): number {
  const FILAMENT_PARTS = 100;
  return measure === 'monofilament' && value >= FILAMENT_PARTS ? value / FILAMENT_PARTS : value;
}
