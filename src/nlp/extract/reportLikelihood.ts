/**
 * How likely a turn of patient or caregiver reports something: a logistic model over kinds of words (signs of
 * resources/lexicon/report.yml, each counted once a turn) and the shape of the turn. It knows no wordings, so it holds
 * where the report words were never heard. Weights fitted on the development dialogues by tests/bench/fitReports.ts.
 */
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';

export const SHAPES = ['caregiver', 'logWords', 'short', 'long', 'asks', 'exclaims', 'reacts', 'points'] as const;
export type Shape = (typeof SHAPES)[number];

const BIAS = -3.52;
const WEIGHT: Readonly<Record<Shape, number>> = {
  caregiver: 0.71,
  logWords: 0.84,
  short: -0.66,
  long: 0.54,
  asks: -1.65,
  exclaims: -0.41,
  reacts: -0.33,
  points: -1.02,
};

const MOST_WORDS_OF_SHORT = 4;
const FEWEST_WORDS_OF_LONG = 9;
const REACTIONS = new Set(
  'yes yeah yep no nope okay ok oh ah sorry thanks thank right good ow whoa well got there like ha huh'.split(' '),
);
const POINTERS = new Set(['this', 'that', 'these', 'those', 'there', 'here']);

/** Log odds. */
export function reportLikelihood(turn: readonly Sentence[]): number {
  const shape = shapeOf(turn);
  const signs = signsOf(turn);
  return (
    BIAS +
    SHAPES.reduce((sum, name) => sum + WEIGHT[name] * shape[name], 0) +
    [...signs.values()].reduce((sum, weight) => sum + weight, 0)
  );
}

/** The signs of the turn with their weights. */
export function signsOf(turn: readonly Sentence[]): ReadonlyMap<string, number> {
  return new Map(
    turn.flatMap((sentence) => hitsOf(sentence, 'reportSigns').map(({ entry }) => [entry.sign, entry.weight])),
  );
}

export function shapeOf(turn: readonly Sentence[]): Readonly<Record<Shape, number>> {
  const tokens = turn.flatMap((sentence) => sentence.tokens);
  const words = tokens.filter((token) => token.kind !== 'punctuation');
  const first = words[0]?.text ?? '';
  const has = (mark: string) => Number(tokens.some((token) => token.text === mark));
  return {
    caregiver: Number(turn[0]?.speaker === 'caregiver'),
    logWords: Math.log(1 + words.length),
    short: Number(words.length <= MOST_WORDS_OF_SHORT),
    long: Number(words.length >= FEWEST_WORDS_OF_LONG),
    asks: has('?'),
    exclaims: has('!'),
    reacts: Number(REACTIONS.has(first)),
    points: Number(POINTERS.has(first)),
  };
}
