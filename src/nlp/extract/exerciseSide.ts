/**
 * The side an exercise was done on: told with its dose ("on the left, two sets of ten"), else with its name. Where two
 * sides compete and their order does not tell whose they are, there is none.
 */
import type { Side } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { Place } from './draft.ts';
import { isAsserted, isDenied } from './standing.ts';

/** A named exercise and the sentences that went on about it. */
export interface NamedExercise {
  readonly sentence: Sentence;
  readonly hit: Hit<'exercises'>;
  /** Sentences after the name's own and before that of the dose. */
  readonly since: readonly Sentence[];
}

/** @param doses in the order told; a corrected dose keeps the side of the first telling where it names none itself */
export function sideOfExercise(about: NamedExercise, doses: readonly Place[]): Side | null {
  const sided = doses.findLast(({ sentence }) => sidesOf(sentence).length > 0);
  if (sided !== undefined) return sideAt(sided, about);
  const named = sideAt({ sentence: about.sentence, from: about.hit.from, to: about.hit.to }, about);
  const isOtherSince = about.since.flatMap(sidesOf).some(({ side }) => side !== named);
  return isOtherSince ? null : named;
}

interface ToldSide {
  readonly side: Side;
  readonly from: number;
}

/** Told of today; without "right-handed", "right away" and "ten left". */
function sidesOf(sentence: Sentence): readonly ToldSide[] {
  const others = hitsOf(sentence, 'notSides');
  return hitsOf(sentence, 'sides').flatMap(({ entry: { side }, from, to }) =>
    side === 'other' ||
    !isAsserted(sentence, from) ||
    isDenied(sentence, from) ||
    others.some((other) => other.from < to && from < other.to)
      ? []
      : [{ side, from }],
  );
}

function sideAt({ sentence, from, to }: Place, { hit }: NamedExercise): Side | null {
  const sides = sidesOf(sentence);
  if (sides.length === 0) return null;
  const isOne = new Set(sides.map(({ side }) => side)).size === 1;
  const nearest = sides.toSorted((a, b) => distance(a) - distance(b))[0]!;
  const told = isOne ? nearest : inOrder(sentence, sides, from);
  if (told === null) return null;
  const [start, end] = told.from < from ? [told.from, from] : [to, told.from];
  const isOfAnother = hitsOf(sentence, 'exercises').some(
    (each) => each.entry !== hit.entry && each.from > start && each.from < end,
  );
  return isOfAnother ? null : told.side;

  function distance(side: ToldSide): number {
    return side.from < from ? from - side.from : side.from - to;
  }
}

/** All sides stand before their doses ("right, ten; left, eight") or all behind them; else nobody can say. */
function inOrder(sentence: Sentence, sides: readonly ToldSide[], at: number): ToldSide | null {
  const doses = hitsOf(sentence, 'doses');
  const [first, last] = [doses[0], doses.at(-1)];
  if (first === undefined || last === undefined) return null;
  const stand = { before: sides[0]!.from < first.from, behind: sides.at(-1)!.from > last.from };
  if (stand.before === stand.behind) return null;
  return stand.before
    ? (sides.findLast(({ from }) => from < at) ?? null)
    : (sides.find(({ from }) => from > at) ?? null);
}
