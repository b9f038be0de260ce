/**
 * Deficits that two measures of today show side by side: against the other side, and active motion short of passive.
 * The values stand in the objective part; here is which of them is the worse one, and what that says. Nothing else is
 * reckoned from them.
 */
import type { FactOf } from '../../shared/domain/facts.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import type { PatternName } from './patternSlots.ts';
import { joinPieces, plainText } from './statementText.ts';

type Measure = FactOf<'measure'>;
interface Pair {
  readonly worse: Measure;
  readonly other: Measure;
}

export function measuredDeficits(context: DraftContext): readonly (StatementBody | null)[] {
  const all = factsOf('measure', context.facts);
  const measures = all.filter((each) => all.every((other) => other === each || !isSameReading(each, other)));
  const pairs = measures.flatMap((one, i) => measures.slice(i + 1).map((other) => [one, other] as const));
  const besides = pairs.flatMap(([one, other]) => besideOtherSide(one, other, context));
  const groups = Map.groupBy(besides, (pair) => `${relationOf(pair)} ${pair.other.side}`);
  return [
    ...[...groups.values()].map((same) => deficit(relationOf(same[0]!), same, context)),
    deficit(
      'activeLag',
      pairs.flatMap(([one, other]) => besidePassive(one, other)),
      context,
    ),
  ];
}

function relationOf({ worse, other }: Pair): 'lowerThanOtherSide' | 'higherThanOtherSide' {
  return isLess(worse, other) ? 'lowerThanOtherSide' : 'higherThanOtherSide';
}

/** Two readings of one place (at two heights, before and after) leave open which belongs to which of the other side. */
function isSameReading(one: Measure, other: Measure): boolean {
  return one.measure === other.measure && one.side === other.side && sameJoint(one, other);
}

/** Each measure by its name, once; `pairs` of one relation to one side. */
function deficit(name: PatternName, pairs: readonly Pair[], context: DraftContext): StatementBody | null {
  const [first] = pairs;
  if (first === undefined) return null;
  const names = pairs.map(({ worse }) => factPiece(worse, 'name', context));
  const slots = {
    items: joinPieces(
      names.filter((each, i) => names.findIndex((other) => plainText(other) === plainText(each)) === i),
      '; ',
    ),
    side: factPiece(first.other, 'side', context),
  };
  const facts = [...new Set(pairs.flatMap(({ worse, other }) => [worse, other]))];
  return statementOn(facts, sentence(name, slots, context));
}

function besideOtherSide(one: Measure, other: Measure, { rules }: DraftContext): readonly Pair[] {
  const { worse } = rules.wording.measures[one.measure] ?? {};
  const areSides = one.side !== null && other.side !== null && one.side !== other.side;
  const areBoth = one.side === 'both' || other.side === 'both';
  if (worse === undefined || !areSides || areBoth || one.measure !== other.measure) return [];
  if (!sameJoint(one, other) || one.unit !== other.unit) return [];
  return ordered(one, other, worse);
}

function besidePassive(one: Measure, other: Measure): readonly Pair[] {
  const kinds = new Set([one.measure, other.measure]);
  if (!kinds.has('AROM') || !kinds.has('PROM') || one.side !== other.side || !sameJoint(one, other)) return [];
  const [active, passive] = one.measure === 'AROM' ? [one, other] : [other, one];
  return isLess(active, passive) ? [{ worse: active, other: passive }] : [];
}

function sameJoint(one: Measure, other: Measure): boolean {
  return one.bodyPart === other.bodyPart && one.motion === other.motion;
}

function ordered(one: Measure, other: Measure, worse: 'lower' | 'higher'): readonly Pair[] {
  const [lower, higher] = isLess(one, other) ? [one, other] : isLess(other, one) ? [other, one] : [null, null];
  if (lower === null || higher === null) return [];
  return worse === 'lower' ? [{ worse: lower, other: higher }] : [{ worse: higher, other: lower }];
}

function isLess(one: Measure, other: Measure): boolean {
  return typeof one.value === 'number' && typeof other.value === 'number' && one.value < other.value;
}
