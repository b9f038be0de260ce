/**
 * Deficits that two measures of today show side by side: against the other side, and active motion short of passive.
 * Only values that were measured are shown; nothing is reckoned from them but which one is worse.
 */
import type { FactOf } from '../../shared/domain/facts.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import type { PatternName } from './patternSlots.ts';
import { joinPieces } from './statementText.ts';

type Measure = FactOf<'measure'>;
interface Pair {
  readonly worse: Measure;
  readonly other: Measure;
}

export function measuredDeficits(context: DraftContext): readonly (StatementBody | null)[] {
  const all = factsOf('measure', context.facts);
  const measures = all.filter((each) => all.every((other) => other === each || !isSameReading(each, other)));
  const pairs = measures.flatMap((one, i) => measures.slice(i + 1).map((other) => [one, other] as const));
  return [
    deficit(
      'otherSide',
      pairs.flatMap(([one, other]) => besideOtherSide(one, other, context)),
      context,
    ),
    deficit(
      'activeLag',
      pairs.flatMap(([one, other]) => besidePassive(one, other)),
      context,
    ),
  ];
}

/** Two readings of one place (at two heights, before and after) leave open which belongs to which of the other side. */
function isSameReading(one: Measure, other: Measure): boolean {
  return one.measure === other.measure && one.side === other.side && sameJoint(one, other);
}

function deficit(name: 'otherSide' | 'activeLag', pairs: readonly Pair[], context: DraftContext): StatementBody | null {
  const item: PatternName = `${name}Item`;
  const items = pairs.map(({ worse, other }) =>
    sentence(
      item,
      {
        name: factPiece(worse, 'name', context),
        value: factPiece(worse, 'value', context),
        side: factPiece(other, 'side', context),
        other: factPiece(other, 'value', context),
      },
      context,
    ),
  );
  const facts = [...new Set(pairs.flatMap(({ worse, other }) => [worse, other]))];
  return statementOn(facts, sentence(name, { items: joinPieces(items, '; ') }, context));
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
